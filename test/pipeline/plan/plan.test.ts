import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Live } from '../../../src/model/kind.ts';
import type { PlanInput } from '../../../src/pipeline/plan/plan-input.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { TARGET } from '../../target.ts';
import { input, owned, SOURCE } from './input.ts';
import { STACK } from '../../../src/model/kinds/ownership.ts';

const metric = (more: JsonObject = {}): JsonObject => ({ metricType: 'number', ...more });
const behavior = (name: string, of: string): JsonObject => ({ name, metric: of });
const addressesOf = (account: object): Address[] => Object.keys(account) as Address[];
/** A live resource of ours that the profiles leave to others. */
const handedOver = (address: Address, live: { spec: JsonObject }): PlanInput => {
  const given = input({}, { [address]: live });
  return { ...given, desired: { ...given.desired, managedElsewhere: new Map([[address, SOURCE]]) } };
};

describe('what is planned', () => {
  test('what is missing is created, what differs updated, what is gone from the profiles deleted, what is equal left alone', () => {
    const result = plan(
      input(
        {
          'CustomMetric/new': { spec: metric() },
          'CustomMetric/edited': { spec: metric({ displayName: 'b' }) },
          'CustomMetric/same': { spec: metric() },
        },
        {
          'CustomMetric/edited': owned(metric({ displayName: 'a' })),
          'CustomMetric/same': owned(metric()),
          'CustomMetric/gone': owned(metric()),
          'CustomMetric/theirs': { spec: metric() },
        },
      ),
    );
    expect(result.plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      'update CustomMetric/edited',
      'delete CustomMetric/gone',
      'create CustomMetric/new',
    ]);
    expect(result.plan.unchanged).toEqual(['CustomMetric/same']);
    expect(result.plan.unmanaged).toEqual(['CustomMetric/theirs']);
    expect(result.plan.changes[0]?.edits).toEqual([
      { op: 'change', path: 'displayName', before: 'a', after: 'b', source: SOURCE },
    ]);
  });

  test('a section that no file has is left alone, and what we own in it is listed', () => {
    const given = input({}, { 'CustomMetric/m': owned(metric()) });
    const { plan: planned } = plan({ ...given, desired: { ...given.desired, sections: new Set(['rules']) } });
    expect(planned.changes).toEqual([]);
    expect(planned.orphaned).toEqual([{ address: 'CustomMetric/m', section: 'customMetrics' }]);
  });

  test('what AWS cannot change in place is replaced, and says why', () => {
    const { plan: planned } = plan(
      input(
        { 'CustomMetric/m': { spec: metric({ metricType: 'string-list' }) } },
        { 'CustomMetric/m': owned(metric()) },
      ),
    );
    expect(planned.changes).toMatchObject([{ action: 'replace', because: ['metricType'] }]);
  });

  test('an ignored field stays as it is in the account', () => {
    const ignore = [{ path: 'displayName', reason: 'the console sets it' }];
    const { plan: planned } = plan(
      input(
        { 'CustomMetric/m': { spec: metric({ displayName: 'ours' }), ignore } },
        { 'CustomMetric/m': owned(metric({ displayName: 'theirs' })) },
      ),
    );
    expect(planned.changes).toEqual([]);
  });

  describe('a former name', () => {
    const wanted = { 'CustomMetric/new': { spec: metric(), renamedFrom: 'old' } };

    test('makes one of what is created and what is deleted', () => {
      const { plan: planned } = plan(input(wanted, { 'CustomMetric/old': owned(metric()) }));
      expect(planned.changes).toMatchObject([
        { action: 'create', address: 'CustomMetric/new', renamedFrom: 'CustomMetric/old' },
        { action: 'delete', address: 'CustomMetric/old', renamedTo: 'CustomMetric/new' },
      ]);
    });

    test('says nothing where it is not there', () => {
      const [change] = plan(input(wanted, {})).plan.changes;
      expect(change).not.toHaveProperty('renamedFrom');
    });

    test('that somebody else has is a problem until the new one is there', () => {
      const theirs = { 'CustomMetric/old': { spec: metric({ tags: { 'defender-gitops:owner': 'other' } }) } };
      expect(plan(input(wanted, theirs)).problems).toMatchObject([{ code: 'DG3003' }]);
      expect(plan(input(wanted, { ...theirs, 'CustomMetric/new': owned(metric()) })).problems).toEqual([]);
    });
  });

  test('of what was not read the plan says nothing', () => {
    const wanted = { 'CustomMetric/read': { spec: metric() }, 'CustomMetric/unread': { spec: metric() } };
    const read = { addresses: new Set<Address>(['CustomMetric/read']), of: 2 };
    const { plan: planned } = plan(input(wanted, { 'CustomMetric/read': owned(metric()) }, { scope: { read } }));
    expect([planned.changes, planned.unchanged]).toEqual([[], ['CustomMetric/read']]);
  });

  test('a reference that nobody can meet is a problem', () => {
    const spec = { behaviors: [behavior('b', 'nowhere')] };
    expect(plan(input({ 'SecurityProfile/P': { spec } }, {})).problems).toMatchObject([
      { code: 'DG3001', file: SOURCE.file },
    ]);
    expect(
      plan(input({ 'SecurityProfile/P': { spec } }, { 'CustomMetric/nowhere': { spec: metric() } })).problems,
    ).toEqual([]);
  });
});

