import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, iotArn, refusalOf, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

const INTO_GROUP: Iot.MitigationActionParams = { addThingsToThingGroupParams: { thingGroupNames: ['nobodys'] } };
const create = (actionName: string, actionParams = INTO_GROUP) =>
  account.iot.send(new Iot.CreateMitigationActionCommand({ actionName, roleArn: ROLE, actionParams }));
const update = (more: Partial<Iot.UpdateMitigationActionRequest>) =>
  account.iot.send(new Iot.UpdateMitigationActionCommand({ actionName: 'a', ...more }));
const described = (actionName: string) => account.iot.send(new Iot.DescribeMitigationActionCommand({ actionName }));

describe('a mitigation action', () => {
  test('tells its type, which nobody gives; whether its groups are there nobody asks', async () => {
    const created = await create('a');
    expect(created.actionArn).toBe(iotArn('mitigationaction/a'));
    expect(await described('a')).toMatchObject({
      actionId: created.actionId,
      actionArn: created.actionArn,
      actionType: 'ADD_THINGS_TO_THING_GROUP',
      roleArn: ROLE,
      actionParams: INTO_GROUP,
      creationDate: new Date('2026-11-22T12:00:00Z'),
      lastModifiedDate: new Date('2026-11-22T12:00:00Z'),
    });
  });

  test('keeps what an update leaves out', async () => {
    await create('a');
    account.pass(5);
    await update({ roleArn: `${ROLE}2` });
    expect(await described('a')).toMatchObject({ roleArn: `${ROLE}2`, actionParams: INTO_GROUP });
    const actionParams = { updateCACertificateParams: { action: 'DEACTIVATE' } } as const;
    await update({ actionParams });
    expect(await described('a')).toMatchObject({
      roleArn: `${ROLE}2`,
      actionParams,
      actionType: 'UPDATE_CA_CERTIFICATE',
    });
    expect((await described('a')).lastModifiedDate).toEqual(new Date('2026-11-22T12:00:05Z'));
  });

  test.each<{ params: Iot.MitigationActionParams; reason: string }>([
    { params: {}, reason: 'nothing to do' },
    { params: { ...INTO_GROUP, updateDeviceCertificateParams: { action: 'DEACTIVATE' } }, reason: 'two things to do' },
    { params: { addThingsToThingGroupParams: { thingGroupNames: [] } }, reason: 'no group' },
    {
      params: { enableIoTLoggingParams: { roleArnForLogging: ROLE, logLevel: 'DISABLED' } },
      reason: 'logging that is switched off',
    },
  ])('is refused for $reason, created and updated', async ({ params, reason: _ }) => {
    await create('a');
    await expectRefusal(account, () => create('b', params), 'InvalidRequestException');
    await expectRefusal(account, () => update({ actionParams: params }), 'InvalidRequestException');
  });

  test('is there once, and can be deleted twice', async () => {
    await create('a');
    expect(await refusalOf(create('a'))).toMatchObject({ name: 'ResourceAlreadyExistsException' });
    const remove = () => account.iot.send(new Iot.DeleteMitigationActionCommand({ actionName: 'a' }));
    await remove();
    await remove();
    for (const request of [described('a'), update({})])
      expect(await refusalOf(request)).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('is one of a hundred, which are listed by type and in pages', async () => {
    for (let count = 0; count < 99; count++) await create(`a${count}`);
    await create('certificate', { updateDeviceCertificateParams: { action: 'DEACTIVATE' } });
    expect(await refusalOf(create('one-more'))).toMatchObject({ name: 'LimitExceededException' });
    const list = (given: Iot.ListMitigationActionsRequest) =>
      account.iot.send(new Iot.ListMitigationActionsCommand(given));
    expect((await list({})).actionIdentifiers).toHaveLength(25);
    const some = await list({ actionType: 'UPDATE_DEVICE_CERTIFICATE' });
    expect(some.actionIdentifiers?.map(({ actionName }) => actionName)).toEqual(['certificate']);
  });
});
