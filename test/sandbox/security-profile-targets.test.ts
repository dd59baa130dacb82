import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { iotArn, refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const name = 'Soundbox';

let account: TestAccount;
const create = () => account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: name }));
const live = () => account.iot.send(new Iot.DescribeSecurityProfileCommand({ securityProfileName: name }));
const attach = (profile: string, target: string) =>
  account.iot.send(
    new Iot.AttachSecurityProfileCommand({ securityProfileName: profile, securityProfileTargetArn: iotArn(target) }),
  );

beforeEach(() => {
  account = testAccount();
});

describe('attachments', () => {
  beforeEach(async () => {
    await account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'root' }));
    await account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'child', parentGroupName: 'root' }));
    await create();
  });
  const targets = async () =>
    (await account.iot.send(new Iot.ListTargetsForSecurityProfileCommand({ securityProfileName: name })))
      .securityProfileTargets;

  test('can be made twice and undone twice', async () => {
    await attach(name, 'thinggroup/root');
    await attach(name, 'thinggroup/root');
    await attach(name, 'all/registered-things');
    expect(await targets()).toEqual([{ arn: iotArn('all/registered-things') }, { arn: iotArn('thinggroup/root') }]);
    const detach = new Iot.DetachSecurityProfileCommand({
      securityProfileName: name,
      securityProfileTargetArn: iotArn('thinggroup/root'),
    });
    await account.iot.send(detach);
    await account.iot.send(detach);
    expect(await targets()).toEqual([{ arn: iotArn('all/registered-things') }]);
  });

  test('do not change the version', async () => {
    await attach(name, 'all/things');
    expect(await live()).toMatchObject({ version: 1 });
  });

  test('are five per target at most, whole-account targets included', async () => {
    for (const target of ['thinggroup/root', 'all/things']) {
      for (const index of [1, 2, 3, 4, 5]) {
        await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: `p${index}` }));
        await attach(`p${index}`, target);
      }
      expect(await refusalOf(attach(name, target))).toMatchObject({
        name: 'LimitExceededException',
        $metadata: { httpStatusCode: 410 },
      });
      await attach('p1', target);
    }
  });

  test.each([
    { target: 'thinggroup/none', error: 'ResourceNotFoundException', reason: 'the group is not there' },
    { target: 'thing/one', error: 'InvalidRequestException', reason: 'things are no targets' },
    {
      target: 'all/everything',
      error: 'InvalidRequestException',
      reason: 'there are three whole-account targets',
    },
  ])('to $target are refused: $reason', async ({ target, error }) => {
    expect(await refusalOf(attach(name, target))).toMatchObject({ name: error });
  });

  test('of parent groups are listed with recursive only', async () => {
    await attach(name, 'thinggroup/root');
    const list = async (recursive: boolean) => {
      const securityProfileTargetArn = iotArn('thinggroup/child');
      const command = new Iot.ListSecurityProfilesForTargetCommand({ securityProfileTargetArn, recursive });
      return (await account.iot.send(command)).securityProfileTargetMappings;
    };
    const securityProfileIdentifier = { name, arn: iotArn(`securityprofile/${name}`) };
    expect(await list(false)).toEqual([]);
    expect(await list(true)).toEqual([{ securityProfileIdentifier, target: { arn: iotArn('thinggroup/root') } }]);
  });

  test('go with their thing group', async () => {
    await attach(name, 'thinggroup/child');
    await account.iot.send(new Iot.DeleteThingGroupCommand({ thingGroupName: 'child' }));
    await account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'child' }));
    expect(await targets()).toEqual([]);
  });
});
