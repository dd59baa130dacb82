import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { iotArn, refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

describe('tags of AWS IoT resources', () => {
  const resources: { kind: string; arn: string; create: (tags: Iot.Tag[]) => Promise<unknown> }[] = [
    {
      kind: 'security profile',
      arn: 'securityprofile/x',
      create: (tags) => account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'x', tags })),
    },
    {
      kind: 'custom metric',
      arn: 'custommetric/x',
      create: (tags) =>
        account.iot.send(
          new Iot.CreateCustomMetricCommand({
            metricName: 'x',
            metricType: 'number',
            clientRequestToken: 't',
            tags,
          }),
        ),
    },
    {
      kind: 'dimension',
      arn: 'dimension/x',
      create: (tags) =>
        account.iot.send(
          new Iot.CreateDimensionCommand({
            name: 'x',
            type: 'TOPIC_FILTER',
            stringValues: ['a'],
            clientRequestToken: 't',
            tags,
          }),
        ),
    },
    {
      kind: 'topic rule',
      arn: 'rule/x',
      create: (tags) =>
        account.iot.send(
          new Iot.CreateTopicRuleCommand({
            ruleName: 'x',
            topicRulePayload: { sql: 'SELECT *', actions: [] },
            tags: tags.map((tag) => `${tag.Key}=${tag.Value}`).join('&'),
          }),
        ),
    },
    {
      kind: 'thing group',
      arn: 'thinggroup/x',
      create: (tags) => account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'x', tags })),
    },
  ];

  test.each(resources)('of a $kind are added, overwritten and removed', async ({ arn, create }) => {
    await create([{ Key: 'a', Value: '1' }]);
    const resourceArn = iotArn(arn);
    await account.iot.send(new Iot.TagResourceCommand({ resourceArn, tags: [{ Key: 'a', Value: '2' }, { Key: 'b' }] }));
    const list = () => account.iot.send(new Iot.ListTagsForResourceCommand({ resourceArn }));
    expect((await list()).tags).toEqual([
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '' },
    ]);
    await account.iot.send(new Iot.UntagResourceCommand({ resourceArn, tagKeys: ['a', 'never there'] }));
    expect((await list()).tags).toEqual([{ Key: 'b', Value: '' }]);
  });

  test.each(resources)('of a $kind may not begin with aws:, and not repeat', async ({ create }) => {
    for (const tags of [
      [{ Key: 'aws:x', Value: '' }],
      [{ Key: 'AWS:x', Value: '' }],
      [
        { Key: 'k', Value: '1' },
        { Key: 'k', Value: '2' },
      ],
    ]) {
      expect(await refusalOf(create(tags))).toMatchObject({ name: 'InvalidRequestException' });
    }
  });

  test('are 50 per resource at most', async () => {
    const tags = Array.from({ length: 50 }, (_, index) => ({
      Key: `k${String(index).padStart(2, '0')}`,
      Value: '',
    }));
    const create = (given: Iot.Tag[]) =>
      account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p', tags: given }));
    expect(await refusalOf(create([...tags, { Key: 'one-more' }]))).toMatchObject({
      name: 'InvalidRequestException',
    });
    await create(tags);
    const resourceArn = iotArn('securityprofile/p');
    const more = account.iot.send(new Iot.TagResourceCommand({ resourceArn, tags: [{ Key: 'one-more' }] }));
    expect(await refusalOf(more)).toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 410 },
    });
    await account.iot.send(new Iot.TagResourceCommand({ resourceArn, tags: [{ Key: 'k00', Value: 'new' }] }));
    const listed: Iot.Tag[] = [];
    for await (const page of Iot.paginateListTagsForResource({ client: account.iot }, { resourceArn }))
      listed.push(...(page.tags ?? []));
    expect(listed).toEqual([{ Key: 'k00', Value: 'new' }, ...tags.slice(1)]);
  });

  test('that AWS has set are listed and cannot be removed', async () => {
    await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p' }));
    const profile = account.region().securityProfiles['p'];
    if (profile) profile.tags['aws:cloudformation:stack-name'] = 'stack';
    const resourceArn = iotArn('securityprofile/p');
    const key = 'aws:cloudformation:stack-name';
    expect((await account.iot.send(new Iot.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([
      { Key: key, Value: 'stack' },
    ]);
    const untag = account.iot.send(new Iot.UntagResourceCommand({ resourceArn, tagKeys: [key] }));
    expect(await refusalOf(untag)).toMatchObject({ name: 'InvalidRequestException' });
  });

  test.each([
    { resourceArn: iotArn('rule/none'), error: 'ResourceNotFoundException', reason: 'no such rule' },
    {
      resourceArn: iotArn('policy/x'),
      error: 'InvalidRequestException',
      reason: 'no kind that the sandbox has',
    },
    {
      resourceArn: 'arn:aws:iot:eu-west-1:444455556666:rule/x',
      error: 'InvalidRequestException',
      reason: 'another account',
    },
    { resourceArn: 'rule/x', error: 'InvalidRequestException', reason: 'no ARN' },
  ])('of $resourceArn are refused: $reason', async ({ resourceArn, error }) => {
    const list = account.iot.send(new Iot.ListTagsForResourceCommand({ resourceArn }));
    expect(await refusalOf(list)).toMatchObject({ name: error });
  });
});

describe('thing groups', () => {
  const create = (thingGroupName: string, more: Partial<Iot.CreateThingGroupRequest> = {}) =>
    account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName, ...more }));
  const describeGroup = (thingGroupName: string) =>
    account.iot.send(new Iot.DescribeThingGroupCommand({ thingGroupName }));

  test('know their ancestors, from the root', async () => {
    await create('a');
    await create('b', { parentGroupName: 'a' });
    await create('c', { parentGroupName: 'b', thingGroupProperties: { thingGroupDescription: 'd' } });
    expect(await describeGroup('c')).toMatchObject({
      thingGroupArn: iotArn('thinggroup/c'),
      version: 1,
      thingGroupProperties: { thingGroupDescription: 'd' },
      thingGroupMetadata: {
        parentGroupName: 'b',
        rootToParentThingGroups: [{ groupName: 'a' }, { groupName: 'b' }],
      },
    });
    expect(await refusalOf(create('x', { parentGroupName: 'none' }))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('can be created twice if they are the same', async () => {
    const first = await create('a', { tags: [{ Key: 'k', Value: 'v' }] });
    account.pass(1);
    expect((await create('a', { tags: [{ Key: 'k', Value: 'v' }] })).thingGroupId).toBe(first.thingGroupId);
    expect(await refusalOf(create('a'))).toMatchObject({ name: 'ResourceAlreadyExistsException' });
  });

  test('are updated at the expected version, with attributes merged or replaced', async () => {
    await create('a', { thingGroupProperties: { attributePayload: { attributes: { x: '1', y: '1' } } } });
    const update = (thingGroupProperties: Iot.ThingGroupProperties, expectedVersion?: number) =>
      account.iot.send(new Iot.UpdateThingGroupCommand({ thingGroupName: 'a', thingGroupProperties, expectedVersion }));
    expect(await update({ attributePayload: { attributes: { x: '2' }, merge: true } }, 1)).toMatchObject({
      version: 2,
    });
    expect((await describeGroup('a')).thingGroupProperties?.attributePayload?.attributes).toEqual({
      x: '2',
      y: '1',
    });
    expect(await refusalOf(update({}, 1))).toMatchObject({ name: 'VersionConflictException' });
    await update({ attributePayload: { attributes: { z: '3' } } });
    expect((await describeGroup('a')).thingGroupProperties?.attributePayload?.attributes).toEqual({ z: '3' });
  });

  test('are deleted from the leaves', async () => {
    await create('a');
    await create('b', { parentGroupName: 'a' });
    const remove = (thingGroupName: string) => account.iot.send(new Iot.DeleteThingGroupCommand({ thingGroupName }));
    expect(await refusalOf(remove('a'))).toMatchObject({ name: 'InvalidRequestException' });
    await remove('b');
    await remove('a');
    await remove('a');
    expect(await refusalOf(describeGroup('a'))).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('leave no attachment behind when they are deleted', async () => {
    await create('a');
    const attachment = { securityProfileName: 'P', securityProfileTargetArn: iotArn('thinggroup/a') };
    await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'P' }));
    await account.iot.send(new Iot.AttachSecurityProfileCommand(attachment));
    await account.iot.send(new Iot.DeleteThingGroupCommand({ thingGroupName: 'a' }));
    await create('a');
    const list = new Iot.ListTargetsForSecurityProfileCommand({ securityProfileName: 'P' });
    expect((await account.iot.send(list)).securityProfileTargets).toEqual([]);
  });

  test('are listed by parent and prefix, in pages', async () => {
    await create('fleet');
    for (const name of ['fleet-a', 'fleet-b']) await create(name, { parentGroupName: 'fleet' });
    await create('fleet-a-1', { parentGroupName: 'fleet-a' });
    await create('other');
    const list = async (filter: Iot.ListThingGroupsRequest) =>
      (await account.iot.send(new Iot.ListThingGroupsCommand(filter))).thingGroups?.map((group) => group.groupName);
    expect(await list({})).toEqual(['fleet', 'fleet-a', 'fleet-a-1', 'fleet-b', 'other']);
    expect(await list({ recursive: false })).toEqual(['fleet', 'other']);
    expect(await list({ parentGroup: 'fleet', recursive: false })).toEqual(['fleet-a', 'fleet-b']);
    expect(await list({ parentGroup: 'fleet' })).toEqual(['fleet-a', 'fleet-a-1', 'fleet-b']);
    expect(await list({ namePrefixFilter: 'o' })).toEqual(['other']);
    expect(await list({ maxResults: 2 })).toEqual(['fleet', 'fleet-a']);
  });
});

describe('the endpoint', () => {
  test('belongs to account and region, by type', async () => {
    const address = async (endpointType?: string) =>
      (await account.iot.send(new Iot.DescribeEndpointCommand({ endpointType }))).endpointAddress;
    const ats = await address('iot:Data-ATS');
    expect(ats).toMatch(/^a[0-9a-f]{13}-ats\.iot\.eu-west-1\.amazonaws\.com$/);
    expect(await address('iot:Data-ATS')).toBe(ats);
    expect(await address()).toBe(ats?.replace('-ats', ''));
    expect(await refusalOf(address('iot:Other'))).toMatchObject({ name: 'InvalidRequestException' });
  });
});
