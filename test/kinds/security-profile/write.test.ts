import { describe, expect, test } from 'vitest';
import type { SecurityProfileSpec } from '../../../src/kinds/security-profile/schema.ts';
import { securityProfileWrite as write } from '../../../src/kinds/security-profile/write.ts';
import { recorder, refusal } from '../recorder.ts';
import type { Answers } from '../recorder.ts';

const NAME = { securityProfileName: 'Fleet' };
const attached = (operation: 'Attach' | 'Detach', target: string) => [
  `${operation}SecurityProfile`,
  { ...NAME, securityProfileTargetArn: target },
];
const live = (spec: SecurityProfileSpec) => ({ name: 'Fleet', arn: 'arn', version: '7', spec });
const behaviors = [{ name: 'Quiet', metric: 'aws:num-disconnects' }];
const alertTargets = { SNS: { alertTargetArn: 'topic', roleArn: 'role' } };
const metricsExport = { mqttTopic: 't', roleArn: 'role', metrics: ['a'] };

/** What is sent to make a profile of that spec. */
async function created(spec: SecurityProfileSpec, answers?: Answers) {
  const { aws, sent } = recorder(answers);
  const failure = await write.create(aws, 'Fleet', spec).catch((error: unknown) => error);
  return { sent, failure };
}

/** What is sent to make the one spec of the other. */
async function updated(before: SecurityProfileSpec, after: SecurityProfileSpec, answers?: Answers) {
  const { aws, sent } = recorder(answers);
  await write.update(aws, live(before), after);
  return sent;
}

describe('a profile is created', () => {
  test('with all its parts in one request, and then attached to one target after the other', async () => {
    const spec = { description: 'd', behaviors, alertTargets, metricsExport, retainedMetrics: ['b'], tags: { k: 'v' } };
    const { sent } = await created({ ...spec, targets: ['one', 'two'] });
    expect(sent).toEqual([
      [
        'CreateSecurityProfile',
        {
          ...NAME,
          securityProfileDescription: 'd',
          behaviors,
          alertTargets,
          additionalMetricsToRetainV2: [{ metric: 'a', exportMetric: true }, { metric: 'b' }],
          metricsExportConfig: { mqttTopic: 't', roleArn: 'role' },
          tags: [{ Key: 'k', Value: 'v' }],
        },
      ],
      attached('Attach', 'one'),
      attached('Attach', 'two'),
    ]);
  });

  test('without a word on what it does not have', async () => {
    const { sent } = await created({});
    expect(sent).toEqual([['CreateSecurityProfile', { ...NAME, tags: [] }]]);
  });

  test('and deleted again where it cannot be attached: it would watch nothing', async () => {
    const { sent, failure } = await created(
      { targets: ['one', 'two'] },
      { AttachSecurityProfile: (_, nth) => (nth === 1 ? refusal('LimitExceededException') : undefined) },
    );
    expect(failure).toMatchObject({ name: 'LimitExceededException' });
    expect(sent.slice(1)).toEqual([
      attached('Attach', 'one'),
      attached('Attach', 'two'),
      ['DeleteSecurityProfile', NAME],
    ]);
  });

  test('and left to whoever made it where it is there already', async () => {
    const { sent, failure } = await created(
      { targets: ['one'] },
      { CreateSecurityProfile: () => refusal('ResourceAlreadyExistsException') },
    );
    expect(failure).toMatchObject({ name: 'ResourceAlreadyExistsException' });
    expect(sent).toHaveLength(1);
  });
});

