import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Change } from '../../../src/model/plan.ts';
import type { Scope } from '../../../src/model/scope.ts';
import type { PlanInput } from '../../../src/pipeline/plan/plan-input.ts';
import { digestOfChange } from '../../../src/pipeline/plan/digest.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { TARGET } from '../../target.ts';
import { input, owned, SOURCE } from './input.ts';
import type { Wanted } from './input.ts';

const METRIC: JsonObject = { metricType: 'number' };
const metric = (more: JsonObject = {}): Wanted => ({ spec: { ...METRIC, ...more } });
const AUDITS: Address = 'AuditConfiguration/account';
const CHECKS: JsonObject = { roleArn: 'r', auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } } };
const changesOf = (given: PlanInput): readonly Change[] => plan(given).plan.changes;
const namesOf = (given: PlanInput): readonly string[] =>
  changesOf(given).map(({ action, address }) => `${action} ${address}`);
const sectionsOnly = (given: PlanInput, ...sections: string[]): PlanInput => ({
  ...given,
  desired: { ...given.desired, sections: new Set(sections) },
});
const leftToOthers = (given: PlanInput, ...addresses: Address[]): PlanInput => ({
  ...given,
  desired: { ...given.desired, managedElsewhere: new Map(addresses.map((address) => [address, SOURCE])) },
});

test('a plan reads the same in whatever order files and accounts are read', () => {
  const wanted: [Address, Wanted][] = [
    ['SecurityProfile/P', { spec: {} }],
    ['CustomMetric/b', metric()],
    ['TopicRule/R', { spec: { sql: 'SELECT 1', actions: [] } }],
    ['CustomMetric/a', metric()],
    ['Dimension/same2', { spec: {} }],
    ['Dimension/same1', { spec: {} }],
  ];
  const live: [Address, { spec: JsonObject }][] = [
    ['Dimension/same2', owned({})],
    ['Dimension/same1', owned({})],
    ['CustomMetric/theirs2', { spec: METRIC }],
    ['CustomMetric/theirs1', { spec: METRIC }],
  ];
  const planned = (turn: <Item>(list: Item[]) => Item[]) =>
    plan(input(Object.fromEntries(turn(wanted)), Object.fromEntries(turn(live)))).plan;
  const forwards = planned((list) => list);
  expect(forwards.changes.map(({ address }) => address)).toEqual([
    'TopicRule/R',
    'CustomMetric/a',
    'CustomMetric/b',
    'SecurityProfile/P',
  ]);
  expect(forwards.unchanged).toEqual(['Dimension/same1', 'Dimension/same2']);
  expect(forwards.unmanaged).toEqual(['CustomMetric/theirs1', 'CustomMetric/theirs2']);
  expect(planned((list) => list.toReversed())).toEqual(forwards);
});

test('a plan names its target', () => {
  const { target, account, region } = plan(input({}, {})).plan;
  expect([target, account, region]).toEqual([TARGET.name, TARGET.account, TARGET.region]);
});

describe('every change says where its author wrote it, if anybody did', () => {
  test('a creation and each of its fields', () => {
    const [change] = changesOf(input({ 'CustomMetric/m': metric() }, {}));
    expect(change?.source).toEqual(SOURCE);
    expect(change?.edits).toEqual([
      { op: 'add', path: 'metricType', after: 'number', source: SOURCE },
      { op: 'add', path: 'tags', after: { 'defender-gitops:owner': 'acme' }, source: SOURCE },
    ]);
  });

  test('an update', () => {
    const [change] = changesOf(
      input({ 'CustomMetric/m': metric({ displayName: 'M' }) }, { 'CustomMetric/m': owned(METRIC) }),
    );
    expect(change).toMatchObject({ action: 'update', source: SOURCE, waitsFor: [] });
  });

  test('and has a digest that covers its action, its address and both specs', () => {
    const wanted = {
      'CustomMetric/new': metric(),
      'CustomMetric/updated': metric({ displayName: 'M' }),
      'CustomMetric/replaced': metric({ metricType: 'string-list' }),
    };
    const live = ['updated', 'replaced', 'gone'].map((name): [Address, { spec: JsonObject }] => [
      `CustomMetric/${name}`,
      owned(METRIC),
    ]);
    const changes = changesOf(input(wanted, Object.fromEntries(live)));
    expect(changes.map(({ action }) => action)).toEqual(['delete', 'create', 'replace', 'update']);
    for (const change of changes) expect(change.digest).toBe(digestOfChange(change));
  });

  test('not a deletion: its lines are gone', () => {
    const [change] = changesOf(input({}, { 'CustomMetric/m': owned(METRIC) }));
    expect(change).not.toHaveProperty('source');
    expect(change).not.toHaveProperty('renamedTo');
    expect(change?.edits).toMatchObject([
      { op: 'remove', path: 'metricType' },
      { op: 'remove', path: 'tags' },
    ]);
  });
});

