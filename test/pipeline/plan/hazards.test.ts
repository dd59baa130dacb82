import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { Hazard } from '../../../src/model/plan.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { PlanInput } from '../../../src/pipeline/plan/plan-input.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { input, owned, SOURCE } from './input.ts';

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

describe('what a file goes on naming although another no longer has it', () => {
  const sending: JsonObject = { sql: 'SELECT 1', actions: [{ firehose: { deliveryStreamName: 's', roleArn: 'r' } }] };
  const attached: JsonObject = { targets: ['arn:aws:iot:r:1:thinggroup/g'] };
  const stream = { 'DeliveryStream/s': owned({ extendedS3Destination: {} }) };
  const inUse = (given: PlanInput): readonly Hazard[] => hazardsOf(given).filter(({ rule }) => rule === 'in-use');

  test.each([
    { reason: 'was there before', account: { ...stream, 'TopicRule/R': owned(sending) } },
    { reason: 'changes besides', account: { ...stream, 'TopicRule/R': owned({ ...sending, ruleDisabled: true }) } },
    { reason: 'is new', account: stream },
  ])('is in use where that $reason', ({ account }) => {
    expect(inUse(input({ 'TopicRule/R': { spec: sending } }, account))).toMatchObject([
      {
        message:
          'DeliveryStream/s is to be deleted and still used by TopicRule/R (acme): they would be left without it.',
        acceptable: true,
      },
    ]);
  });

  test('cannot go where AWS refuses that', () => {
    const account = { 'ThingGroup/g': owned({}), 'SecurityProfile/P': owned(attached) };
    expect(inUse(input({ 'SecurityProfile/P': { spec: attached } }, account))).toMatchObject([
      {
        message: expect.stringMatching(/used by SecurityProfile\/P \(acme\): detach it there first\.$/),
        acceptable: false,
      },
    ]);
    const inside = { 'ThingGroup/new': { spec: { parentGroupName: 'g' } } };
    expect(inUse(input(inside, { 'ThingGroup/g': owned({}) }))).toMatchObject([
      {
        message: expect.stringMatching(/used by ThingGroup\/new \(acme\): detach it there first\.$/),
        acceptable: false,
      },
    ]);
  });

  test('is told though it was not read', () => {
    const read = { addresses: new Set<Address>(['DeliveryStream/s', 'ThingGroup/g']), of: 4 };
    const wanted = { 'TopicRule/R': { spec: sending }, 'ThingGroup/b': { spec: { parentGroupName: 'g' } } };
    const account = { ...stream, 'ThingGroup/g': owned({}) };
    expect(inUse(input(wanted, account, { scope: { read } })).map(({ id }) => id)).toEqual([
      'in-use:ThingGroup/g',
      'in-use:DeliveryStream/s',
    ]);
  });

  test('is no hazard where it is made anew, or is only set back to what AWS has by default', () => {
    const anew = { 'DeliveryStream/s': { spec: { extendedS3Destination: {}, deliveryStreamType: 'DirectPut' } } };
    const old = owned({ extendedS3Destination: {}, deliveryStreamType: 'KinesisStreamAsSource' });
    const account = { 'DeliveryStream/s': old, 'TopicRule/R': owned(sending) };
    expect(inUse(input({ ...anew, 'TopicRule/R': { spec: sending } }, account))).toEqual([]);
    const audits = { 'ScheduledAudit/W': { spec: { frequency: 'DAILY', targetCheckNames: [] } } };
    const settings = { 'AuditConfiguration/account': { spec: {}, adopt: true } };
    const set = { spec: { roleArn: 'r' } };
    expect(inUse(input({ ...settings, ...audits }, { 'AuditConfiguration/account': set }))).toEqual([]);
  });
});

describe('users of several sorts', () => {
  const mitigation = {
    spec: { roleArn: 'r', actionParams: { addThingsToThingGroupParams: { thingGroupNames: ['g'] } } },
  };

  test('make it impossible where AWS refuses for one of them', () => {
    const profile = { spec: { targets: ['arn:aws:iot:r:1:thinggroup/g'] } };
    const account = { 'ThingGroup/g': owned({}), 'SecurityProfile/P': profile, 'MitigationAction/A': mitigation };
    const [hazard] = hazardsOf(input({}, account));
    expect(hazard).toMatchObject({ rule: 'in-use', acceptable: false });
    expect(hazard?.message).toMatch(/used by SecurityProfile\/P .*MitigationAction\/A .*: detach it there first\.$/);
  });

  test('leave it acceptable where it refuses for none', () => {
    const [hazard] = hazardsOf(input({}, { 'ThingGroup/g': owned({}), 'MitigationAction/A': mitigation }));
    expect(hazard).toMatchObject({ id: 'in-use:ThingGroup/g', acceptable: true });
  });

  test('are users also where they are only handed over to others', () => {
    const given = input({}, { 'CustomMetric/m': owned(metric()), 'SecurityProfile/P': owned(keeping) });
    const managedElsewhere = new Map<Address, typeof SOURCE>([['SecurityProfile/P', SOURCE]]);
    expect(hazardsOf({ ...given, desired: { ...given.desired, managedElsewhere } })).toMatchObject([
      { id: 'in-use:CustomMetric/m', message: expect.stringContaining('used by SecurityProfile/P (acme)') },
    ]);
  });
});

