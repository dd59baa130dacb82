import {
  CreateAuditSuppression$,
  DeleteAuditSuppression$,
  DescribeAuditSuppression$,
  ListAuditSuppressions$,
  UpdateAuditSuppression$,
} from '@aws-sdk/client-iot';
import type * as Iot from '@aws-sdk/client-iot';
import { canonical, isEqual } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import type { Checked } from '../../checked.ts';
import type { IotHandlers, OperationContext } from '../../context.ts';
import { page } from '../../paging.ts';
import { refusal } from '../../refusal.ts';
import { find, put } from '../../state.ts';
import type { AuditSuppressionRecord } from '../../untagged-records.ts';
import { isEnabled } from './audit-configuration.ts';
import { invalidRequest, notFound } from '../refusals.ts';
import type { TraitsOf } from '../../traits.ts';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_ListAuditSuppressions.html */
const PAGE = 25;

/** Suppressions of findings. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-finding-suppressions.html */
export const auditSuppressions = {
  CreateAuditSuppression(context, { clientRequestToken = '', description = '', ...input }) {
    const { auditSuppressions: suppressions } = context.state;
    const { checkName, resourceIdentifier } = input;
    checkFinding(context, input);
    const expiry = checkedExpiry(context, input);
    const key = keyOf(input);
    const isTaken = Object.values(active(context)).some(
      (one) => keyOf(one) === key || one.clientRequestToken === clientRequestToken,
    );
    // A request that is sent again with its token is refused too, as the member's description says.
    if (isTaken) throw refusal('ResourceAlreadyExistsException', `A suppression of ${checkName} already exists.`);
    put(suppressions, key, { checkName, resourceIdentifier, ...expiry, description, clientRequestToken });
    return {};
  },

  DescribeAuditSuppression(context, finding) {
    return described(suppressionOf(context, finding));
  },

  // A PATCH: what is left out stays.
  UpdateAuditSuppression(context, { description, ...input }) {
    const suppression = suppressionOf(context, input);
    checkFinding(context, input);
    const { expiresAt: before, ...others } = suppression;
    const { expirationDate, suppressIndefinitely = expirationDate === undefined && before === undefined } = input;
    const kept = suppressIndefinitely || before === undefined ? {} : { expirationDate: new Date(before) };
    const expiry = checkedExpiry(context, { ...kept, ...input, suppressIndefinitely });
    const told = description === undefined || !isSaid(context, description) ? {} : { description };
    put(context.state.auditSuppressions, keyOf(input), { ...others, ...expiry, ...told });
    return {};
  },

  DeleteAuditSuppression({ state }, finding) {
    delete state.auditSuppressions[keyOf(finding)];
    return {};
  },

  ListAuditSuppressions(context, { checkName, resourceIdentifier, ascendingOrder = true, ...position }) {
    const wanted = active(context).filter(
      (one) =>
        (checkName === undefined || one.checkName === checkName) &&
        (resourceIdentifier === undefined ||
          isEqual(one.resourceIdentifier as JsonObject, resourceIdentifier as JsonObject)),
    );
    const { items, next } = page(wanted, (one) => placeOf(one, ascendingOrder), position, PAGE);
    return { suppressions: items.map(described), ...next };
  },
} satisfies IotHandlers;

/** What the wire and IAM know of them; all are on `*`. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const auditSuppressionsTraits: TraitsOf<typeof auditSuppressions> = {
  CreateAuditSuppression: { shape: CreateAuditSuppression$ },
  DescribeAuditSuppression: { shape: DescribeAuditSuppression$ },
  UpdateAuditSuppression: { shape: UpdateAuditSuppression$ },
  DeleteAuditSuppression: { shape: DeleteAuditSuppression$ },
  ListAuditSuppressions: { shape: ListAuditSuppressions$ },
};

type Finding = Pick<AuditSuppressionRecord, 'checkName' | 'resourceIdentifier'>;
type Expiry = Pick<Checked<Iot.CreateAuditSuppressionRequest>, 'expirationDate' | 'suppressIndefinitely'>;

function keyOf({ checkName, resourceIdentifier }: Finding): string {
  return `${checkName} ${canonical(resourceIdentifier as JsonObject)}`;
}

/** Those that have not expired: the list has "all active" ones. https://docs.aws.amazon.com/cli/latest/reference/iot/list-audit-suppressions.html */
function active({ state, now, assumptions }: OperationContext): readonly AuditSuppressionRecord[] {
  const all = Object.values(state.auditSuppressions);
  if (assumptions.expiredSuppressionsStay) return all;
  return all.filter(({ expiresAt = Infinity }) => expiresAt > now);
}

function suppressionOf(context: OperationContext, finding: Finding): AuditSuppressionRecord {
  const found = find(context.state.auditSuppressions, keyOf(finding));
  if (found === undefined || !active(context).includes(found))
    throw notFound(`There is no suppression of ${finding.checkName} for this resource.`);
  return found;
}

function checkFinding({ state }: OperationContext, { checkName, resourceIdentifier }: Finding): void {
  if (!isEnabled(state, checkName)) throw invalidRequest(`Audit check ${checkName} is not enabled for the account.`);
  if (Object.keys(resourceIdentifier).length !== 1)
    throw invalidRequest('A resource identifier has exactly one member.');
}

/** That there is one of the two, and that it is to come, no document says: the console offers nothing else. */
function checkedExpiry(
  { now }: OperationContext,
  { expirationDate, suppressIndefinitely = false }: Expiry,
): Pick<AuditSuppressionRecord, 'expiresAt'> {
  if (suppressIndefinitely === (expirationDate !== undefined))
    throw invalidRequest('A suppression has either an expirationDate or suppressIndefinitely.');
  if (expirationDate === undefined) return {};
  // AWS counts in seconds.
  const expiresAt = Math.floor(expirationDate.getTime() / 1000) * 1000;
  if (expiresAt <= now) throw invalidRequest('expirationDate must be in the future.');
  return { expiresAt };
}

function isSaid({ assumptions }: OperationContext, description: string): boolean {
  return description !== '' || assumptions.emptyDescriptionClears;
}

function described({ checkName, resourceIdentifier, expiresAt, description }: AuditSuppressionRecord) {
  return {
    checkName,
    resourceIdentifier,
    ...(expiresAt === undefined ? {} : { expirationDate: new Date(expiresAt) }),
    suppressIndefinitely: expiresAt === undefined,
    ...(description === '' ? {} : { description }),
  };
}

/** By when they expire, those that never do last; or the other way round. */
function placeOf(one: AuditSuppressionRecord, isAscending: boolean): string {
  const { expiresAt = Number.MAX_SAFE_INTEGER } = one;
  const place = isAscending ? expiresAt : Number.MAX_SAFE_INTEGER - expiresAt;
  return `${String(place).padStart(16, '0')} ${keyOf(one)}`;
}
