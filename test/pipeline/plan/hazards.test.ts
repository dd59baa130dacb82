import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { Hazard } from '../../../src/model/plan.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { PlanInput } from '../../../src/pipeline/plan/plan-input.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { input, owned } from './input.ts';

const metric = (more: JsonObject = {}): JsonObject => ({ metricType: 'number', ...more });
const theirs = (spec: JsonObject): { spec: JsonObject } => ({
  spec: { ...spec, tags: { 'defender-gitops:owner': 'other' } },
});
const keeping: JsonObject = { retainedMetrics: ['m'] };
const exporting: JsonObject = { metricsExport: { mqttTopic: '$aws/rules/R' } };
const RULE: JsonObject = { sql: 'SELECT 1', actions: [] };

const hazardsOf = (given: PlanInput): readonly Hazard[] => plan(given).plan.hazards;
const idsOf = (given: PlanInput): readonly string[] => hazardsOf(given).map(({ id }) => id);
const without = (given: PlanInput, section: string): PlanInput => {
  const sections = new Set([...given.desired.sections].filter((one) => one !== section));
  return { ...given, desired: { ...given.desired, sections } };
};

describe('what goes although somebody uses it', () => {
  const users = { 'CustomMetric/m': owned(metric()), 'SecurityProfile/P': theirs(keeping) };

  test('is told with who uses it, and not acceptable where AWS refuses to delete it', () => {
    expect(hazardsOf(input({}, users))).toEqual([
      {
        id: 'in-use:CustomMetric/m',
        rule: 'in-use',
        addresses: ['CustomMetric/m'],
        message: 'CustomMetric/m is to be deleted and still used by SecurityProfile/P (other): detach it there first.',
        acceptable: false,
        accepted: false,
      },
    ]);
  });

  test('can be accepted where AWS deletes it all the same', () => {
    const account = { 'TopicRule/R': owned(RULE), 'SecurityProfile/P': theirs(exporting) };
    const id = 'in-use:TopicRule/R';
    expect(hazardsOf(input({}, account))).toMatchObject([
      {
        id,
        message:
          'TopicRule/R is to be deleted and still used by SecurityProfile/P (other): they would be left without it.',
        acceptable: true,
        accepted: false,
      },
    ]);
    expect(hazardsOf(input({}, account, { accept: [id] }))).toMatchObject([{ id, accepted: true }]);
  });

  test.each([
    { reason: 'another tool', user: { spec: keeping, managedBy: 'Terraform' }, whose: 'Terraform' },
    { reason: 'nobody', user: { spec: keeping }, whose: 'nobody’s' },
  ])('says whose the user is where that is $reason', ({ user, whose }) => {
    const [hazard] = hazardsOf(input({}, { ...users, 'SecurityProfile/P': user }));
    expect(hazard?.message).toContain(`still used by SecurityProfile/P (${whose}):`);
  });

  test('names all who use it', () => {
    const [hazard] = hazardsOf(input({}, { ...users, 'SecurityProfile/Q': theirs(keeping) }));
    expect(hazard?.message).toContain('still used by SecurityProfile/P (other), SecurityProfile/Q (other):');
  });

  const fine: { reason: string; given: PlanInput }[] = [
    {
      reason: 'the user goes as well',
      given: input({}, { ...users, 'SecurityProfile/P': owned(keeping) }),
    },
    {
      reason: 'the user lets go of it',
      given: input(
        { 'SecurityProfile/P': { spec: { retainedMetrics: ['aws:num-disconnects'] } } },
        { ...users, 'SecurityProfile/P': owned(keeping) },
      ),
    },
    {
      reason: 'it stays, and only another field of it changes',
      given: input({ 'CustomMetric/m': { spec: metric({ displayName: 'M' }) } }, users),
    },
    { reason: 'nobody uses it', given: input({}, { 'CustomMetric/m': owned(metric()) }) },
  ];
  test.each(fine)('is no hazard where $reason', ({ given }) => {
    expect(idsOf(given).filter((id) => id.startsWith('in-use'))).toEqual([]);
  });

  test('is a hazard too where the user is ours and stands in no file, but not where it is made anew', () => {
    const ours = { ...users, 'SecurityProfile/P': owned(keeping) };
    expect(idsOf(without(input({}, ours), 'securityProfiles'))).toEqual(['in-use:CustomMetric/m']);
    const anew = { 'CustomMetric/m': { spec: metric({ metricType: 'string-list' }) } };
    expect(idsOf(without(input(anew, ours), 'securityProfiles'))).toEqual(['replace-referenced:CustomMetric/m']);
    expect(idsOf(input(anew, users))).toContain('in-use:CustomMetric/m');
  });
});

