import { describe, expect, test } from 'vitest';
import { managerFrom, tagEdits, tagged, tagList, tagsFrom, writeTags } from '../../../src/kinds/shared/tags.ts';
import type { Tags } from '../../../src/kinds/shared/tags.ts';
import type { Aws } from '../../../src/model/aws.ts';

test.each([
  { key: 'aws:cloudformation:stack-id', value: 'x', tool: 'a CloudFormation stack' },
  { key: 'ManagedBy', value: 'terraform', tool: 'Terraform' },
  { key: 'managed-by', value: 'Terraform', tool: 'Terraform' },
  { key: 'managed_by', value: 'pulumi', tool: 'Pulumi' },
  { key: 'pulumi:stack', value: 'prod', tool: 'Pulumi' },
  { key: 'Terraform', value: 'true', tool: 'Terraform' },
  { key: 'crossplane-kind', value: 'x', tool: 'Crossplane' },
  { key: 'managed-by', value: 'defender-gitops', tool: undefined },
  { key: 'managed-by', value: 'the terraform people', tool: undefined },
  { key: 'terraform', value: 'false', tool: undefined },
  { key: 'aws:backup:source', value: 'CloudFormation', tool: undefined },
])('the tag $key=$value says that $tool manages a resource', ({ key, value, tool }) => {
  expect(
    managerFrom([
      { Key: 'team', Value: 'iot' },
      { Key: key, Value: value },
    ]),
  ).toBe(tool);
});

test('tags that AWS lists without a value are empty, and its own are left out', () => {
  expect(tagsFrom([{ Key: 'a' }, { Key: 'aws:x', Value: '1' }, { Key: 'defender-gitops:owner', Value: 'o' }])).toEqual({
    a: '',
    'defender-gitops:owner': 'o',
  });
});

test('edits of tags set what is new or different and remove what is gone', () => {
  expect(tagEdits({ a: '1', b: '2', same: 'x' }, { b: '3', c: '', same: 'x' })).toEqual({
    set: { b: '3', c: '' },
    remove: ['a'],
  });
  expect(tagEdits(undefined, undefined)).toEqual({ set: {}, remove: [] });
});

test.each([
  ['a tag without a key', { Value: 'x' }],
  ['a tag without a value', { Key: 'managed-by' }],
  ['another tag that says yes', { Key: 'team', Value: 'true' }],
  ['another tag with the name of a tool', { Key: 'team', Value: 'terraform' }],
  ['a key that only ends like that of a tool', { Key: 'my:pulumi:stack', Value: 'x' }],
  ['a key of Crossplane’s that is none', { Key: 'crossplane-kind-of', Value: 'x' }],
])('%s says that no tool manages a resource', (_, tag) => {
  expect(managerFrom([tag])).toBeUndefined();
});

test.each([
  ['provisioned-by', 'CDK', 'CDK'],
  ['services.k8s.aws/controller-version', 'iot-1', 'AWS Controllers for Kubernetes'],
  ['crossplane-providerconfig', 'x', 'Crossplane'],
])('%s=%s says that %s does', (Key, Value, tool) => {
  expect(managerFrom([{ Key, Value }])).toBe(tool);
});

test('tags are the author’s, with whoever else left a mark among all of them', () => {
  const stack = { Key: 'aws:cloudformation:stack-name', Value: 'fleet' };
  expect(tagged([{ Key: 'a', Value: '1' }, stack])).toStrictEqual({
    tags: { a: '1' },
    managedBy: 'a CloudFormation stack',
  });
  expect(tagged([{ Key: 'a', Value: '1' }, { Value: 'no key' }])).toStrictEqual({ tags: { a: '1' } });
});

describe('tags are written', () => {
  const written = async (before: Tags | undefined, after: Tags | undefined): Promise<readonly unknown[]> => {
    const sent: unknown[] = [];
    const aws = { iot: async (...request: readonly unknown[]) => void sent.push(request) } as unknown as Aws;
    await writeTags(aws, { arn: 'arn', spec: before === undefined ? {} : { tags: before } }, after);
    return sent;
  };
  const resourceArn = 'arn';

  test('where they differ, what goes before what comes: a resource takes 50', async () => {
    expect(await written({ a: '1', b: '2' }, { b: '3' })).toEqual([
      ['UntagResource', { resourceArn, tagKeys: ['a'] }],
      ['TagResource', { resourceArn, tags: [{ Key: 'b', Value: '3' }] }],
    ]);
    expect(await written({ a: '1' }, undefined)).toEqual([['UntagResource', { resourceArn, tagKeys: ['a'] }]]);
    expect(await written(undefined, { a: '1' })).toEqual([
      ['TagResource', { resourceArn, tags: [{ Key: 'a', Value: '1' }] }],
    ]);
  });

  test('not at all where they are the same, or where there are none', async () => {
    expect(await written({ a: '1', b: '2' }, { b: '2', a: '1' })).toEqual([]);
    expect(await written(undefined, undefined)).toEqual([]);
    expect(await written({}, undefined)).toEqual([]);
  });
});

test('a list of tags is empty where there are none', () => {
  expect(tagList()).toEqual([]);
  expect(tagList({ a: '1' })).toEqual([{ Key: 'a', Value: '1' }]);
});