test('what is to be deleted is not told as left alone, and what is left alone not as to be deleted', () => {
  const account = { 'CustomMetric/m': owned(METRIC), 'Dimension/d': owned({}) };
  const { changes, orphaned } = plan(sectionsOnly(input({}, account), 'customMetrics')).plan;
  expect(changes).toMatchObject([{ action: 'delete', address: 'CustomMetric/m' }]);
  expect(orphaned).toEqual([{ address: 'Dimension/d', section: 'dimensions' }]);
});

describe('what is left to others', () => {
  test('loses the mark and nothing else, and says where that was said', () => {
    const given = leftToOthers(
      input({}, { 'CustomMetric/m': owned({ ...METRIC, tags: { team: 'a' } }), 'CustomMetric/n': owned(METRIC) }),
      'CustomMetric/m',
    );
    const [change, ...others] = changesOf(given);
    expect(change).toMatchObject({
      action: 'update',
      address: 'CustomMetric/m',
      after: { ...METRIC, tags: { team: 'a' } },
      edits: [{ op: 'remove', path: 'tags["defender-gitops:owner"]', before: 'acme', source: SOURCE }],
      source: SOURCE,
      waitsFor: [],
    });
    expect(others).toMatchObject([{ action: 'delete', address: 'CustomMetric/n' }]);
  });

  test('is left alone where it is not ours', () => {
    const theirs = { spec: { ...METRIC, tags: { 'defender-gitops:owner': 'other' } } };
    const { changes, unmanaged } = plan(leftToOthers(input({}, { 'CustomMetric/m': theirs }), 'CustomMetric/m')).plan;
    expect([changes, unmanaged]).toEqual([[], ['CustomMetric/m']]);
  });

  test('loses it also where no file has its section', () => {
    const given = sectionsOnly(input({}, { 'CustomMetric/m': owned(METRIC) }));
    expect(namesOf(leftToOthers(given, 'CustomMetric/m'))).toEqual(['update CustomMetric/m']);
    expect(plan(leftToOthers(given, 'CustomMetric/m')).plan.orphaned).toEqual([]);
  });
});

describe('a section of which an account has always one', () => {
  test('that differs is updated', () => {
    const other = { ...CHECKS, roleArn: 'other' };
    expect(namesOf(input({ [AUDITS]: { spec: CHECKS } }, { [AUDITS]: { spec: other } }))).toEqual([`update ${AUDITS}`]);
  });

  test('that is empty takes away what there is, and says where', () => {
    const given = input({ [AUDITS]: { spec: {} } }, { [AUDITS]: { spec: CHECKS } });
    expect(changesOf(given)).toMatchObject([{ action: 'delete', address: AUDITS, before: CHECKS, source: SOURCE }]);
  });

  test('that is empty leaves nothing to do where nothing is set', () => {
    const { changes, unchanged } = plan(input({ [AUDITS]: { spec: {} } }, { [AUDITS]: { spec: {} } })).plan;
    expect([changes, unchanged]).toEqual([[], [AUDITS]]);
  });

  test('that no file has is nobody’s, and is only told where something is set', () => {
    const planned = (spec: JsonObject) => plan(input({}, { [AUDITS]: { spec } })).plan;
    expect(planned(CHECKS)).toMatchObject({ changes: [], unmanaged: [AUDITS], orphaned: [] });
    expect(planned({})).toMatchObject({ changes: [], unmanaged: [], orphaned: [] });
  });
});

describe('a replacement', () => {
  const wanted = { 'CustomMetric/m': metric({ metricType: 'string-list', displayName: 'M' }) };
  const live = { 'CustomMetric/m': owned(METRIC) };
  const using: JsonObject = { retainedMetrics: ['m'] };

  test('names the fields that force it, not the others', () => {
    expect(changesOf(input(wanted, live))).toMatchObject([
      { action: 'replace', because: ['metricType'], releases: [], source: SOURCE, edits: [{}, {}] },
    ]);
  });

  test('releases it from what refers to it, ours or not', () => {
    const account = { ...live, 'SecurityProfile/P': owned(using), 'SecurityProfile/Theirs': { spec: using } };
    const [change] = changesOf(input({ ...wanted, 'SecurityProfile/P': { spec: using } }, account));
    expect(change).toMatchObject({ releases: ['SecurityProfile/P', 'SecurityProfile/Theirs'] });
  });

  test('releases it from nothing that AWS lets keep it', () => {
    const rule = { sql: 'SELECT 1', actions: [{ firehose: { deliveryStreamName: 's', roleArn: 'r' } }] };
    const [change] = changesOf(
      input(
        { 'DeliveryStream/s': { spec: { deliveryStreamType: 'DirectPut', extendedS3Destination: {} } } },
        {
          'DeliveryStream/s': owned({ deliveryStreamType: 'KinesisStreamAsSource', extendedS3Destination: {} }),
          'TopicRule/R': { spec: rule },
        },
      ),
    );
    expect(change).toMatchObject({ action: 'replace', releases: [] });
  });
});