describe('no hazard is', () => {
  const fine: { reason: string; given: PlanInput }[] = [
    { reason: 'a creation', given: input({ 'CustomMetric/m': { spec: metric() } }, {}) },
    {
      reason: 'an update of a stream, which keeps what it holds',
      given: input(
        { 'DeliveryStream/s': { spec: { extendedS3Destination: { prefix: 'a/' } } } },
        { 'DeliveryStream/s': owned({ extendedS3Destination: {} }) },
      ),
    },
    {
      reason: 'a member that nobody knows of what goes as a whole',
      given: input({}, { 'TopicRule/R': owned({ ...RULE, invented: true }) }),
    },
    {
      reason: 'an update of what is protected',
      given: input(
        { 'CustomMetric/m': { spec: metric({ displayName: 'M', tags: { 'defender-gitops:protect': 'true' } }) } },
        { 'CustomMetric/m': owned(metric({ tags: { 'defender-gitops:protect': 'true' } })) },
      ),
    },
    { reason: 'an account with nothing in it', given: input({}, {}, { limits: { deletes: 0, deletePercent: 0 } }) },
  ];
  test.each(fine)('$reason', ({ given }) => expect(idsOf(given)).toEqual([]));
});

test('what would be lost is named by its path', () => {
  const sns = { sns: { targetArn: 'arn:aws:sns:x', roleArn: 'arn:aws:iam::111122223333:role/R', invented: 1 } };
  const [hazard] = hazardsOf(
    input(
      { 'TopicRule/R': { spec: { ...RULE, sql: 'SELECT 2' } } },
      { 'TopicRule/R': owned({ ...RULE, actions: [sns], other: true }) },
    ),
  );
  expect(hazard?.message).toMatch(
    /has (other, actions\.0\.sns\.invented|actions\.0\.sns\.invented, other) in the account/,
  );
});

describe('limits on deletes', () => {
  const many = (count: number, spec: JsonObject = metric()): Record<Address, { spec: JsonObject }> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`CustomMetric/m${index}`, owned(spec)]));
  const wanted = (count: number, more: object = {}, first = 0) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `CustomMetric/m${first + index}`,
        { spec: metric({ displayName: 'new' }), ...more },
      ]),
    );

  test.each([
    { gone: 2, percent: 50, isHazard: false },
    { gone: 2, percent: 49, isHazard: true },
    { gone: 3, percent: 75, isHazard: false },
    { gone: 3, percent: 74, isHazard: true },
  ])('$gone of 4 against $percent %', ({ gone, percent, isHazard }) => {
    const hazards = hazardsOf(
      input(wanted(4 - gone, {}, gone), many(4), { limits: { deletes: 3, deletePercent: percent } }),
    );
    expect(hazards.map(({ rule }) => rule)).toEqual(isHazard ? ['too-many-deletes'] : []);
    if (isHazard) expect(hazards[0]?.message).toContain(`${gone} of 4 resources would be deleted (${25 * gone} %)`);
  });

  test('count neither updates nor what gets another name', () => {
    expect(idsOf(input(wanted(5), many(5), { limits: { deletes: 0, deletePercent: 0 } }))).toEqual([]);
    const renamed = Object.fromEntries(
      Array.from({ length: 4 }, (_, index) => [`CustomMetric/n${index}`, { spec: metric(), renamedFrom: `m${index}` }]),
    );
    expect(idsOf(input(renamed, many(4), { limits: { deletes: 0, deletePercent: 0 } }))).toEqual([]);
  });
});

test('what nobody can accept comes first, then what waits for a word, then what has it', () => {
  const given = input(
    {
      'CustomMetric/mine': { spec: metric(), adopt: true },
      'CustomMetric/free': { spec: metric() },
    },
    {
      'CustomMetric/mine': { spec: metric() },
      'CustomMetric/free': { spec: metric() },
      'DeliveryStream/a': owned({ extendedS3Destination: {} }),
      'DeliveryStream/b': owned({ extendedS3Destination: {} }),
    },
    { accept: ['data-loss:DeliveryStream/a'] },
  );
  expect(hazardsOf(given).map(({ id, acceptable, accepted }) => [id, acceptable, accepted])).toEqual([
    ['unowned:CustomMetric/free', false, false],
    ['data-loss:DeliveryStream/b', true, false],
    ['data-loss:DeliveryStream/a', true, true],
    ['takeover:CustomMetric/mine', true, true],
  ]);
});
