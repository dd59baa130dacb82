import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { securityProfile } from '../../src/kinds/security-profile/kind.ts';
import type { SecurityProfileSpec } from '../../src/kinds/security-profile/schema.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import { pairs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';
import { openAccount } from './account.ts';
import type { Account } from './account.ts';
import { present } from './laws.ts';

const kind = securityProfile as unknown as Kind;
const write = kind.write as Write;
const group = (name: string): string => `arn:aws:iot:${TARGET.region}:${TARGET.account}:thinggroup/${name}`;
const roleArn = `arn:aws:iam::${TARGET.account}:role/Export`;
const metricsExport = { mqttTopic: '$aws/rules/ToLake', roleArn };

/** Requests of an update from one spec to another. */
async function requestsOf(
  { aws, mutations }: Account,
  before: SecurityProfileSpec,
  after: SecurityProfileSpec,
): Promise<readonly (readonly [string, object])[]> {
  await write.create(aws, 'Soundbox', before);
  const live = await present(kind, aws, 'Soundbox');
  mutations();
  await write.update(aws, live, after);
  return mutations().map(({ operation, input }) => [operation, input]);
}

const behavior = {
  name: 'Quiet',
  metric: 'aws:num-disconnects',
  criteria: { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 },
};

describe('an update of a security profile', () => {
  test.each<{ reason: string; before: SecurityProfileSpec; after: SecurityProfileSpec; changes: object }>([
    {
      reason: 'an empty list would not clear',
      before: { behaviors: [behavior] },
      after: {},
      changes: { deleteBehaviors: true },
    },
    {
      reason: 'alert targets have a flag too',
      before: { alertTargets: { SNS: { alertTargetArn: 'arn:aws:sns:x:1:y', roleArn } } },
      after: {},
      changes: { deleteAlertTargets: true },
    },
    {
      reason: 'one flag covers all retained metrics',
      before: { retainedMetrics: ['charge'] },
      after: {},
      changes: { deleteAdditionalMetricsToRetain: true },
    },
    {
      reason: 'what was exported is sent again, unexported',
      before: { metricsExport: { ...metricsExport, metrics: ['charge'] } },
      after: { retainedMetrics: ['charge'] },
      changes: { deleteMetricsExportConfig: true, additionalMetricsToRetainV2: [{ metric: 'charge' }] },
    },
    {
      reason: 'the description has no flag',
      before: { description: 'old' },
      after: {},
      changes: { securityProfileDescription: '' },
    },
    {
      reason: 'a collection is replaced as a whole, so all of it is sent',
      before: { retainedMetrics: ['aws:all-bytes-in', 'charge'] },
      after: { retainedMetrics: ['aws:all-bytes-in'] },
      changes: { additionalMetricsToRetainV2: [{ metric: 'aws:all-bytes-in' }] },
    },
    {
      reason: 'what is equal is not sent',
      before: { behaviors: [behavior], description: 'a' },
      after: { behaviors: [behavior], description: 'b' },
      changes: { securityProfileDescription: 'b' },
    },
  ])('sends $changes because $reason', async ({ before, after, changes }) => {
    const requests = await requestsOf(await openAccount(), before, after);
    expect(requests).toEqual([
      ['UpdateSecurityProfile', { securityProfileName: 'Soundbox', expectedVersion: 1, ...changes }],
    ]);
  });

  test('attaches before it detaches, and leaves the profile itself alone', async () => {
    const requests = await requestsOf(
      await openAccount(),
      { targets: [group('soundboxes')] },
      { targets: [group('gateways')] },
    );
    expect(requests).toEqual([
      ['AttachSecurityProfile', { securityProfileName: 'Soundbox', securityProfileTargetArn: group('gateways') }],
      ['DetachSecurityProfile', { securityProfileName: 'Soundbox', securityProfileTargetArn: group('soundboxes') }],
    ]);
  });

  test('changes tags by calls of their own', async () => {
    const requests = await requestsOf(
      await openAccount(),
      { tags: { a: '1', b: '2', c: '3' } },
      { tags: { b: '4', c: '3', d: '' } },
    );
    const resourceArn = expect.stringContaining(':securityprofile/Soundbox') as unknown;
    expect(requests).toEqual([
      ['UntagResource', { resourceArn, tagKeys: ['a'] }],
      [
        'TagResource',
        {
          resourceArn,
          tags: [
            { Key: 'b', Value: '4' },
            { Key: 'd', Value: '' },
          ],
        },
      ],
    ]);
  });

  test('never sends an empty collection, nor a flag together with its member', async () => {
    const account = await openAccount();
    let names = 0;
    await fc.assert(
      fc.asyncProperty(pairs(kind), async ({ live, desired }) => {
        const name = `Profile_${(names += 1)}`;
        await write.create(account.aws, name, kind.normalize({ ...live, targets: [] }, TARGET));
        const created = await present(kind, account.aws, name);
        account.mutations();
        await write.update(account.aws, created, kind.normalize({ ...desired, targets: [] }, TARGET));
        for (const { operation, input } of account.mutations()) {
          if (operation !== 'UpdateSecurityProfile') continue;
          expect(input['expectedVersion']).toBe(1);
          expect([input['behaviors'], input['alertTargets'], input['additionalMetricsToRetainV2']]).not.toContainEqual(
            [],
          );
          expect(Number('behaviors' in input) + Number('deleteBehaviors' in input)).toBeLessThan(2);
          expect(
            Number('additionalMetricsToRetainV2' in input) + Number('deleteAdditionalMetricsToRetain' in input),
          ).toBeLessThan(2);
          expect(Number('metricsExportConfig' in input) + Number('deleteMetricsExportConfig' in input)).toBeLessThan(2);
          expect(input).not.toHaveProperty('additionalMetricsToRetain');
        }
      }),
      { numRuns: 100 },
    );
  });

  test('refuses to overwrite what was changed meanwhile', async () => {
    const { aws } = await openAccount();
    await write.create(aws, 'Soundbox', { description: 'read' });
    const live = await present(kind, aws, 'Soundbox');
    await aws.iot('UpdateSecurityProfile', {
      securityProfileName: 'Soundbox',
      securityProfileDescription: 'by hand',
    });
    await expect(write.update(aws, live, { description: 'ours' })).rejects.toMatchObject({
      name: 'VersionConflictException',
    });
    await expect(write.delete(aws, live)).rejects.toMatchObject({ name: 'VersionConflictException' });
  });
});

