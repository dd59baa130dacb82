import { expect, test } from 'vitest';
import { managerFrom, tagEdits, tagsFrom } from '../../../src/kinds/shared/tags.ts';

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
  expect(tagEdits({ a: '1', b: '2' }, { b: '3', c: '' })).toEqual({ set: { b: '3', c: '' }, remove: ['a'] });
  expect(tagEdits(undefined, undefined)).toEqual({ set: {}, remove: [] });
});
