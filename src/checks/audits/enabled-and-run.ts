import { ACTION_TYPES, auditCheckFacts, MISNAMED_AUDIT_CHECKS, MITIGATION_PAGE } from '../../catalogue/audit-checks.ts';
import type { ActionType } from '../../catalogue/audit-checks.ts';
import {
  actionsIn,
  auditsAfterThisPlan,
  auditsAfterwards,
  auditsIn,
  configurationIn,
  enabledChecks,
  meantCheck,
} from '../shared/audits.ts';
import type { Check, CheckContext, Finding } from '../shared/check.ts';
import { afterwards } from '../shared/resources.ts';

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
      for (const name of spec.targetCheckNames) {
        // What pages of AWS misspell is told as that.
        if (enabled.has(name) || Object.hasOwn(MISNAMED_AUDIT_CHECKS, name)) continue;
        const misspelled = [...enabled].find((one) => meantCheck(one) === name);
        if (misspelled !== undefined) {
          yield* enabledAs(misspelled, name, context);
          continue;
        }
        const meant = meantCheck(name);
        yield {
          address,
          path: `targetCheckNames[${name}]`,
          message: `${name} is not enabled.`,
          hint:
            meant === name
              ? `Enable it under auditConfiguration: \`auditCheckConfigurations: { ${name}: { enabled: true } }\`; or remove it here.`
              : `Did you mean ${meant}?`,
        };
      }
    yield* ofOthers(context, enabled);
  },
};

/** A check that is misspelled where it is enabled; told where that is. */
function* enabledAs(misspelled: string, name: string, context: CheckContext): Generator<Finding> {
  const configuration = configurationIn(context);
  // Otherwise the pages of AWS misspell it so, which is told as that.
  if (configuration === undefined || Object.hasOwn(MISNAMED_AUDIT_CHECKS, misspelled)) return;
  yield {
    address: configuration.address,
    path: `auditCheckConfigurations.${misspelled}`,
    message: `${name}, which an audit runs, is not enabled.`,
    hint: `Write ${name} for ${misspelled}.`,
  };
}

/** What audits run that are not of these profiles, or that a plan of a part leaves as they are, and these settings disable. */
function* ofOthers(context: CheckContext, enabled: ReadonlySet<string>): Generator<Finding> {
  const configuration = configurationIn(context);
  if (configuration === undefined) return;
  const isChanged = context.account?.changes.some(({ address }) => address === configuration.address) === true;
  const ours = new Map(auditsIn(context).map(({ address, spec }) => [address, spec]));
  for (const { address, spec } of auditsAfterThisPlan(context)) {
    const own = ours.get(address);
    for (const name of spec.targetCheckNames) {
      if (enabled.has(name) || own?.targetCheckNames.includes(name) === true) continue;
      if (own === undefined)
        yield {
          address: configuration.address,
          path: '',
          message: `${address}, which is not of these profiles, runs ${name}, which is not enabled.`,
          hint: `Enable it: \`auditCheckConfigurations: { ${name}: { enabled: true } }\`; or have its owner take it out.`,
        };
      else if (isChanged)
        yield {
          address: configuration.address,
          path: '',
          message: `${address} still runs ${name}, which is not enabled: its own change is not in this plan.`,
          hint: `Add \`--only ${address}\`, or leave out --only.`,
        };
    }
  }
}

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
    const run = new Set(auditsAfterwards(context).flatMap(({ spec }) => spec.targetCheckNames.map(meantCheck)));
    for (const [name, { enabled }] of Object.entries(configuration.spec.auditCheckConfigurations ?? {}))
      if (enabled && !run.has(meantCheck(name)))
        yield {
          address: configuration.address,
          path: `auditCheckConfigurations.${name}`,
          message: `No scheduled audit runs ${name}.`,
          hint: 'Add it to targetCheckNames of one under scheduledAudits.',
        };
  },
};

const actionTypes: Readonly<Record<string, ActionType>> = ACTION_TYPES;

/** An action that no finding can be met with. */
export const actionWithoutCheck: Check = {
  id: 'action-without-check',
  code: 'DG8075',
  severity: 'warning',
  summary: 'a mitigation action fits none of the checks that are enabled',
  why: 'AWS takes it for findings of certain checks only.',
  source: MITIGATION_PAGE,
  *find(context) {
    const enabled = configurationIn(context) === undefined ? undefined : enabledChecks(context);
    if (enabled === undefined) return;
    // Of a check that AWS's table lacks nobody knows.
    const facts = [...enabled].map((name) => auditCheckFacts(name)?.actions);
    const watches = afterwards(context, 'SecurityProfile').length > 0;
    for (const { address, spec } of actionsIn(context)) {
      const [member = ''] = Object.keys(spec.actionParams ?? {});
      const type = actionTypes[member];
      // That one answers alarms of Detect as well.
      if (type === undefined || (type === 'ADD_THINGS_TO_THING_GROUP' && watches)) continue;
      if (facts.every((actions) => actions !== undefined && !actions.includes(type)))
        yield {
          address,
          path: `actionParams.${member}`,
          message: `No enabled check has findings that ${type} answers.`,
          hint: 'Enable one that `explain` names it for, or remove the action.',
        };
    }
  },
};
