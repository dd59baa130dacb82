import { auditsAfterwards, auditsIn, configurationIn, enabledChecks } from '../shared/audits.ts';
import type { Check } from '../shared/check.ts';

/** An audit that would run a check which is off. */
export const auditOfDisabledCheck: Check = {
  id: 'audit-of-disabled-check',
  code: 'DG8067',
  severity: 'error',
  summary: 'a scheduled audit runs a check that is not enabled',
  why: 'AWS refuses the audit; and where the check is to be disabled under an audit, the change of the settings.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_CreateScheduledAudit.html',
  *find(context) {
    const enabled = enabledChecks(context);
    if (enabled === undefined) return;
    for (const { address, spec } of auditsIn(context))
      for (const name of spec.targetCheckNames)
        if (!enabled.has(name))
          yield {
            address,
            path: `targetCheckNames[${name}]`,
            message: `${name} is not enabled.`,
            hint: `Enable it under auditConfiguration: \`auditCheckConfigurations: { ${name}: { enabled: true } }\`; or take it out here.`,
          };
  },
};

/** A check that is on and that no audit runs. */
export const checkWithoutAudit: Check = {
  id: 'check-without-audit',
  code: 'DG8068',
  severity: 'warning',
  summary: 'a check is enabled and no scheduled audit runs it',
  why: 'It finds nothing unless somebody starts an audit by hand.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/AuditCommands.html',
  *find(context) {
    const configuration = configurationIn(context);
    if (configuration === undefined) return;
    const run = new Set(auditsAfterwards(context).flatMap(({ spec }) => spec.targetCheckNames));
    for (const [name, { enabled }] of Object.entries(configuration.spec.auditCheckConfigurations ?? {}))
      if (enabled && !run.has(name))
        yield {
          address: configuration.address,
          path: `auditCheckConfigurations.${name}`,
          message: `No scheduled audit runs ${name}.`,
          hint: 'Add it to targetCheckNames of one under scheduledAudits.',
        };
  },
};