describe('metrics of the deprecated list', () => {
  test('are read as retained ones, and count once', async () => {
    const { aws } = await openAccount();
    const retained = {
      additionalMetricsToRetain: ['charge', 'aws:all-bytes-in'],
      additionalMetricsToRetainV2: [{ metric: 'charge' }],
    };
    await aws.iot('CreateSecurityProfile', { securityProfileName: 'Old', ...retained });
    expect((await present(kind, aws, 'Old')).spec).toEqual({
      retainedMetrics: ['aws:all-bytes-in', 'charge'],
    });
  });

  test('go when they are no longer wanted, although AWS clears them only with all others', async () => {
    const { aws } = await openAccount();
    await aws.iot('CreateSecurityProfile', {
      securityProfileName: 'Old',
      additionalMetricsToRetain: ['charge', 'aws:all-bytes-in'],
    });
    await write.update(aws, await present(kind, aws, 'Old'), { retainedMetrics: ['charge', 'words'] });
    expect((await present(kind, aws, 'Old')).spec).toEqual({ retainedMetrics: ['charge', 'words'] });
    expect(await aws.iot('DescribeSecurityProfile', { securityProfileName: 'Old' })).not.toHaveProperty(
      'additionalMetricsToRetain',
    );
  });
});

test('deleting a profile takes its attachments away first', async () => {
  const { aws, mutations } = await openAccount();
  await write.create(aws, 'Soundbox', { targets: [group('gateways'), group('soundboxes')] });
  const live = await present(kind, aws, 'Soundbox');
  mutations();
  await write.delete(aws, live);
  expect(mutations().map(({ operation }) => operation)).toEqual([
    'DetachSecurityProfile',
    'DetachSecurityProfile',
    'DeleteSecurityProfile',
  ]);
  await expect(write.delete(aws, live), 'deleting what is gone').resolves.toBeUndefined();
});
