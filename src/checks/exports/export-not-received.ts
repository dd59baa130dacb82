import { matchesFilter } from '../../catalogue/topics.ts';
import type { Check, CheckContext } from '../shared/check.ts';
import { exportsIn, rulesIn } from '../shared/data-path.ts';
import { filterOf, statementsIn } from '../shared/statements.ts';

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

/** Whether an enabled rule reads a topic. Filters are kept by their first level, because there may be many of both. */
function readersIn(context: CheckContext): (topic: string) => boolean {
  const filters = new Map<string, string[]>();
  const statementOf = statementsIn(context);
  for (const rule of rulesIn(context)) {
    const query = rule.spec.ruleDisabled === true ? undefined : statementOf(rule).tree?.query;
    const filter = query && filterOf(query);
    if (filter === undefined) continue;
    const level = firstLevel(filter);
    const others = filters.get(level);
    if (others === undefined) filters.set(level, [filter]);
    else others.push(filter);
  }
  const known = new Map<string, boolean>();
  const isRead = (topic: string): boolean =>
    [firstLevel(topic), '+', '#'].some((level) => filters.get(level)?.some((filter) => matchesFilter(filter, topic)));
  return (topic) => {
    const answer = known.get(topic) ?? isRead(topic);
    known.set(topic, answer);
    return answer;
  };
}

function firstLevel(text: string): string {
  return text.split('/', 1)[0] ?? '';
}
