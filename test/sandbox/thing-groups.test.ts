import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, iotArn, refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

const index = (thingIndexingMode: Iot.ThingIndexingMode) =>
  account.iot.send(new Iot.UpdateIndexingConfigurationCommand({ thingIndexingConfiguration: { thingIndexingMode } }));
const createStatic = (thingGroupName: string, more: Partial<Iot.CreateThingGroupRequest> = {}) =>
  account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName, ...more }));
const createDynamic = (thingGroupName: string, more: Partial<Iot.CreateDynamicThingGroupRequest> = {}) =>
  account.iot.send(
    new Iot.CreateDynamicThingGroupCommand({ thingGroupName, queryString: 'attributes.temperature>60\n', ...more }),
  );
const updateDynamic = (more: Partial<Iot.UpdateDynamicThingGroupRequest>) =>
  account.iot.send(
    new Iot.UpdateDynamicThingGroupCommand({ thingGroupName: 'Warm', thingGroupProperties: {}, ...more }),
  );
const described = (thingGroupName: string) => account.iot.send(new Iot.DescribeThingGroupCommand({ thingGroupName }));

describe('a dynamic thing group', () => {
  beforeEach(() => index('REGISTRY'));

  test('is described as AWS’s guide shows it, the query as it was given', async () => {
    expect(await createDynamic('Warm')).toMatchObject({
      indexName: 'AWS_Things',
      queryVersion: '2017-09-30',
      queryString: 'attributes.temperature>60\n',
      thingGroupArn: iotArn('thinggroup/Warm'),
    });
    expect(await described('Warm')).toMatchObject({
      status: 'BUILDING',
      indexName: 'AWS_Things',
      queryString: 'attributes.temperature>60\n',
      queryVersion: '2017-09-30',
      version: 1,
    });
    account.pass(60);
    expect(await described('Warm')).toMatchObject({ status: 'ACTIVE' });
  });

  test('is rebuilt where its query changes, and only there', async () => {
    await createDynamic('Warm');
    account.pass(60);
    await updateDynamic({ thingGroupProperties: { thingGroupDescription: 'Rooms' }, expectedVersion: 1 });
    expect(await described('Warm')).toMatchObject({ status: 'ACTIVE', version: 2 });
    await updateDynamic({ queryString: 'attributes.temperature>65', expectedVersion: 2 });
    expect(await described('Warm')).toMatchObject({
      status: 'REBUILDING',
      queryString: 'attributes.temperature>65',
      thingGroupProperties: { thingGroupDescription: 'Rooms' },
    });
    expect(await refusalOf(updateDynamic({ expectedVersion: 2 }))).toMatchObject({ name: 'VersionConflictException' });
  });

  test('can be created twice if it is the same, and is no static one', async () => {
    const first = await createDynamic('Warm');
    account.pass(1);
    expect((await createDynamic('Warm')).thingGroupId).toBe(first.thingGroupId);
    for (const again of [() => createDynamic('Warm', { queryString: 'x:y' }), () => createStatic('Warm')])
      expect(await refusalOf(again())).toMatchObject({ name: 'ResourceAlreadyExistsException' });
  });

  test('is one of a hundred at most', async () => {
    for (let count = 0; count < 100; count++) await createDynamic(`g${count}`);
    expect(await refusalOf(createDynamic('g100'))).toMatchObject({ name: 'LimitExceededException' });
    await createDynamic('g99');
    await createStatic('g100');
  });

  test('is changed and deleted by operations of its own', async () => {
    await createDynamic('Warm');
    await createStatic('Cold');
    const says = (name: string, sort: string) =>
      `This operation does not support ${sort} thing groups. Thing group arn: ${iotArn(`thinggroup/${name}`)}`;
    const update = (thingGroupName: string) =>
      account.iot.send(new Iot.UpdateThingGroupCommand({ thingGroupName, thingGroupProperties: {} }));
    const refused = 'InvalidRequestException';
    await expectRefusal(account, () => update('Warm'), refused, says('Warm', 'dynamic'));
    const remove = (thingGroupName: string) => account.iot.send(new Iot.DeleteThingGroupCommand({ thingGroupName }));
    await expectRefusal(account, () => remove('Warm'), refused, says('Warm', 'dynamic'));
    await expectRefusal(account, () => updateDynamic({ thingGroupName: 'Cold' }), refused, says('Cold', 'static'));
    const removeDynamic = (thingGroupName: string, expectedVersion?: number) =>
      account.iot.send(new Iot.DeleteDynamicThingGroupCommand({ thingGroupName, expectedVersion }));
    await expectRefusal(account, () => removeDynamic('Cold'), refused, says('Cold', 'static'));
    expect(await refusalOf(removeDynamic('Warm', 2))).toMatchObject({ name: 'VersionConflictException' });
    await removeDynamic('Warm', 1);
    await removeDynamic('Warm');
    expect(await refusalOf(described('Warm'))).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test.each([
    { more: { queryString: ' ' }, error: 'InvalidQueryException', reason: 'a query that asks nothing' },
    { more: { indexName: 'AWS_Others' }, error: 'InvalidRequestException', reason: 'an index that there is not' },
    { more: { queryVersion: '2019-01-01' }, error: 'InvalidRequestException', reason: 'a version that there is not' },
  ])('is refused for $reason', async ({ more, error }) => {
    await expectRefusal(account, () => createDynamic('Warm', more), error);
  });

  test('is no part of a hierarchy', async () => {
    await createDynamic('Warm');
    const below = () => createStatic('x', { parentGroupName: 'Warm' });
    await expectRefusal(account, below, 'InvalidRequestException', 'hierarchy');
  });
});

describe('fleet indexing', () => {
  const configuration = () => account.iot.send(new Iot.GetIndexingConfigurationCommand({}));

  test('is off in a new account, which has no dynamic groups then', async () => {
    expect(await configuration()).toMatchObject({
      thingIndexingConfiguration: { thingIndexingMode: 'OFF' },
      thingGroupIndexingConfiguration: { thingGroupIndexingMode: 'OFF' },
    });
    await expectRefusal(account, () => createDynamic('Warm'), 'InvalidRequestException', 'indexing');
  });

  test('cannot be switched off under dynamic groups', async () => {
    await index('REGISTRY_AND_SHADOW');
    await createDynamic('Warm');
    await expectRefusal(account, () => index('OFF'), 'InvalidRequestException');
    await account.iot.send(new Iot.DeleteDynamicThingGroupCommand({ thingGroupName: 'Warm' }));
    await index('OFF');
  });

  test('keeps the block that an update leaves out', async () => {
    await index('REGISTRY');
    await account.iot.send(
      new Iot.UpdateIndexingConfigurationCommand({ thingGroupIndexingConfiguration: { thingGroupIndexingMode: 'ON' } }),
    );
    expect(await configuration()).toMatchObject({
      thingIndexingConfiguration: { thingIndexingMode: 'REGISTRY' },
      thingGroupIndexingConfiguration: { thingGroupIndexingMode: 'ON' },
    });
    const unnamed = () =>
      account.iot.send(
        new Iot.UpdateIndexingConfigurationCommand({
          thingIndexingConfiguration: { thingIndexingMode: 'REGISTRY', namedShadowIndexingMode: 'ON' },
        }),
      );
    await expectRefusal(account, unnamed, 'InvalidRequestException', 'NamedShadowNames');
  });
});

describe('a static thing group', () => {
  test('is one of seven levels and of a hundred in one group', async () => {
    for (let level = 1; level <= 7; level++)
      await createStatic(`l${level}`, level === 1 ? {} : { parentGroupName: `l${level - 1}` });
    await expectRefusal(
      account,
      () => createStatic('l8', { parentGroupName: 'l7' }),
      'InvalidRequestException',
      'levels',
    );
    for (let child = 0; child < 99; child++) await createStatic(`c${child}`, { parentGroupName: 'l1' });
    await expectRefusal(
      account,
      () => createStatic('c99', { parentGroupName: 'l1' }),
      'InvalidRequestException',
      '100',
    );
  });

  test('keeps what an update leaves out, loses what is emptied, and takes 50 attributes', async () => {
    const update = (thingGroupProperties: Iot.ThingGroupProperties) =>
      account.iot.send(new Iot.UpdateThingGroupCommand({ thingGroupName: 'a', thingGroupProperties }));
    const properties = async () => (await described('a')).thingGroupProperties;
    const attributePayload = { attributes: { x: '1', y: '1' } };
    await createStatic('a', { thingGroupProperties: { thingGroupDescription: 'd', attributePayload } });
    await update({ attributePayload: { attributes: { x: '', z: '2' }, merge: true } });
    expect(await properties()).toEqual({
      thingGroupDescription: 'd',
      attributePayload: { attributes: { y: '1', z: '2' } },
    });
    await update({ thingGroupDescription: '', attributePayload: { attributes: {} } });
    expect(await properties()).toEqual({ attributePayload: { attributes: {} } });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`a${at}`, 'v']));
    await expectRefusal(account, () => update({ attributePayload: { attributes: many } }), 'InvalidRequestException');
  });

  test('that is made anew has nobody attached, whichever side is asked', async () => {
    await createStatic('a');
    const securityProfileTargetArn = iotArn('thinggroup/a');
    await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'P' }));
    await account.iot.send(
      new Iot.AttachSecurityProfileCommand({ securityProfileName: 'P', securityProfileTargetArn }),
    );
    await account.iot.send(new Iot.DeleteThingGroupCommand({ thingGroupName: 'a' }));
    await createStatic('a');
    const attached = new Iot.ListSecurityProfilesForTargetCommand({ securityProfileTargetArn });
    expect((await account.iot.send(attached)).securityProfileTargetMappings).toEqual([]);
  });
});
