import { AUDIT_CHECKS, AUDIT_CHECKS_PAGE, MISNAMED_AUDIT_CHECKS } from '../../catalogue/audit-checks.ts';
import type { Address } from '../../model/address.ts';
import { nearest } from '../../model/values/nearest.ts';
import { auditsIn, configurationIn, meantCheck, suppressionsIn } from '../shared/audits.ts';
import type { Check, CheckContext } from '../shared/check.ts';

interface Named {
  readonly address: Address;
  readonly path: string;
  readonly name: string;
}

/** Every check that the profiles name, where they do. */
function named(context: CheckContext): readonly Named[] {
  return [...run(context), ...elsewhere(context)];
}

/** What audits run. */
function run(context: CheckContext): readonly Named[] {
  return auditsIn(context).flatMap(({ address, spec }) =>
    spec.targetCheckNames.map((name): Named => ({ address, path: `targetCheckNames[${name}]`, name })),
  );
}

/** What the settings and suppressions name. */
function elsewhere(context: CheckContext): readonly Named[] {
  const configuration = configurationIn(context);
  const configured = Object.keys(configuration?.spec.auditCheckConfigurations ?? {}).flatMap((name): Named[] =>
    configuration === undefined
      ? []
      : [{ address: configuration.address, path: `auditCheckConfigurations.${name}`, name }],
  );
  const suppressed = suppressionsIn(context).map(({ address, spec }) => ({
    address,
    path: 'checkName',
    name: spec.checkName,
  }));
  return [...configured, ...suppressed];
}

/** A name of a check that AWS's pages print and its API does not have. */
export const auditCheckMisnamed: Check = {
  id: 'audit-check-misnamed',
  code: 'DG8065',
  severity: 'error',
  summary: 'a check is called as pages of AWS call it, and the API does not',
  why: 'AWS refuses the request.',
  source: AUDIT_CHECKS_PAGE,
  *find(context) {
    for (const { address, path, name } of named(context)) {
      const meant = Object.hasOwn(MISNAMED_AUDIT_CHECKS, name) ? MISNAMED_AUDIT_CHECKS[name] : undefined;
      if (meant !== undefined) yield { address, path, message: `There is no check ${name}.`, hint: `Write ${meant}.` };
    }
  },
};

/** A check that is not known: AWS adds some now and then. */
export const auditCheckUnknown: Check = {
  id: 'audit-check-unknown',
  code: 'DG8066',
  severity: 'warning',
  summary: 'a check is not among those that AWS documents',
  why: 'AWS refuses the request unless the check is newer than this program.',
  source: AUDIT_CHECKS_PAGE,
  *find(context) {
    // Of settings that are declared, an audit's checks are all there, or are told as not enabled; so is what is misspelled here and runs.
    const isDeclared = configurationIn(context) !== undefined;
    const running = new Set(isDeclared ? run(context).map(({ name }) => name) : []);
    for (const { address, path, name } of isDeclared ? elsewhere(context) : named(context)) {
      if (Object.hasOwn(AUDIT_CHECKS, name) || Object.hasOwn(MISNAMED_AUDIT_CHECKS, name)) continue;
      if (running.has(meantCheck(name)) && !running.has(name)) continue;
      const meant = nearest(name, Object.keys(AUDIT_CHECKS));
      const hint = '`aws iot describe-account-audit-configuration` lists the checks that there are.';
      yield {
        address,
        path,
        message: `The check ${name} is not known.`,
        hint: meant === undefined ? hint : `Did you mean ${meant}? ${hint}`,
      };
    }
  },
};
