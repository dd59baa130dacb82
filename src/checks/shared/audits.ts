import { AUDIT_CHECKS, auditCheckFacts, MISNAMED_AUDIT_CHECKS } from '../../catalogue/audit-checks.ts';
import { nearest } from '../../model/values/nearest.ts';
import { afterThisPlan, afterwards, declared } from './resources.ts';
import type { Resource } from './resources.ts';
import type { CheckContext } from './check.ts';

/** What checks look at of the settings of audits. */
interface AuditConfigurationSpec {
  readonly auditCheckConfigurations?: Readonly<Record<string, { readonly enabled: boolean }>>;
}

/** What checks look at of a scheduled audit. */
interface ScheduledAuditSpec {
  readonly targetCheckNames: readonly string[];
}

/** What checks look at of a suppression. */
export interface AuditSuppressionSpec {
  readonly checkName: string;
  readonly resourceIdentifier: Readonly<Record<string, unknown>>;
  readonly until: string;
  readonly description?: string;
}

/** What checks look at of a mitigation action. */
interface MitigationActionSpec {
  readonly actionParams?: Readonly<Record<string, unknown>>;
}

/** The settings of audits that the profiles declare; absent where they have no such section. */
export function configurationIn(context: CheckContext): Resource<AuditConfigurationSpec> | undefined {
  return declared<AuditConfigurationSpec>(context, 'AuditConfiguration')[0];
}

/** The checks that audits can run once the plan is carried out; undefined where nobody knows. */
export function enabledChecks(context: CheckContext): ReadonlySet<string> | undefined {
  // What sets everything back is a deletion, and then nothing is enabled.
  const configuration =
    configurationIn(context) ?? afterwards<AuditConfigurationSpec>(context, 'AuditConfiguration')[0];
  if (configuration === undefined) return undefined;
  const all = Object.entries(configuration.spec.auditCheckConfigurations ?? {});
  return new Set(all.flatMap(([name, check]) => (check.enabled ? [name] : [])));
}

/** The check that an author means by a name: itself, what AWS's pages misspell so, or the nearest one. */
export function meantCheck(name: string): string {
  if (auditCheckFacts(name) !== undefined) return name;
  if (Object.hasOwn(MISNAMED_AUDIT_CHECKS, name)) return MISNAMED_AUDIT_CHECKS[name] ?? name;
  return nearest(name, Object.keys(AUDIT_CHECKS)) ?? name;
}

/** The scheduled audits that the profiles declare. */
export function auditsIn(context: CheckContext): readonly Resource<ScheduledAuditSpec>[] {
  return declared(context, 'ScheduledAudit');
}

/** The scheduled audits that are there once the plan is carried out, whoever has them. */
export function auditsAfterwards(context: CheckContext): readonly Resource<ScheduledAuditSpec>[] {
  return afterwards(context, 'ScheduledAudit');
}

/** The scheduled audits that are there once just this plan is carried out, whoever has them, and as they then are. */
export function auditsAfterThisPlan(context: CheckContext): readonly Resource<ScheduledAuditSpec>[] {
  return afterThisPlan(context, 'ScheduledAudit');
}

/** The suppressions that the profiles declare. */
export function suppressionsIn(context: CheckContext): readonly Resource<AuditSuppressionSpec>[] {
  return declared(context, 'AuditSuppression');
}

/** The mitigation actions that the profiles declare. */
export function actionsIn(context: CheckContext): readonly Resource<MitigationActionSpec>[] {
  return declared(context, 'MitigationAction');
}
