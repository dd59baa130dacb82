import { expect, test } from 'vitest';
import type { RoleUse, Service } from '../../src/model/access/role-use.ts';
import { POLICY_LIMIT, sizeOf } from '../../src/roles/policy-pieces.ts';
import { serviceTrust } from '../../src/roles/service-trust.ts';
import { TARGET } from '../arbitraries/target.ts';

const use = (service: Service, sourceArn?: string): RoleUse => ({
  roleArn: 'arn:aws:iam::111122223333:role/R',
  address: 'TopicRule/R',
  path: 'roleArn',
  why: 'x',
  allows: [],
  service,
  ...(sourceArn !== undefined && { sourceArn }),
});
const iot = (name?: string): RoleUse =>
  use('iot.amazonaws.com', name === undefined ? undefined : `arn:aws:iot:ap-south-1:111122223333:rule/${name}`);
const firehose = use('firehose.amazonaws.com');
const statements = (...uses: readonly RoleUse[]) => serviceTrust(uses, TARGET).Statement;
const trusted = (Service: string, Condition?: object) => ({
  Effect: 'Allow',
  Principal: { Service },
  Action: 'sts:AssumeRole',
  ...(Condition && { Condition }),
});
const ACCOUNT = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
const FIREHOSE = trusted('firehose.amazonaws.com', { StringEquals: { 'sts:ExternalId': '111122223333' } });

test('AWS IoT is trusted in the name of what uses the role, each once', () => {
  const arn = 'arn:aws:iot:ap-south-1:111122223333:rule';
  expect(statements(iot('A'))).toEqual([
    trusted('iot.amazonaws.com', { ...ACCOUNT, ArnLike: { 'aws:SourceArn': `${arn}/A` } }),
  ]);
  expect(statements(iot('A'), iot('B'), iot('A'))).toEqual([
    trusted('iot.amazonaws.com', { ...ACCOUNT, ArnLike: { 'aws:SourceArn': [`${arn}/A`, `${arn}/B`] } }),
  ]);
});

test('AWS IoT is trusted without a name where one use has none: the condition would keep that one out', () => {
  expect(statements(iot('A'), iot())).toStrictEqual([trusted('iot.amazonaws.com')]);
});

test('Firehose is trusted for the account, whatever uses the role', () => {
  expect(statements(firehose, firehose)).toEqual([FIREHOSE]);
});

test('two services have a statement each, and one’s uses are not the other’s', () => {
  expect(statements(iot('A'), firehose)).toEqual([
    trusted('iot.amazonaws.com', {
      ...ACCOUNT,
      ArnLike: { 'aws:SourceArn': 'arn:aws:iot:ap-south-1:111122223333:rule/A' },
    }),
    FIREHOSE,
  ]);
});

test('names may fill a trust policy up to its last character', () => {
  const many = Array.from({ length: 30 }, (_, nth) => iot(`Rule_${nth}`));
  const left = POLICY_LIMIT.trust - sizeOf(serviceTrust([...many, iot('')], TARGET));
  const named = (size: number): unknown =>
    statements(...many, iot('x'.repeat(size)))[0]?.Condition?.['ArnLike']?.['aws:SourceArn'];
  expect(named(left)).toHaveLength(31);
  expect(named(left + 1)).toBe('arn:aws:iot:ap-south-1:111122223333:rule/*');
});

test('where the names do not fit into a trust policy, every resource of their sort is trusted', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, nth) => iot(`Rule_${String(nth).padStart(4, '0')}`));
  const named = (uses: readonly RoleUse[]): unknown =>
    statements(...uses)[0]?.Condition?.['ArnLike']?.['aws:SourceArn'];
  expect(named(many(20))).toHaveLength(20);
  expect(named([...many(60), firehose])).toBe('arn:aws:iot:ap-south-1:111122223333:rule/*');
  expect(statements(...many(60), firehose)[1]).toEqual(FIREHOSE);
  expect(statements(...many(60), iot())).toEqual([trusted('iot.amazonaws.com')]);
});
