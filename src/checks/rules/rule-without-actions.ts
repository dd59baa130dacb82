import type { Check } from '../shared/check.ts';
import { exportsIn, rulesIn } from '../shared/data-path.ts';

/** A rule that takes metrics and passes them on to nobody. */
export const ruleWithoutActions: Check = {
  id: 'rule-without-actions',
  code: 'DG8030',
  severity: 'warning',
  summary: 'metrics are exported to a rule that has no actions',
  why: 'The rule receives messages and does nothing with them.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-actions.html',
  *find(context) {
    const idle = new Set(
      rulesIn(context).flatMap(({ name, spec }) => ((spec.actions ?? []).length === 0 ? [name] : [])),
    );
    for (const { profile, rule } of exportsIn(context))
      if (rule !== undefined && idle.has(rule))
        yield {
          address: profile.address,
          path: 'metricsExport.mqttTopic',
          message: `The rule ${rule} has no actions: what is exported to it goes nowhere.`,
          hint: 'Add an action to the rule, such as `firehose`.',
        };
  },
};
