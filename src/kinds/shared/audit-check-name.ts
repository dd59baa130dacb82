import { AUDIT_CHECKS } from '../../catalogue/audit-checks.ts';
import type { JsonObject } from '../../model/values/json.ts';

/** A check by its name. AWS adds some now and then, so any is taken that looks like one: what is not known a check tells. */
export const auditCheckNameSchema: JsonObject = {
  type: 'string',
  pattern: '^[A-Z][A-Z0-9_]*_CHECK$',
  maxLength: 128,
  description:
    'Name of a check, as `aws iot describe-account-audit-configuration` lists them; `explain NAME` explains one.',
  examples: Object.keys(AUDIT_CHECKS),
};
