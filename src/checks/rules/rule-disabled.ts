import type { Check } from '../shared/check.ts';
import { exportsIn, rulesIn } from '../shared/data-path.ts';

/** A rule that is switched off while metrics are sent to it. */
export const ruleDisabled: Check = {
  id: 'rule-disabled',
  code: 'DG8029',
  severity: 'warning',
  summary: 'metrics are exported to a rule that is disabled',
  why: 'What is sent to a disabled rule by Basic Ingest is lost, without an error anywhere.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html',
  *find(context) {
    const disabled = new Set(rulesIn(context).flatMap(({ name, spec }) => (spec.ruleDisabled === true ? [name] : [])));
    for (const { profile, rule } of exportsIn(context))
      if (rule !== undefined && disabled.has(rule))
        yield {
          address: profile.address,
          path: 'metricsExport.mqttTopic',
          message: `The rule ${rule} is disabled: what is exported to it is lost.`,
          hint: 'Remove `ruleDisabled` from the rule, or export nothing meanwhile.',
        };
  },
};