describe('a group that others are in', () => {
  const within = (parentGroupName: string): JsonObject => ({ parentGroupName });
  const heldBy = (given: PlanInput): readonly Hazard[] => hazardsOf(given).filter(({ rule }) => rule === 'in-use');

  test.each([
    { count: 'one', groups: ['b'], are: 'ThingGroup/b is' },
    { count: 'several', groups: ['b', 'c'], are: 'ThingGroup/b, ThingGroup/c are' },
  ])('cannot be deleted, and that is told once: $count', ({ groups, are }) => {
    const inside = Object.fromEntries(groups.map((name) => [`ThingGroup/${name}`, { spec: within('a') }]));
    expect(heldBy(input({}, { 'ThingGroup/a': owned({}), ...inside }))).toEqual([
      {
        id: 'in-use:ThingGroup/a',
        rule: 'in-use',
        addresses: ['ThingGroup/a'],
        message: `ThingGroup/a cannot be deleted while ${are} in it: AWS refuses that, and nothing moves what is in it.`,
        acceptable: false,
        accepted: false,
      },
    ]);
  });

  test('can be updated', () => {
    const described = { 'ThingGroup/a': { spec: { thingGroupProperties: { thingGroupDescription: 'A' } } } };
    const account = { 'ThingGroup/a': owned({}), 'ThingGroup/b': { spec: within('a') } };
    expect(heldBy(input(described, account))).toEqual([]);
  });

  test('cannot be made anew, also where the one in it leaves: nothing says that it does so before', () => {
    const wanted = { 'ThingGroup/a': { spec: { queryString: 'x:y' } }, 'ThingGroup/b': { spec: within('c') } };
    const account = {
      'ThingGroup/a': owned({}),
      'ThingGroup/b': owned(within('a')),
      'ThingGroup/c': { spec: {} },
    };
    expect(heldBy(input(wanted, account)).map(({ id }) => id)).toEqual(['in-use:ThingGroup/a']);
    const { 'ThingGroup/a': _, ...gone } = wanted;
    expect(heldBy(input(gone, account))).toEqual([]);
  });

  test('can be made anew where the one in it goes, and is not held by who only names it', () => {
    const wanted = { 'ThingGroup/a': { spec: { queryString: 'x:y' } } };
    const account = { 'ThingGroup/a': owned({}), 'ThingGroup/b': owned(within('a')) };
    expect(heldBy(input(wanted, account))).toEqual([]);
    const attached = { targets: ['arn:aws:iot:r:1:thinggroup/a'] };
    const profile = { 'SecurityProfile/P': owned(attached) };
    expect(heldBy(input({ ...wanted, 'SecurityProfile/P': { spec: attached } }, { ...account, ...profile }))).toEqual(
      [],
    );
  });
});

describe('settings that an account has always', () => {
  const AUDITS: Address = 'AuditConfiguration/account';
  const on = { enabled: true };
  const settings = (checks: JsonObject): JsonObject => ({ roleArn: 'r', auditCheckConfigurations: checks });
  const found = (wanted: JsonObject, live: JsonObject, adopt = true): readonly Hazard[] =>
    hazardsOf(input({ [AUDITS]: { spec: wanted, adopt } }, { [AUDITS]: { spec: live } }));

  test('of somebody are not taken over without a word', () => {
    const changed = [settings({ A: on }), settings({ B: on, A: on })] as const;
    expect(found(...changed, false)).toMatchObject([
      {
        id: `unowned:${AUDITS}`,
        message: `${AUDITS} has other settings in the account, and AWS keeps no owner of them. To make them these profiles' own, add \`adopt: true\` to the section; it stays there.`,
        acceptable: false,
      },
      { rule: 'data-loss' },
    ]);
    expect(found(...changed).map(({ rule }) => rule)).toEqual(['data-loss']);
  });

  test('of nobody are', () => expect(found(settings({ A: on }), {}, false)).toEqual([]));

  test.each([
    { reason: 'none is disabled', live: { A: on }, message: undefined },
    { reason: 'one is disabled', live: { A: on, B: on }, message: `Changing ${AUDITS} loses what B collected.` },
    {
      reason: 'two are disabled',
      live: { A: on, B: on, C: on },
      message: `Changing ${AUDITS} loses what B collected, and what C collected.`,
    },
  ])('lose what disabled checks collected: $reason', ({ live, message }) => {
    const wanted = { ...settings({ A: on }), roleArn: 'other' };
    const losses = found(wanted, settings(live)).filter(({ rule }) => rule === 'data-loss');
    expect(losses.map((hazard) => hazard.message)).toEqual(message === undefined ? [] : [message]);
  });

  test('are set back, and not deleted', () => {
    expect(found({}, settings({ A: on }))).toMatchObject([
      {
        id: `data-loss:${AUDITS}`,
        message: expect.stringMatching(/^Setting AuditConfiguration\/account back loses what/),
      },
    ]);
    const [stream] = hazardsOf(input({}, { 'DeliveryStream/s': owned({ extendedS3Destination: {} }) }));
    expect(stream?.message).toMatch(/^Deleting s loses what/);
  });
});

describe('no hazard is', () => {
  const fine: { reason: string; given: PlanInput }[] = [
    { reason: 'a creation', given: input({ 'CustomMetric/m': { spec: metric() } }, {}) },
    {
      reason: 'a creation of what would lose something',
      given: input({ 'DeliveryStream/s': { spec: { extendedS3Destination: {} } } }, {}),
    },
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
