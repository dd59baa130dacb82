import { basicIngestOf, isRuleName, TOPIC_LIMIT } from '../../catalogue/topics.ts';
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

/** A topic that the message broker does not take. */
export const topicTooLong: Check = {
  id: 'topic-too-long',
  code: 'DG8024',
  severity: 'error',
  summary: `metrics are exported to a topic of more than ${TOPIC_LIMIT.bytes} bytes or ${TOPIC_LIMIT.slashes} slashes`,
  why: 'The message broker refuses what is published there; $aws/rules/RULE/ is not counted.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits',
  *find(context) {
    for (const { profile, topic } of exportsIn(context)) {
      const ingest = basicIngestOf(topic);
      const counted = ingest === undefined ? topic : (ingest.rest ?? '');
      const bytes = new TextEncoder().encode(counted).length;
      const slashes = counted.split('/').length - 1;
      const found = { address: profile.address, path: 'metricsExport.mqttTopic' };
      if (bytes > TOPIC_LIMIT.bytes)
        yield {
          ...found,
          message: `The topic has ${bytes} bytes of UTF-8; AWS takes ${TOPIC_LIMIT.bytes}.`,
          hint: 'Choose a shorter one.',
        };
      if (slashes > TOPIC_LIMIT.slashes)
        yield {
          ...found,
          message: `The topic has ${slashes} slashes; AWS takes ${TOPIC_LIMIT.slashes}.`,
          hint: 'Put levels together.',
        };
    }
  },
};
