import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import { bulkTags } from '../../../src/kinds/shared/bulk-tags.ts';
import type { Aws } from '../../../src/model/aws.ts';
import type { Kind } from '../../../src/model/kind.ts';
import type { DesiredState } from '../../../src/model/resource.ts';
import { TARGET } from '../../arbitraries/target.ts';

const kindOf = (name: string): Kind => {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(name);
  return kind;
};
const RULE = kindOf('TopicRule');
const SUPPRESSION = kindOf('AuditSuppression');
const NOTHING: DesiredState = { resources: new Map(), sections: new Set() };
const prepare = (aws: Aws, resources: Parameters<typeof bulkTags.prepare>[1]) =>
  bulkTags.prepare(aws, resources, NOTHING);
const rules = (count: number) => Array.from({ length: count }, (_, nth) => ({ kind: RULE, name: `R${nth}` }));
const ARN = 'arn:aws:iot:ap-south-1:111122223333:rule/';

/** AWS, which has a tag for each resource that ends in an even number. */
function account() {
  const asked: (readonly string[])[] = [];
  const tag = async (_: string, { ResourceARNList }: { ResourceARNList: readonly string[] }) => {
    asked.push(ResourceARNList);
    const tagged = ResourceARNList.filter((arn) => Number(/\d+$/.exec(arn)?.[0]) % 2 === 0);
    return {
      ResourceTagMappingList: tagged.map((ResourceARN) => ({
        ResourceARN,
        Tags: [
          { Key: 'nth', Value: ResourceARN },
          { Key: 'aws:cloudformation:stack-name', Value: 'x' },
        ],
      })),
    };
  };
  return { aws: { target: TARGET, tag } as unknown as Aws, asked };
}

describe('tags of many resources', () => {
  test.each([
    { count: 0, requests: undefined },
    { count: 1, requests: undefined },
    { count: 2, requests: 1 },
    { count: 100, requests: 1 },
    { count: 101, requests: 2 },
    { count: 250, requests: 3 },
  ])('of $count take $requests requests', async ({ count, requests }) => {
    const { aws } = account();
    const prepared = await prepare(aws, rules(count));
    expect(prepared?.requests).toEqual(requests === undefined ? undefined : new Map([['tag:GetResources', requests]]));
  });

  test('are asked for a hundred at a time, and are those of the resource that they were listed with', async () => {
    const { aws, asked } = account();
    const prepared = await prepare(aws, rules(101));
    const found = await prepared?.run();
    expect(asked.map((arns) => [arns.length, arns[0]])).toEqual([
      [100, `${ARN}R0`],
      [1, `${ARN}R100`],
    ]);
    expect([...(found ?? [])]).toHaveLength(51);
    expect(found?.get(`${ARN}R100`)).toEqual({
      spec: { tags: { nth: `${ARN}R100` } },
      managedBy: 'a CloudFormation stack',
    });
    expect(found?.get(`${ARN}R1`)).toBeUndefined();
  });

  test('are those of kinds that have tags, and ARNs that follow from their names', async () => {
    const { aws, asked } = account();
    const anonymous: Kind = { ...RULE };
    delete (anonymous as { arn?: unknown }).arn;
    const others = [
      { kind: SUPPRESSION, name: 'x' },
      { kind: anonymous, name: 'y' },
      { kind: { ...RULE, parts: {} }, name: 'z' },
    ];
    const prepared = await prepare(aws, [...others, ...rules(2)]);
    await prepared?.run();
    expect(asked).toEqual([[`${ARN}R0`, `${ARN}R1`]]);
    expect([...others, ...rules(1)].map((one) => prepared?.covers(one as never))).toEqual([false, false, false, true]);
    expect(await prepare(aws, [...others, ...rules(1)])).toBeUndefined();
  });

  test('are none where AWS lists none', async () => {
    const { aws } = account();
    const silent = { ...aws, tag: async () => ({}) } as unknown as Aws;
    expect(await (await prepare(silent, rules(2)))?.run()).toEqual(new Map());
    const untagged = {
      ...aws,
      tag: async () => ({ ResourceTagMappingList: [{ ResourceARN: 'a' }] }),
    } as unknown as Aws;
    expect(await (await prepare(untagged, rules(2)))?.run()).toEqual(new Map([['a', { spec: { tags: {} } }]]));
  });
});
