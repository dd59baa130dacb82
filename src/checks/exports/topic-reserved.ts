import { basicIngestOf, isRuleName } from '../../catalogue/topics.ts';
import type { Check } from '../shared/check.ts';
import { exportsIn } from '../shared/data-path.ts';

/** A topic that belongs to AWS, or to a rule that cannot be. */
export const topicReserved: Check = {
  id: 'topic-reserved',
  code: 'DG8023',
  severity: 'error',
  summary: 'metrics are exported to a topic that begins with $ and is no rule’s',
  why: 'Topics that begin with $ are AWS’s own; only $aws/rules/RULE takes messages of others, and what no rule takes is lost.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html',
  *find(context) {
    for (const { profile, topic } of exportsIn(context)) {
      if (!topic.startsWith('$')) continue;
      const rule = basicIngestOf(topic)?.rule;
      if (rule !== undefined && isRuleName(rule)) continue;
      yield {
        address: profile.address,
        path: 'metricsExport.mqttTopic',
        message:
          rule === undefined
            ? `${topic} is a topic of AWS’s own.`
            : `No rule can have the name ${JSON.stringify(rule)}.`,
        hint: 'Write $aws/rules/RULE with letters, digits and _ only, or an ordinary topic that does not begin with $.',
      };
    }
  },
};
