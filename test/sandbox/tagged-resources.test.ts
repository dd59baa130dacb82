import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-iot';
import * as Iot from '@aws-sdk/client-iot';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { GetResourcesCommandInput } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, expectRefusal, iotArn, REGION, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';
import { streamIn } from './streams.ts';

const STREAM = `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/lake`;

async function resources(account: TestAccount, input: GetResourcesCommandInput = {}): Promise<unknown> {
  const { ResourceTagMappingList = [] } = await account.tagging.send(new GetResourcesCommand(input));
  return ResourceTagMappingList.map(({ ResourceARN, Tags = [] }) => [
    ResourceARN?.split(':').at(-1),
    Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
  ]);
}

async function addProfile({ iot }: TestAccount, name: string, tags: Readonly<Record<string, string>> = {}) {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: name, tags: list }));
}

describe('the index of tagged resources', () => {
  test('lists what has tags or had some, of both services, by ARN, and not what never had any', async () => {
    const account = testAccount();
    await addProfile(account, 'b', { team: 'x', 'a:b': '' });
    await addProfile(account, 'never');
    await addProfile(account, 'once', { team: 'y' });
    await account.iot.send(
      new UntagResourceCommand({ resourceArn: iotArn('securityprofile/once'), tagKeys: ['team'] }),
    );
    await streamIn(account).create({ Tags: [{ Key: 'team', Value: 'z' }] });
    expect(await resources(account)).toEqual([
      ['deliverystream/lake', { team: 'z' }],
      ['securityprofile/b', { team: 'x', 'a:b': '' }],
      ['securityprofile/once', {}],
    ]);
    expect(account.sandbox.calls.at(-1)).toMatchObject({ service: 'tagging', region: REGION, readOnly: true });
  });

  test('is asked for ARNs, and leaves out what is not there without a word', async () => {
    const account = testAccount();
    for (const name of ['a', 'b', 'c']) await addProfile(account, name, { name });
    const ResourceARNList = ['c', 'nobody', 'a'].map((name) => iotArn(`securityprofile/${name}`));
    expect(await resources(account, { ResourceARNList })).toEqual([
      ['securityprofile/a', { name: 'a' }],
      ['securityprofile/c', { name: 'c' }],
    ]);
  });

  test.for([
    { filter: { ResourceTypeFilters: ['firehose'] }, found: ['deliverystream/lake'], reason: 'a service' },
    {
      filter: { ResourceTypeFilters: ['iot:securityprofile'] },
      found: ['securityprofile/a', 'securityprofile/b'],
      reason: 'a type',
    },
    { filter: { ResourceTypeFilters: ['iot:rule'] }, found: [], reason: 'a type of which there is none' },
    {
      filter: { TagFilters: [{ Key: 'team' }] },
      found: ['deliverystream/lake', 'securityprofile/a', 'securityprofile/b'],
      reason: 'a key with any value',
    },
    {
      filter: { TagFilters: [{ Key: 'team', Values: ['x', 'z'] }] },
      found: ['deliverystream/lake', 'securityprofile/a'],
      reason: 'any of the values',
    },
    {
      filter: { TagFilters: [{ Key: 'team' }, { Key: 'stage', Values: ['2'] }] },
      found: ['securityprofile/b'],
      reason: 'all filters',
    },
  ])('filters by $reason', async ({ filter, found }) => {
    const account = testAccount();
    await addProfile(account, 'a', { team: 'x' });
    await addProfile(account, 'b', { team: 'y', stage: '2' });
    await streamIn(account).create({ Tags: [{ Key: 'team', Value: 'z' }] });
    expect(((await resources(account, filter)) as [string][]).map(([name]) => name)).toEqual(found);
  });

  test('pages, and every page but the last has a token', async () => {
    const account = testAccount();
    const names = Array.from({ length: 7 }, (_, index) => `p${index}`);
    for (const name of names) await addProfile(account, name, { name, team: 'x' });
    const seen: unknown[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const input = { ResourcesPerPage: 3, ...(token === undefined ? {} : { PaginationToken: token }) };
      const page = await account.tagging.send(new GetResourcesCommand(input));
      seen.push(...(page.ResourceTagMappingList ?? []).map(({ ResourceARN }) => ResourceARN?.split('/').at(-1)));
      token = page.PaginationToken;
      pages += 1;
    } while (token !== undefined && token !== '');
    expect([seen, pages]).toEqual([names, 3]);
    for (let index = 0; index < 60; index++) await addProfile(account, `q${index}`, { team: 'x', name: 'y' });
    const byTags = await account.tagging.send(new GetResourcesCommand({ TagsPerPage: 101, ResourcesPerPage: 100 }));
    expect(byTags.ResourceTagMappingList).toHaveLength(50);
  });

  test('lags behind the services by as long as is assumed', async () => {
    const account = testAccount({ assumptions: { tagIndexLag: 30_000 } });
    await addProfile(account, 'a', { team: 'x' });
    expect(await resources(account)).toEqual([]);
    account.pass(30);
    expect(await resources(account)).toEqual([['securityprofile/a', { team: 'x' }]]);
    const resourceArn = iotArn('securityprofile/a');
    await account.iot.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'team', Value: 'y' }] }));
    account.pass(20);
    await account.iot.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }));
    expect(await resources(account)).toEqual([['securityprofile/a', { team: 'x' }]]);
    account.pass(10);
    expect(await resources(account)).toEqual([['securityprofile/a', { team: 'y' }]]);
    account.pass(20);
    expect(await resources(account)).toEqual([['securityprofile/a', {}]]);
  });

  test.for([
    { input: { ResourceARNList: [STREAM], ResourceTypeFilters: ['iot'] }, reason: 'ARNs and types exclude each other' },
    { input: { ResourceARNList: [STREAM], TagFilters: [{ Key: 'a' }] }, reason: 'ARNs and tags exclude each other' },
    { input: { ResourceARNList: [STREAM], ResourcesPerPage: 10 }, reason: 'ARNs are not paged' },
    { input: { ResourceARNList: Array.from({ length: 101 }, () => STREAM) }, reason: '100 ARNs at most' },
    { input: { ResourceARNList: ['lake'] }, reason: 'not an ARN' },
    { input: { ResourcesPerPage: 101 }, reason: '100 a page at most' },
    { input: { TagsPerPage: 99 }, reason: '100 tags a page at least' },
    { input: { TagFilters: [{ Values: ['x'] }] }, reason: 'a filter needs a key' },
    { input: { TagFilters: [{ Key: 'a', Values: Array.from({ length: 21 }, String) }] }, reason: '20 values at most' },
  ])('refuses a request: $reason', async ({ input }) => {
    const account = testAccount();
    await expectRefusal(
      account,
      () => account.tagging.send(new GetResourcesCommand(input)),
      'InvalidParameterException',
    );
  });
});
