import { addressOf } from '../../model/address.ts';
import type { IotOperations } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { isEqual, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import { dateOf } from '../shared/date.ts';
import { normalForm } from '../shared/normal-form.ts';
import { requested, takeMembers } from '../shared/request.ts';
import { membersOf, pages, unlessMissing } from '../shared/wire.ts';
import { findingOf, identityOf } from './identity.ts';
import type { SuppressedFinding } from './identity.ts';
import { auditSuppressionOperations } from './operations.ts';
import { auditSuppressionNameSchema, auditSuppressionSchema } from './schema.ts';
import type { AuditSuppressionSpec } from './schema.ts';
import { expiryOf, untilOf } from './until.ts';

type Described = IotOperations['DescribeAuditSuppression']['output'];

/**
 * A suppression of findings of an audit, which has no name, no ARN and no tags:
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-finding-suppressions.html
 */
export const auditSuppression: Kind<AuditSuppressionSpec> = {
  name: 'AuditSuppression',
  section: 'auditSuppressions',
  description: 'Findings of audits that are suppressed, each with a reason and an end.',
  nameSchema: auditSuppressionNameSchema,
  ownership: { by: 'text', member: 'description' },
  identity: { of: identityOf },
  schema: auditSuppressionSchema,
  normalize,
  // The check has to be enabled.
  references: () => [addressOf('AuditConfiguration', 'account')],
  fromRequest(request) {
    const { taken, rest } = takeMembers(
      request,
      'checkName',
      'resourceIdentifier',
      'expirationDate',
      'suppressIndefinitely',
      'clientRequestToken',
    );
    const { checkName, resourceIdentifier, expirationDate, suppressIndefinitely } = taken;
    const until = untilOfRequest(expirationDate, suppressIndefinitely);
    const finding = { checkName, resourceIdentifier };
    const name = isFinding(finding) ? identityOf(finding) : undefined;
    return requested(name, { ...finding, ...(until === undefined ? {} : { until }), ...rest });
  },
  async *list(aws) {
    for await (const page of pages((position) => aws.iot('ListAuditSuppressions', { maxResults: 250, ...position })))
      for (const one of page.suppressions ?? []) {
        const finding = membersOf(one);
        if (isFinding(finding)) yield identityOf(finding);
      }
  },
  operations: auditSuppressionOperations,
  parts: {},
  async read(aws, name) {
    const finding = findingOf(name);
    if (finding === undefined) return undefined;
    const found = await unlessMissing(aws.iot('DescribeAuditSuppression', finding));
    return found === undefined ? undefined : { name, spec: normalize(specOf(found)) };
  },
  write: {
    // https://docs.aws.amazon.com/iot/latest/apireference/API_CreateAuditSuppression.html
    refusesTaken: true,
    settles: [],
    immutable: ({ path }) => /^(checkName|resourceIdentifier)\b/.test(path),
    caveat: ({ op, path }) =>
      op === 'remove' && path === 'description'
        ? 'AWS documents no way to clear a description and may keep it; if it does, write the description that is to stand there'
        : undefined,
    async create(aws, _, spec) {
      await aws.iot('CreateAuditSuppression', { ...requestOf(spec), clientRequestToken: undefined });
    },
    async update(aws, live, spec) {
      if (!isEqual(live.spec, spec)) await aws.iot('UpdateAuditSuppression', requestOf(spec));
    },
    async delete(aws, { spec: { checkName, resourceIdentifier } }) {
      await unlessMissing(aws.iot('DeleteAuditSuppression', { checkName, resourceIdentifier }));
    },
  },
};

function normalize(spec: AuditSuppressionSpec): AuditSuppressionSpec {
  return normalForm(auditSuppressionSchema, { ...spec, until: untilOf(expiryOf(spec.until)) });
}

/** All that can be said, because an update may keep what it leaves out. */
function requestOf({ checkName, resourceIdentifier, until, description = '' }: AuditSuppressionSpec) {
  const expirationDate = expiryOf(until);
  return {
    checkName,
    resourceIdentifier,
    description,
    suppressIndefinitely: expirationDate === undefined,
    ...(expirationDate === undefined ? {} : { expirationDate }),
  };
}

/** AWS may remember a date from before it was to last. */
function specOf({ expirationDate, suppressIndefinitely, ...found }: Described): AuditSuppressionSpec {
  const until = untilOf(suppressIndefinitely === true ? undefined : expirationDate);
  return { ...(membersOf(found) as Omit<AuditSuppressionSpec, 'until'>), until };
}

function isFinding(value: object): value is SuppressedFinding {
  const { checkName, resourceIdentifier } = value as Partial<SuppressedFinding>;
  return typeof checkName === 'string' && isObject(resourceIdentifier) && Object.keys(resourceIdentifier).length > 0;
}

/** The AWS CLI takes seconds since 1970 and dates: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html#parameter-type-timestamp */
function untilOfRequest(date: JsonValue | undefined, suppressIndefinitely: JsonValue | undefined): string | undefined {
  if (suppressIndefinitely === true) return untilOf(undefined);
  const moment = typeof date === 'number' ? dateOf(date * 1000) : typeof date === 'string' ? dateOf(date) : undefined;
  return moment === undefined || Number.isNaN(moment.getTime()) ? undefined : untilOf(moment);
}
