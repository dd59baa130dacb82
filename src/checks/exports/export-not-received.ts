import { createTopicIndex } from '../../catalogue/topic-index.ts';
import { topicFilterOf } from '../../sql/statement-of.ts';
import type { Check, CheckContext } from '../shared/check.ts';
import { exportsIn, rulesIn } from '../shared/data-path.ts';

/** Metrics that are published where no rule listens. */
export const exportNotReceived: Check = {
  id: 'export-not-received',
  code: 'DG8048',
  severity: 'warning',
  summary: 'metrics are exported to a topic that no enabled rule reads',
  why: 'Unless a client subscribes to it, which cannot be seen from here, what is exported is lost.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    const isRead = readersIn(context);
    for (const { profile, topic } of exportsIn(context)) {
      // What AWS keeps for itself, and what goes to one rule by its name, other checks look at.
      if (topic.startsWith('$') || isRead(topic)) continue;
      yield {
        address: profile.address,
        path: 'metricsExport.mqttTopic',
        message: `No rule reads ${topic}.`,
        hint: 'Export to a `basicIngest` topic, add a rule that reads this one, or silence this and say who subscribes.',
      };
    }
  },
};

/** Whether an enabled rule reads a topic. */
function readersIn(context: CheckContext): (topic: string) => boolean {
  const readers = createTopicIndex<string>();
  for (const { name, spec } of rulesIn(context)) {
    const filter = spec.ruleDisabled === true ? undefined : topicFilterOf(spec);
    if (filter !== undefined) readers.add(filter, name);
  }
  const known = new Map<string, boolean>();
  return (topic) => {
    const answer = known.get(topic) ?? readers.matching(topic).length > 0;
    known.set(topic, answer);
    return answer;
  };
}
