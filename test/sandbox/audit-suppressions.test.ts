import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_ASSUMPTIONS } from '../../src/sandbox/assumptions.ts';
import { expectRefusal, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const SHARED = 'DEVICE_CERTIFICATE_SHARED_CHECK';
const GATEWAY: Iot.ResourceIdentifier = { clientId: 'gateway-1' };
const NEXT_WEEK = new Date('2026-11-29T00:00:00Z');

let account: TestAccount;
beforeEach(async () => {
  account = testAccount();
  await enable(SHARED);
});

const enable = (check: string) =>
  account.iot.send(
    new Iot.UpdateAccountAuditConfigurationCommand({
      roleArn: ROLE,
      auditCheckConfigurations: { [check]: { enabled: true } },
    }),
  );
const finding = (resourceIdentifier = GATEWAY) => ({ checkName: SHARED, resourceIdentifier });
const create = (more: Partial<Iot.CreateAuditSuppressionRequest> = { expirationDate: NEXT_WEEK }) =>
  account.iot.send(new Iot.CreateAuditSuppressionCommand({ ...finding(), ...more, clientRequestToken: undefined }));
const update = (more: Partial<Iot.UpdateAuditSuppressionRequest>) =>
  account.iot.send(new Iot.UpdateAuditSuppressionCommand({ ...finding(), ...more }));
const told = () => account.iot.send(new Iot.DescribeAuditSuppressionCommand(finding()));
const listed = async (more: Iot.ListAuditSuppressionsRequest = {}) => {
  const { suppressions = [] } = await account.iot.send(new Iot.ListAuditSuppressionsCommand(more));
  return suppressions.map(({ resourceIdentifier }) => resourceIdentifier?.clientId);
};

describe('a suppression', () => {
  test('tells that it is not for ever beside its date, as the published example does', async () => {
    await create();
    const { $metadata: _, ...rest } = await told();
    expect(rest).toEqual({ ...finding(), expirationDate: NEXT_WEEK, suppressIndefinitely: false });
  });

  test('keeps what an update leaves out, and has a date no longer once it is for ever', async () => {
    await create({ expirationDate: NEXT_WEEK, description: 'two gateways' });
    await update({ suppressIndefinitely: true });
    expect(await told()).toMatchObject({ suppressIndefinitely: true, description: 'two gateways' });
    expect((await told()).expirationDate).toBeUndefined();
    await update({ suppressIndefinitely: false, expirationDate: NEXT_WEEK });
    await update({ description: 'one gateway' });
    expect(await told()).toMatchObject({ expirationDate: NEXT_WEEK, description: 'one gateway' });
  });

  test.each<{ more: Partial<Iot.CreateAuditSuppressionRequest>; reason: string }>([
    { more: {}, reason: 'no end and not for ever' },
    { more: { expirationDate: NEXT_WEEK, suppressIndefinitely: true }, reason: 'both' },
    { more: { expirationDate: new Date('2026-11-21T00:00:00Z') }, reason: 'a date that is gone' },
    { more: { expirationDate: NEXT_WEEK, resourceIdentifier: {} }, reason: 'nothing that it is about' },
    { more: { expirationDate: NEXT_WEEK, checkName: 'LOGGING_DISABLED_CHECK' }, reason: 'a check that is off' },
    { more: { expirationDate: NEXT_WEEK, description: 'für' }, reason: 'a description that is not ASCII' },
    {
      more: { expirationDate: NEXT_WEEK, resourceIdentifier: { deviceCertificateId: 'c7691e' } },
      reason: 'an id that is too short',
    },
  ])('is refused for $reason', async ({ more, reason: _ }) => {
    await expectRefusal(account, () => create(more), 'InvalidRequestException');
  });

  test('is there once, whoever creates it, also by the same token', async () => {
    await create();
    await expectRefusal(account, () => create(), 'ResourceAlreadyExistsException');
    const token = { clientRequestToken: 'once', expirationDate: NEXT_WEEK };
    const send = (clientId: string) =>
      account.iot.send(new Iot.CreateAuditSuppressionCommand({ ...finding({ clientId }), ...token }));
    await send('a');
    await expectRefusal(account, () => send('b'), 'ResourceAlreadyExistsException');
  });

  test('is gone when it is deleted, and deleting what is gone is no error, as its errors in the model say', async () => {
    await create();
    for (let times = 0; times < 2; times += 1) await account.iot.send(new Iot.DeleteAuditSuppressionCommand(finding()));
    await expectRefusal(account, told, 'ResourceNotFoundException');
    await expectRefusal(account, () => update({ description: 'x' }), 'ResourceNotFoundException');
  });

  test('is gone once it has expired, and can be created again', async () => {
    await create();
    account.pass(7 * 24 * 3600);
    await expectRefusal(account, told, 'ResourceNotFoundException');
    expect(await listed()).toEqual([]);
    await create({ suppressIndefinitely: true });
    expect(await listed()).toEqual(['gateway-1']);
  });

  test('is still told once it has expired, where that is assumed', async () => {
    account = testAccount({ assumptions: { ...DEFAULT_ASSUMPTIONS, expiredSuppressionsStay: true } });
    await enable(SHARED);
    await create();
    account.pass(7 * 24 * 3600);
    expect(await listed()).toEqual(['gateway-1']);
  });
});

describe('the list', () => {
  beforeEach(async () => {
    const until = (day: string) => ({ expirationDate: new Date(`2026-12-${day}T00:00:00Z`) });
    await create({ resourceIdentifier: { clientId: 'late' }, ...until('20') });
    await create({ resourceIdentifier: { clientId: 'never' }, suppressIndefinitely: true });
    await create({ resourceIdentifier: { clientId: 'early' }, ...until('02') });
  });

  test.each([
    { more: {}, names: ['early', 'late', 'never'], how: 'by date' },
    { more: { ascendingOrder: false }, names: ['never', 'late', 'early'], how: 'backwards' },
    { more: { checkName: SHARED }, names: ['early', 'late', 'never'], how: 'of a check' },
    { more: { checkName: 'LOGGING_DISABLED_CHECK' }, names: [], how: 'of another check' },
    { more: { resourceIdentifier: { clientId: 'late' } }, names: ['late'], how: 'of a resource' },
  ])('is told $how', async ({ more, names }) => {
    expect(await listed(more)).toEqual(names);
  });

  test('is told page by page', async () => {
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await account.iot.send(new Iot.ListAuditSuppressionsCommand({ maxResults: 2, nextToken }));
      names.push(...(page.suppressions ?? []).map(({ resourceIdentifier }) => resourceIdentifier?.clientId));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual(['early', 'late', 'never']);
  });
});