describe('hazards', () => {
  const hazards = (given: PlanInput) =>
    plan(given).plan.hazards.map(({ id, accepted, acceptable }) => ({ id, accepted, acceptable }));
  const gone = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name): [Address, { spec: JsonObject }] => [`CustomMetric/${name}`, owned(metric())]),
  );

  test('more deletes than the limit, by an id that names these deletes', () => {
    const [hazard] = plan(input({}, gone)).plan.hazards;
    expect(hazard).toMatchObject({
      rule: 'too-many-deletes',
      accepted: false,
      acceptable: true,
      addresses: Object.keys(gone),
    });
    expect(plan(input({}, gone, { accept: [hazard?.id ?? ''] })).plan.hazards[0]?.accepted).toBe(true);
    const others = Object.fromEntries(Object.entries(gone).map(([address, live]) => [`${address}2`, live]));
    expect(plan(input({}, others, { accept: [hazard?.id ?? ''] })).plan.hazards[0]?.accepted).toBe(false);
  });

  test('a greater share of deletes than the limit', () => {
    const given = input(
      { 'CustomMetric/b': { spec: metric() } },
      { 'CustomMetric/a': owned(metric()), 'CustomMetric/b': owned(metric()) },
    );
    expect(hazards({ ...given, limits: { deletes: 3, deletePercent: 50 } })).toEqual([]);
    expect(hazards({ ...given, limits: { deletes: 3, deletePercent: 49 } })).toMatchObject([
      { id: expect.stringMatching(/^too-many-deletes:/) as string },
    ]);
  });

  test('what others have makes the share of deletes no smaller', () => {
    const given = input(
      { 'CustomMetric/b': { spec: metric() } },
      {
        'CustomMetric/a': owned(metric()),
        'CustomMetric/b': owned(metric()),
        'CustomMetric/nobodys': { spec: metric() },
        'CustomMetric/theirs': { spec: metric({ tags: { 'defender-gitops:owner': 'other' } }) },
        'Dimension/theirs': { spec: { type: 'TOPIC_FILTER', stringValues: ['a'] } },
      },
      { limits: { deletes: 3, deletePercent: 49 } },
    );
    expect(plan(given).plan.hazards).toMatchObject([
      { rule: 'too-many-deletes', message: expect.stringContaining('1 of 2 resources') as string },
    ]);
  });

  test('of deletes of which a part is chosen, those that are left', () => {
    const five = { ...gone, 'CustomMetric/e': owned(metric()) };
    const chosen = (count: number) => plan(input({}, five, { scope: { only: addressesOf(five).slice(0, count) } }));
    expect(chosen(3).plan.hazards).toEqual([]);
    const [hazard, ...others] = chosen(4).plan.hazards;
    expect(hazard).toMatchObject({ rule: 'too-many-deletes', addresses: addressesOf(five).slice(0, 4) });
    expect(others).toEqual([]);
    const left = plan(input({}, five, { scope: { without: new Set(['CustomMetric/a']) } }));
    expect(left.plan.hazards).toMatchObject([{ addresses: addressesOf(five).slice(1) }]);
  });

  const theirs = (tags: JsonObject, more: Partial<Live> = {}) => ({ spec: metric({ tags }), ...more });
  const rows: { reason: string; given: PlanInput; expected: object[] }[] = [
    {
      reason: 'a resource of another owner is refused',
      given: input(
        { 'CustomMetric/m': { spec: metric(), adopt: true } },
        { 'CustomMetric/m': theirs({ 'defender-gitops:owner': 'other' }) },
      ),
      expected: [{ id: 'foreign-owner:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'what Terraform manages is refused',
      given: input(
        { 'CustomMetric/m': { spec: metric(), adopt: true } },
        { 'CustomMetric/m': theirs({}, { managedBy: 'Terraform' }) },
      ),
      expected: [{ id: 'foreign-owner:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'what a CloudFormation stack manages is refused',
      given: input(
        { 'CustomMetric/m': { spec: metric() } },
        { 'CustomMetric/m': theirs({}, { managedBy: STACK }) },
        { accept: ['stack-tags:CustomMetric/m'] },
      ),
      expected: [{ id: 'foreign-owner:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'what a CloudFormation stack retained has its tags for ever: a reviewer says that the stack is gone',
      given: input(
        { 'CustomMetric/m': { spec: metric(), adopt: true } },
        { 'CustomMetric/m': theirs({}, { managedBy: STACK }) },
      ),
      expected: [{ id: 'stack-tags:CustomMetric/m', accepted: false, acceptable: true }],
    },
    {
      reason: 'and it is taken over when that is accepted',
      given: input(
        { 'CustomMetric/m': { spec: metric(), adopt: true } },
        { 'CustomMetric/m': theirs({}, { managedBy: STACK }) },
        { accept: ['stack-tags:CustomMetric/m'] },
      ),
      expected: [{ id: 'stack-tags:CustomMetric/m', accepted: true, acceptable: true }],
    },
    {
      reason: 'an unowned resource is not taken over by accident',
      given: input({ 'CustomMetric/m': { spec: metric() } }, { 'CustomMetric/m': theirs({}) }),
      expected: [{ id: 'unowned:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'an unowned resource is taken over with adopt',
      given: input({ 'CustomMetric/m': { spec: metric(), adopt: true } }, { 'CustomMetric/m': theirs({}) }),
      expected: [{ id: 'takeover:CustomMetric/m', accepted: true, acceptable: true }],
    },
    {
      reason: 'a protected resource is not deleted',
      given: input({}, { 'CustomMetric/m': owned(metric({ tags: { 'defender-gitops:protect': 'true' } })) }),
      expected: [{ id: 'protected:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'a protected resource is not replaced',
      given: input(
        { 'CustomMetric/m': { spec: metric({ metricType: 'string-list' }) } },
        { 'CustomMetric/m': owned(metric({ tags: { 'defender-gitops:protect': 'true' } })) },
      ),
      expected: [{ id: 'protected:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'deleting a stream may lose records',
      given: input({}, { 'DeliveryStream/s': owned({ extendedS3Destination: {} }) }),
      expected: [{ id: 'data-loss:DeliveryStream/s', accepted: false, acceptable: true }],
    },
    {
      reason: 'replacing a metric that a profile refers to interrupts detection',
      given: input(
        {
          'CustomMetric/m': { spec: metric({ metricType: 'string-list' }) },
          'SecurityProfile/P': { spec: { behaviors: [behavior('b', 'm')] } },
        },
        { 'CustomMetric/m': owned(metric()), 'SecurityProfile/P': owned({ behaviors: [behavior('b', 'm')] }) },
      ),
      expected: [{ id: 'replace-referenced:CustomMetric/m', accepted: false, acceptable: true }],
    },
    {
      reason: 'a group is not deleted while others’ profiles are attached to it',
      given: input(
        {},
        { 'ThingGroup/g': owned({}), 'SecurityProfile/P': { spec: { targets: ['arn:aws:iot:r:1:thinggroup/g'] } } },
      ),
      expected: [
        { id: 'in-use:ThingGroup/g', accepted: false, acceptable: false },
        { id: 'data-loss:ThingGroup/g', accepted: false, acceptable: true },
      ],
    },
    {
      reason: 'a group is not deleted while a group is in it that stays',
      given: input(
        { 'ThingGroup/b': { spec: { parentGroupName: 'a' } } },
        { 'ThingGroup/a': owned({}), 'ThingGroup/b': owned({ parentGroupName: 'a' }) },
      ),
      expected: [
        { id: 'in-use:ThingGroup/a', accepted: false, acceptable: false },
        { id: 'data-loss:ThingGroup/a', accepted: false, acceptable: true },
      ],
    },
    {
      reason: 'a group is not made anew while a group is in it',
      given: input(
        { 'ThingGroup/a': { spec: { queryString: 'x:y' } }, 'ThingGroup/b': { spec: { parentGroupName: 'a' } } },
        { 'ThingGroup/a': owned({}), 'ThingGroup/b': owned({ parentGroupName: 'a' }) },
      ),
      expected: [
        { id: 'in-use:ThingGroup/a', accepted: false, acceptable: false },
        { id: 'data-loss:ThingGroup/a', accepted: false, acceptable: true },
      ],
    },
    {
      reason: 'a group goes with the groups in it, and after those that leave it',
      given: input(
        { 'ThingGroup/c': { spec: {} } },
        {
          'ThingGroup/a': owned({}),
          'ThingGroup/b': owned({ parentGroupName: 'a' }),
          'ThingGroup/c': owned({ parentGroupName: 'a' }),
        },
      ),
      expected: ['b', 'c', 'a'].map((name) => ({
        id: `data-loss:ThingGroup/${name}`,
        accepted: false,
        acceptable: true,
      })),
    },
    {
      reason: 'a live member that is not known would be lost',
      given: input(
        { 'TopicRule/R': { spec: { sql: 'SELECT 2', actions: [] } } },
        { 'TopicRule/R': owned({ sql: 'SELECT 1', actions: [], invented: true }) },
      ),
      expected: [{ id: 'unknown-live-member:TopicRule/R', accepted: false, acceptable: false }],
    },
    {
      reason: 'nor is it lost where a tag changes besides',
      given: input(
        { 'TopicRule/R': { spec: { sql: 'SELECT 2', actions: [], tags: { team: 'a' } } } },
        { 'TopicRule/R': owned({ sql: 'SELECT 1', actions: [], invented: true }) },
      ),
      expected: [{ id: 'unknown-live-member:TopicRule/R', accepted: false, acceptable: false }],
    },
    {
      reason: 'nor where the resource is made anew',
      given: input(
        { 'CustomMetric/m': { spec: metric({ metricType: 'string-list' }) } },
        { 'CustomMetric/m': owned(metric({ invented: true })) },
      ),
      expected: [{ id: 'unknown-live-member:CustomMetric/m', accepted: false, acceptable: false }],
    },
    {
      reason: 'it is not lost where nothing but tags is written',
      given: handedOver('TopicRule/R', owned({ sql: 'SELECT 1', actions: [], invented: true })),
      expected: [],
    },
    {
      reason: 'replacing a stream may lose records',
      given: input(
        { 'DeliveryStream/s': { spec: { deliveryStreamType: 'DirectPut', extendedS3Destination: {} } } },
        { 'DeliveryStream/s': owned({ deliveryStreamType: 'KinesisStreamAsSource', extendedS3Destination: {} }) },
      ),
      expected: [{ id: 'data-loss:DeliveryStream/s', accepted: false, acceptable: true }],
    },
  ];
  test.each(rows)('$reason', ({ given, expected }) => expect(hazards(given)).toEqual(expected));
});

describe('the digest of a plan', () => {
  const given = input(
    { 'CustomMetric/m': { spec: metric({ displayName: 'b' }) } },
    { 'CustomMetric/m': { ...owned(metric({ displayName: 'a' })), version: '1' } },
  );
  const digest = (one: PlanInput): string => plan(one).plan.digest;

  test('does not depend on versions and positions', () => {
    const later = input(
      { 'CustomMetric/m': { spec: metric({ displayName: 'b' }) } },
      { 'CustomMetric/m': { ...owned(metric({ displayName: 'a' })), version: '2' } },
    );
    expect(digest(later)).toBe(digest(given));
  });

  const different: { reason: string; other: PlanInput }[] = [
    {
      reason: 'what is wanted',
      other: input(
        { 'CustomMetric/m': { spec: metric({ displayName: 'c' }) } },
        { 'CustomMetric/m': owned(metric({ displayName: 'a' })) },
      ),
    },
    {
      reason: 'what is there',
      other: input(
        { 'CustomMetric/m': { spec: metric({ displayName: 'b' }) } },
        { 'CustomMetric/m': owned(metric({ displayName: 'z' })) },
      ),
    },
    {
      reason: 'the address',
      other: input(
        { 'CustomMetric/n': { spec: metric({ displayName: 'b' }) } },
        { 'CustomMetric/n': owned(metric({ displayName: 'a' })) },
      ),
    },
    {
      reason: 'the action: nothing is left where one wants nothing',
      other: input({}, { 'CustomMetric/m': owned(metric({ displayName: 'a' })) }),
    },
    {
      reason: 'every change',
      other: input(
        { 'CustomMetric/m': { spec: metric({ displayName: 'b' }) }, 'CustomMetric/n': { spec: metric() } },
        { 'CustomMetric/m': owned(metric({ displayName: 'a' })) },
      ),
    },
    { reason: 'the name of the target', other: { ...given, target: { ...TARGET, name: 'staging' } } },
    { reason: 'the account', other: { ...given, target: { ...TARGET, account: '999999999999' } } },
    { reason: 'the region', other: { ...given, target: { ...TARGET, region: 'eu-west-1' } } },
  ];
  test.each(different)('depends on $reason', ({ other }) => expect(digest(other)).not.toBe(digest(given)));
});