describe('a profile is updated', () => {
  test.each<{ reason: string; before: SecurityProfileSpec; after: SecurityProfileSpec; changes: object }>([
    {
      reason: 'a description is sent',
      before: {},
      after: { description: 'a' },
      changes: { securityProfileDescription: 'a' },
    },
    {
      reason: 'and an empty one where it goes',
      before: { description: 'a' },
      after: {},
      changes: { securityProfileDescription: '' },
    },
    { reason: 'a part is sent as a whole', before: {}, after: { behaviors }, changes: { behaviors } },
    { reason: 'its flag where it goes', before: { behaviors }, after: {}, changes: { deleteBehaviors: true } },
    { reason: 'so are alert targets', before: { alertTargets }, after: {}, changes: { deleteAlertTargets: true } },
    {
      reason: 'so are metrics, where none is left',
      before: { retainedMetrics: ['a'] },
      after: { retainedMetrics: [] },
      changes: { deleteAdditionalMetricsToRetain: true },
    },
    {
      reason: 'an export is sent without its metrics, which are retained',
      before: {},
      after: { metricsExport },
      changes: {
        metricsExportConfig: { mqttTopic: 't', roleArn: 'role' },
        additionalMetricsToRetainV2: [{ metric: 'a', exportMetric: true }],
      },
    },
    {
      reason: 'and cleared with them',
      before: { metricsExport },
      after: {},
      changes: { deleteMetricsExportConfig: true, deleteAdditionalMetricsToRetain: true },
    },
    {
      reason: 'what is the same is not sent',
      before: { behaviors, alertTargets, description: 'a' },
      after: { behaviors: [...behaviors], alertTargets, description: 'b' },
      changes: { securityProfileDescription: 'b' },
    },
  ])('by what differs: $reason', async ({ before, after, changes }) => {
    expect(await updated(before, after)).toEqual([
      ['UpdateSecurityProfile', { ...NAME, expectedVersion: 7, ...changes }],
    ]);
  });

  test('by attaching first, and detaching last: a device in both groups is watched all the time', async () => {
    expect(
      await updated({ targets: ['old', 'both'], description: 'a' }, { targets: ['both', 'new'], description: 'b' }),
    ).toEqual([
      attached('Attach', 'new'),
      ['UpdateSecurityProfile', { ...NAME, expectedVersion: 7, securityProfileDescription: 'b' }],
      attached('Detach', 'old'),
    ]);
  });

  test('also from no target and to none', async () => {
    expect(await updated({}, { targets: ['new'] })).toEqual([attached('Attach', 'new')]);
    expect(await updated({ targets: ['old'] }, {})).toEqual([attached('Detach', 'old')]);
  });

  test('and a group that is gone need not be detached from', async () => {
    const answers: Answers = { DetachSecurityProfile: () => refusal('ResourceNotFoundException') };
    expect(await updated({ targets: ['one', 'two'] }, {}, answers)).toHaveLength(2);
    await expect(
      updated({ targets: ['one'] }, {}, { DetachSecurityProfile: () => refusal('AccessDenied') }),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('in its tags, by requests of their own', async () => {
    expect(await updated({ tags: { a: '1' } }, { tags: { b: '2' } })).toEqual([
      ['UntagResource', { resourceArn: 'arn', tagKeys: ['a'] }],
      ['TagResource', { resourceArn: 'arn', tags: [{ Key: 'b', Value: '2' }] }],
    ]);
  });

  test('not at all where it is the same', async () => {
    const spec = { description: 'd', behaviors, alertTargets, metricsExport, targets: ['one'], tags: { a: '1' } };
    expect(await updated(spec, structuredClone(spec))).toEqual([]);
  });
});

describe('metrics of the deprecated list', () => {
  const keeping = (...metrics: readonly string[]): Answers => ({
    UpdateSecurityProfile: (_, nth) => ({ version: 8 + nth, ...(nth === 0 && { additionalMetricsToRetain: metrics }) }),
  });
  const sentAfter = async (after: SecurityProfileSpec, answers: Answers): Promise<readonly object[]> =>
    (await updated({ retainedMetrics: ['x'] }, after, answers)).map(([, input]) => input);
  const update = (version: number, members: object) => ({ ...NAME, expectedVersion: version, ...members });
  const V2 = { additionalMetricsToRetainV2: [{ metric: 'a' }] };

  test('that nobody wants go with all others, which are then sent again', async () => {
    expect(await sentAfter({ retainedMetrics: ['a'] }, keeping('old', 'a'))).toEqual([
      update(7, V2),
      update(8, { deleteAdditionalMetricsToRetain: true }),
      update(9, V2),
    ]);
  });

  test('stay where they are wanted, exported or not, for a dimension or for all', async () => {
    expect(await sentAfter({ retainedMetrics: ['a'] }, keeping('a'))).toHaveLength(1);
    expect(await sentAfter({ metricsExport }, keeping('a'))).toHaveLength(1);
    const dimensioned = { metric: 'a', metricDimension: { dimensionName: 'd' } };
    expect(await sentAfter({ retainedMetrics: [dimensioned] }, keeping('a'))).toHaveLength(1);
  });

  test('are no matter where there are none, or where the update is about something else', async () => {
    expect(await sentAfter({ retainedMetrics: ['a'] }, {})).toHaveLength(1);
    expect(await sentAfter({ retainedMetrics: ['x'], description: 'd' }, keeping('old'))).toHaveLength(1);
    // What is cleared is cleared in both lists.
    expect(await sentAfter({}, keeping('old'))).toEqual([update(7, { deleteAdditionalMetricsToRetain: true })]);
  });
});

describe('a profile is deleted', () => {
  test('once it is detached, in the version that was read', async () => {
    const { aws, sent } = recorder();
    await write.delete(aws, live({ targets: ['one'] }));
    expect(sent).toEqual([attached('Detach', 'one'), ['DeleteSecurityProfile', { ...NAME, expectedVersion: 7 }]]);
  });

  test('where it has no target, and where it is gone', async () => {
    const { aws, sent } = recorder({ DeleteSecurityProfile: () => refusal('ResourceNotFoundException') });
    await write.delete(aws, live({}));
    expect(sent).toHaveLength(1);
  });
});

test('no edit makes a profile anew, and only a description may stay', () => {
  expect(write.immutable({ op: 'change', path: 'behaviors' })).toBe(false);
  const caveat = (op: 'add' | 'change' | 'remove', path: string): string | undefined => write.caveat?.({ op, path });
  expect(caveat('remove', 'description')).toBe(
    'AWS documents no way to clear a description and may keep it; if it does, write the description that you want instead',
  );
  expect([caveat('change', 'description'), caveat('remove', 'targets')]).toEqual([undefined, undefined]);
});

test.each(['', 'a/b'])('a profile called %j is never written: the address would be another one', async (name) => {
  const { aws, sent } = recorder();
  await expect(write.create(aws, name, {})).rejects.toThrow('went to AWS as a name');
  await expect(write.update(aws, { ...live({}), name }, { description: 'a' })).rejects.toThrow('went to AWS as a name');
  await expect(write.delete(aws, { ...live({}), name })).rejects.toThrow('went to AWS as a name');
  expect(sent).toEqual([]);
});
