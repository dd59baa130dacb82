import { matchesFilter } from '../catalogue/topics.ts';
import type { Check } from './check.ts';
import { exportsIn, rulesIn } from './data-path.ts';
import { filterOf, queryOf } from './statements.ts';

/** Metrics that are published where no rule listens. */
export const exportNotReceived: Check = {
  id: 'export-not-received',
  code: 'DG8048',
  severity: 'warning',
  summary: 'metrics are exported to a topic that no enabled rule reads',
  why: 'Unless a client subscribes to it, which cannot be seen from here, what is exported is lost.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    const filters = rulesIn(context).flatMap((rule) => {
      const query = rule.spec.ruleDisabled === true ? undefined : queryOf(rule);
      return (query && filterOf(query)) ?? [];
    });
    for (const { profile, topic } of exportsIn(context)) {
      // What AWS keeps for itself, and what goes to one rule by its name, other checks look at.
      if (topic.startsWith('$') || filters.some((filter) => matchesFilter(filter, topic))) continue;
      yield {
        address: profile.address,
        path: 'metricsExport.mqttTopic',
        message: `No rule reads ${topic}.`,
        hint: 'Export to a `basicIngest` topic, add a rule that reads this one, or silence this and say who subscribes.',
      };
    }
  },
};
