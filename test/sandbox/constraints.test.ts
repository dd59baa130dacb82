import { describe, expect, test } from 'vitest';
import { violationsOf } from '../../src/sandbox/constraints.ts';
import constraints from '../../src/sandbox/constraints.json' with { type: 'json' };
import { isReadOnly, OPERATIONS } from '../../src/sandbox/operations.ts';
import { PROTOCOLS } from '../../src/sandbox/wire/protocols.ts';

describe('the table of constraints', () => {
  test.each(['iot', 'firehose'] as const)(
    'covers exactly the operations of %s that the sandbox implements',
    (service) => {
      const { operations } = PROTOCOLS[service].service;
      // A boolean has nothing to restrict.
      const takesSomething = (name: string): boolean =>
        Object.values(operations.get(name)?.input.getMemberSchemas() ?? {}).some((member) => !member.isBooleanSchema());
      expect(Object.keys(OPERATIONS[service]).filter(takesSomething).toSorted()).toEqual(
        Object.keys(constraints[service].operations).toSorted(),
      );
      for (const operation of Object.keys(OPERATIONS[service])) {
        expect(PROTOCOLS[service].service.operations.has(operation)).toBe(true);
      }
    },
  );

  test.each(['iot', 'firehose'] as const)('names only members that the SDK knows, for %s', (service) => {
    const { operations } = PROTOCOLS[service].service;
    for (const [operation, shape] of Object.entries(constraints[service].operations)) {
      const known = operations.get(operation)?.input.getMemberSchemas() ?? {};
      const { members = {}, required = [] } =
        (constraints[service].shapes as Record<string, { members?: object; required?: string[] }>)[shape] ?? {};
      for (const member of [...Object.keys(members), ...required]) expect(Object.keys(known)).toContain(member);
    }
  });

  test('has only patterns that JavaScript can compile', () => {
    const text = 'x';
    for (const service of ['iot', 'firehose'] as const) {
      for (const [shape, { pattern }] of Object.entries(
        constraints[service].shapes as Record<string, { pattern?: string }>,
      )) {
        const source = `^(?:${(pattern ?? '').replaceAll('\\p{Graph}', '\\x21-\\x7E')})$`;
        expect(() => new RegExp(source, 'u').test(text), `${shape}: ${pattern}`).not.toThrow();
      }
    }
  });

  test('counts characters, not the halves that JavaScript has for some', () => {
    const tags = [{ Key: '𝒜'.repeat(128), Value: '' }];
    expect(violationsOf('iot', 'TagResource', { resourceArn: 'a', tags })).toEqual([]);
  });
});

test('operations that only read are told by their names', () => {
  const names = Object.values(OPERATIONS).flatMap((table) => Object.keys(table));
  expect(names.filter(isReadOnly).toSorted()).toEqual([
    'AssumeRole',
    'DescribeAccountAuditConfiguration',
    'DescribeAuditSuppression',
    'DescribeCustomMetric',
    'DescribeDeliveryStream',
    'DescribeDimension',
    'DescribeEndpoint',
    'DescribeLogStreams',
    'DescribeMitigationAction',
    'DescribeScheduledAudit',
    'DescribeSecurityProfile',
    'DescribeThingGroup',
    'GetBucketLocation',
    'GetCallerIdentity',
    'GetIndexingConfiguration',
    'GetObject',
    'GetPolicy',
    'GetPolicyVersion',
    'GetResources',
    'GetRole',
    'GetRolePolicy',
    'GetTable',
    'GetTopicRule',
    'GetTopicRuleDestination',
    'GetV2LoggingOptions',
    'ListAttachedRolePolicies',
    'ListAuditSuppressions',
    'ListCustomMetrics',
    'ListDeliveryStreams',
    'ListDimensions',
    'ListMetricValues',
    'ListMitigationActions',
    'ListObjectsV2',
    'ListRolePolicies',
    'ListScheduledAudits',
    'ListSecurityProfiles',
    'ListSecurityProfilesForTarget',
    'ListTagsForDeliveryStream',
    'ListTagsForResource',
    'ListTargetsForSecurityProfile',
    'ListThingGroups',
    'ListThings',
    'ListThingsInThingGroup',
    'ListTopicRuleDestinations',
    'ListTopicRules',
    'SimulatePrincipalPolicy',
    'ValidateSecurityProfileBehaviors',
  ]);
});