test('an edit that AWS may not carry out says so, and the others do not', () => {
  const live = { 'SecurityProfile/P': owned({ description: 'a', retainedMetrics: ['m'] }) };
  const [change] = changesOf(input({ 'SecurityProfile/P': { spec: {} } }, live));
  expect(change?.edits).toMatchObject([{ path: 'description' }, { path: 'retainedMetrics' }]);
  expect(change?.edits[0]?.caveat).toContain('may keep it');
  expect(change?.edits[1]).not.toHaveProperty('caveat');
});

describe('a part of a plan', () => {
  const using: JsonObject = { retainedMetrics: ['m'] };
  const given = (scope: Scope): PlanInput =>
    input(
      {
        'CustomMetric/m': metric(),
        'CustomMetric/n': metric(),
        'CustomMetric/same': metric(),
        'SecurityProfile/P': { spec: using },
      },
      { 'CustomMetric/same': owned(METRIC) },
      { scope },
    );

  test('has what was asked for and what that waits for', () => {
    expect(namesOf(given({ only: ['SecurityProfile/P'] }))).toEqual([
      'create CustomMetric/m',
      'create SecurityProfile/P',
    ]);
    expect(namesOf(given({ only: [] }))).toEqual([]);
  });

  test('names what was asked for and is nowhere', () => {
    const only: Address[] = ['CustomMetric/n', 'CustomMetric/same', 'CustomMetric/nowhere'];
    expect(plan(given({ only })).unknown).toEqual(['CustomMetric/nowhere']);
    expect(plan(given({})).unknown).toEqual([]);
  });

  test('without some waits for none of them', () => {
    const changes = changesOf(given({ without: new Set(['CustomMetric/m']) }));
    expect(changes.map(({ address, waitsFor }) => [address, waitsFor])).toEqual([
      ['CustomMetric/n', []],
      ['SecurityProfile/P', []],
    ]);
    const others = changesOf(given({ without: new Set(['CustomMetric/n']) }));
    expect(others.map(({ address, waitsFor }) => [address, waitsFor])).toEqual([
      ['CustomMetric/m', []],
      ['SecurityProfile/P', ['CustomMetric/m']],
    ]);
  });

  test('may be both: of what was asked for, all but some', () => {
    const scope: Scope = { only: ['SecurityProfile/P'], without: new Set(['CustomMetric/m']) };
    expect(namesOf(given(scope))).toEqual(['create SecurityProfile/P']);
  });

  test('of which only a part was read presumes that the rest is as the profiles say', () => {
    const exporting = (topic: string): Wanted => ({
      spec: {
        targets: [`arn:aws:iot:${TARGET.region}:1:thinggroup/g`],
        metricsExport: { mqttTopic: topic, roleArn: 'r', metrics: ['aws:num-disconnects'] },
      },
    });
    const wanted = {
      'SecurityProfile/P': exporting('$aws/rules/R'),
      'TopicRule/R': { spec: { sql: 'SELECT 1', actions: [], ruleDisabled: true } },
    };
    const rule = owned({ sql: 'SELECT 1', actions: [] });
    const read = { addresses: new Set<Address>(['TopicRule/R']), of: 2 };
    const part = plan(input(wanted, { 'TopicRule/R': rule }, { scope: { read } }));
    expect(part.plan.changes).toMatchObject([{ action: 'update', address: 'TopicRule/R' }]);
    // The profile was not read, and yet loses what it exports to the rule.
    expect(part.coverage.lost).toMatchObject([{ addresses: ['TopicRule/R'] }]);
    // What was looked for and is missing is not taken to be there.
    const both = { addresses: new Set<Address>(['TopicRule/R', 'SecurityProfile/P']), of: 2 };
    const missing = plan(input({ 'SecurityProfile/P': exporting('a/b') }, {}, { scope: { read: both } }));
    expect(missing.coverage.gained).toMatchObject([{ addresses: ['SecurityProfile/P'] }]);
    const whole = plan(input(wanted, { 'TopicRule/R': rule }));
    expect(whole.coverage.lost).toEqual([]);
  });
});
