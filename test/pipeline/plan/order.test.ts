import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import type { Change } from '../../../src/model/plan.ts';
import { closure, order, referrers } from '../../../src/pipeline/plan/order.ts';

const change = (action: Change['action'], address: Address, more: object = {}): Change =>
  ({
    action,
    address,
    edits: [],
    digest: '',
    waitsFor: [],
    before: {},
    after: {},
    releases: [],
    ...more,
  }) as unknown as Change;
const waitsOf = (changes: readonly Change[]): Record<Address, readonly Address[]> =>
  Object.fromEntries(changes.map(({ address, waitsFor }) => [address, waitsFor]));
const refers = (pairs: [Address, Address[]][]): ReadonlyMap<Address, readonly Address[]> => new Map(pairs);
const names = (changes: readonly Change[]): string[] => changes.map(({ action, address }) => `${action} ${address}`);
const NOTHING = { before: refers([]), after: refers([]) };

describe('the order of changes', () => {
  test('what is referred to is made first', () => {
    const ordered = order(
      [change('create', 'SecurityProfile/P'), change('create', 'TopicRule/R'), change('create', 'DeliveryStream/S')],
      {
        before: refers([]),
        after: refers([
          ['SecurityProfile/P', ['TopicRule/R']],
          ['TopicRule/R', ['DeliveryStream/S']],
        ]),
      },
    );
    expect(names(ordered)).toEqual(['create DeliveryStream/S', 'create TopicRule/R', 'create SecurityProfile/P']);
  });

  test('the topic of an export moves before its old rule goes, and after its new one is there', () => {
    const ordered = order(
      [change('delete', 'TopicRule/Old'), change('update', 'SecurityProfile/P'), change('create', 'TopicRule/New')],
      {
        before: refers([['SecurityProfile/P', ['TopicRule/Old']]]),
        after: refers([['SecurityProfile/P', ['TopicRule/New']]]),
      },
    );
    expect(names(ordered)).toEqual(['create TopicRule/New', 'update SecurityProfile/P', 'delete TopicRule/Old']);
  });

  test('a renamed resource is deleted when the new one is in use', () => {
    const ordered = order(
      [
        change('delete', 'CustomMetric/old', { renamedTo: 'CustomMetric/new' }),
        change('update', 'SecurityProfile/P'),
        change('create', 'CustomMetric/new'),
      ],
      {
        before: refers([['SecurityProfile/P', ['CustomMetric/old']]]),
        after: refers([['SecurityProfile/P', ['CustomMetric/new']]]),
      },
    );
    expect(names(ordered)).toEqual(['create CustomMetric/new', 'update SecurityProfile/P', 'delete CustomMetric/old']);
  });

  test('a renamed resource is deleted after the new one, and after whatever comes to refer to that', () => {
    const changes = [
      change('delete', 'CustomMetric/old', { renamedTo: 'CustomMetric/new' }),
      change('create', 'CustomMetric/new'),
      change('create', 'SecurityProfile/P'),
    ];
    const waitsOf = (...pairs: [Address, Address[]][]) =>
      order(changes, { before: refers([]), after: refers(pairs) }).at(-1);
    expect(waitsOf(['SecurityProfile/P', ['CustomMetric/new']])).toMatchObject({
      address: 'CustomMetric/old',
      waitsFor: ['CustomMetric/new', 'SecurityProfile/P'],
    });
    const alone = order(changes, { before: refers([]), after: refers([]) });
    expect(alone.find(({ action }) => action === 'delete')?.waitsFor).toEqual(['CustomMetric/new']);
  });

  test('what lets go of a replaced metric waits until it has taken hold again, also to be deleted', () => {
    const ordered = order(
      [
        change('delete', 'SecurityProfile/P'),
        change('update', 'SecurityProfile/Q'),
        change('replace', 'CustomMetric/m', { releases: ['SecurityProfile/P', 'SecurityProfile/Q'] }),
      ],
      {
        before: refers([
          ['SecurityProfile/P', ['CustomMetric/m']],
          ['SecurityProfile/Q', ['CustomMetric/m']],
        ]),
        after: refers([]),
      },
    );
    expect(names(ordered)).toEqual(['replace CustomMetric/m', 'delete SecurityProfile/P', 'update SecurityProfile/Q']);
    expect(ordered.map(({ waitsFor }) => waitsFor)).toEqual([[], ['CustomMetric/m'], ['CustomMetric/m']]);
  });

  test('metrics that make the same profile let go are replaced one after the other, and others at once', () => {
    const replaced = (name: string, ...releases: string[]): Change =>
      change('replace', `CustomMetric/${name}`, { releases: releases.map((profile) => `SecurityProfile/${profile}`) });
    const ordered = order([replaced('a', 'P'), replaced('b', 'Q'), replaced('c', 'P', 'Q'), replaced('d', 'P')], {
      before: refers([]),
      after: refers([]),
    });
    expect(ordered.map(({ address, waitsFor }) => [address, waitsFor])).toEqual([
      ['CustomMetric/a', []],
      ['CustomMetric/b', []],
      ['CustomMetric/c', ['CustomMetric/a', 'CustomMetric/b']],
      ['CustomMetric/d', ['CustomMetric/c']],
    ]);
  });

  test('a part of a plan holds all that it waits for', () => {
    const ordered = order(
      [change('create', 'SecurityProfile/P'), change('create', 'TopicRule/R'), change('create', 'TopicRule/Other')],
      { before: refers([]), after: refers([['SecurityProfile/P', ['TopicRule/R']]]) },
    );
    expect(names(closure(ordered, ['SecurityProfile/P']))).toEqual(['create TopicRule/R', 'create SecurityProfile/P']);
  });

  test('for any changes and references, everything comes after what it waits for', () => {
    const addresses = [
      'DeliveryStream/a',
      'DeliveryStream/b',
      'TopicRule/c',
      'TopicRule/d',
      'CustomMetric/e',
      'ThingGroup/f',
      'ThingGroup/g',
      'ThingGroup/h',
      'SecurityProfile/i',
      'SecurityProfile/j',
    ] as const;
    // Of one kind only thing groups refer to each other.
    const isPossible = (from: number, to: number): boolean => {
      const [one, other] = [addresses[from]?.split('/')[0], addresses[to]?.split('/')[0]];
      return from > to && (one !== other || one === 'ThingGroup');
    };

    const action = fc.constantFrom('create', 'update', 'replace', 'delete', 'none');
    const edges = fc.uniqueArray(
      fc.tuple(fc.nat(9), fc.nat(9)).filter(([from, to]) => isPossible(from, to)),
      { maxLength: 12, selector: String },
    );
    const graph = (pairs: [number, number][]) =>
      refers(
        addresses.map((address, index) => [
          address,
          pairs.filter(([from]) => from === index).map(([, to]) => addresses[to] as Address),
        ]),
      );
    fc.assert(
      fc.property(fc.array(action, { minLength: 10, maxLength: 10 }), edges, edges, (actions, before, after) => {
        const changes = actions.flatMap((one, index) =>
          one === 'none'
            ? []
            : [
                change(one, addresses[index] as Address, {
                  releases: referrers(addresses[index] as Address, graph(before)).filter((one) =>
                    one.startsWith('SecurityProfile'),
                  ),
                }),
              ],
        );
        const ordered = order(changes, { before: graph(before), after: graph(after) });
        expect(ordered).toHaveLength(changes.length);
        ordered.forEach(({ waitsFor }, index) => {
          const earlier = ordered.slice(0, index).map(({ address }) => address);
          for (const address of waitsFor) expect(earlier).toContain(address);
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a change waits for', () => {
  test('is each of its prerequisites once, by name', () => {
    const ordered = order(
      [change('create', 'CustomMetric/b'), change('create', 'CustomMetric/a'), change('create', 'SecurityProfile/P')],
      {
        before: refers([]),
        after: refers([['SecurityProfile/P', ['CustomMetric/b', 'CustomMetric/a', 'CustomMetric/b']]]),
      },
    );
    expect(waitsOf(ordered)['SecurityProfile/P']).toEqual(['CustomMetric/a', 'CustomMetric/b']);
  });

  test('is only what is in the plan', () => {
    const ordered = order([change('create', 'SecurityProfile/P'), change('delete', 'TopicRule/R')], {
      before: refers([['SecurityProfile/Theirs', ['TopicRule/R']]]),
      after: refers([['SecurityProfile/P', ['CustomMetric/there']]]),
    });
    expect(waitsOf(ordered)).toEqual({ 'SecurityProfile/P': [], 'TopicRule/R': [] });
  });

  test('is never what a creation refers to and the plan deletes: the two would wait for each other', () => {
    const changes = [change('update', 'SecurityProfile/P'), change('delete', 'TopicRule/R')];
    const both = refers([['SecurityProfile/P', ['TopicRule/R']]]);
    expect(waitsOf(order(changes, { before: both, after: both }))).toEqual({
      'SecurityProfile/P': [],
      'TopicRule/R': ['SecurityProfile/P'],
    });
  });

  test('is, of a deletion, what referred to it, and not what comes to do so', () => {
    const changes = [change('delete', 'TopicRule/R'), change('update', 'SecurityProfile/P')];
    const ordered = order(changes, { before: refers([]), after: refers([['SecurityProfile/P', ['TopicRule/R']]]) });
    expect(waitsOf(ordered)['TopicRule/R']).toEqual([]);
  });

  test('is, of a creation, nothing that it referred to before', () => {
    const changes = [change('update', 'TopicRule/R'), change('update', 'SecurityProfile/P')];
    const ordered = order(changes, { before: refers([['SecurityProfile/P', ['TopicRule/R']]]), after: refers([]) });
    expect(waitsOf(ordered)['SecurityProfile/P']).toEqual([]);
  });
});

describe('of a kind of which an account cannot have more', () => {
  const crowded = new Set(['ScheduledAudit']);
  const changes = [
    change('create', 'ScheduledAudit/new'),
    change('update', 'ScheduledAudit/other'),
    change('delete', 'ScheduledAudit/old', { renamedTo: 'ScheduledAudit/new' }),
    change('create', 'CustomMetric/new'),
    change('delete', 'CustomMetric/old', { renamedTo: 'CustomMetric/new' }),
  ];

  test('the old one makes room for the new one, which waits for it; what is updated does not, nor do other kinds', () => {
    expect(waitsOf(order(changes, NOTHING, crowded))).toEqual({
      'ScheduledAudit/new': ['ScheduledAudit/old'],
      'ScheduledAudit/other': [],
      'ScheduledAudit/old': [],
      'CustomMetric/new': [],
      'CustomMetric/old': ['CustomMetric/new'],
    });
  });

  test('the new one comes first where there is room', () => {
    expect(waitsOf(order(changes, NOTHING))).toMatchObject({
      'ScheduledAudit/new': [],
      'ScheduledAudit/old': ['ScheduledAudit/new'],
    });
  });

  test('the old one waits for all else that it would wait for', () => {
    const used = [...changes, change('update', 'SecurityProfile/P')];
    const before = refers([['SecurityProfile/P', ['ScheduledAudit/old']]]);
    expect(waitsOf(order(used, { ...NOTHING, before }, crowded))['ScheduledAudit/old']).toEqual(['SecurityProfile/P']);
  });
});

test('of what may go next, the one that came first goes, also where another was ready earlier', () => {
  const ordered = order(
    [
      change('create', 'SecurityProfile/P'),
      change('create', 'CustomMetric/a'),
      change('create', 'CustomMetric/b'),
      change('create', 'CustomMetric/c'),
    ],
    { before: refers([]), after: refers([['SecurityProfile/P', ['CustomMetric/a', 'CustomMetric/b']]]) },
  );
  expect(names(ordered)).toEqual([
    'create CustomMetric/a',
    'create CustomMetric/b',
    'create SecurityProfile/P',
    'create CustomMetric/c',
  ]);
});

test('changes that wait for each other are a bug, and named without the others', () => {
  const changes = ['a', 'b', 'c'].map((name) => change('create', `ThingGroup/${name}`));
  const after = refers([
    ['ThingGroup/a', ['ThingGroup/b']],
    ['ThingGroup/b', ['ThingGroup/a']],
  ]);
  expect(() => order(changes, { before: refers([]), after })).toThrow(
    /^Changes wait for each other: ThingGroup\/a, ThingGroup\/b$/,
  );
});

describe('what refers to an address', () => {
  const references = refers([
    ['SecurityProfile/P', ['CustomMetric/m', 'CustomMetric/m']],
    ['SecurityProfile/Q', ['CustomMetric/m', 'CustomMetric/n']],
  ]);
  test.each([
    { reason: 'is each once', address: 'CustomMetric/m', users: ['SecurityProfile/P', 'SecurityProfile/Q'] },
    { reason: 'is only what names that one', address: 'CustomMetric/n', users: ['SecurityProfile/Q'] },
    { reason: 'may be nothing', address: 'CustomMetric/o', users: [] },
  ] as const)('$reason', ({ address, users }) => expect(referrers(address, references)).toEqual(users));
});

describe('of profiles that hand metrics over', () => {
  const attached = (targets: readonly string[], ...metrics: JsonValue[]): JsonObject => ({
    targets: targets.map((target) => `arn:aws:iot:r:1:${target}`),
    metricsExport: { mqttTopic: 'a/b', roleArn: 'r', metrics },
  });
  const [BOXES, ALL] = ['thinggroup/boxes', 'all/things'];
  const from = (name: string, before: JsonObject, after: JsonObject): Change =>
    change('update', `SecurityProfile/${name}`, { before, after });
  const handed = (...changes: Change[]) => waitsOf(order(changes, NOTHING));

  test('the one that stops waits for the one that starts', () => {
    const changes = [from('A', attached([BOXES], 'm'), {}), from('B', {}, attached([BOXES], 'm'))];
    expect(handed(...changes)).toEqual({ 'SecurityProfile/A': ['SecurityProfile/B'], 'SecurityProfile/B': [] });
  });

  test('one that is deleted waits for one that is created', () => {
    const gone = change('delete', 'SecurityProfile/A', { before: attached([BOXES], 'm'), after: undefined });
    const made = change('create', 'SecurityProfile/B', { before: undefined, after: attached([BOXES], 'm') });
    expect(handed(gone, made)).toEqual({ 'SecurityProfile/A': ['SecurityProfile/B'], 'SecurityProfile/B': [] });
  });

  test('one waits for all that start', () => {
    const taking = ['B', 'C'].map((name) => from(name, {}, attached([BOXES], 'm')));
    expect(handed(from('A', attached([BOXES], 'm'), {}), ...taking)).toMatchObject({
      'SecurityProfile/A': ['SecurityProfile/B', 'SecurityProfile/C'],
    });
  });

  test('all that stop wait for the one that starts, also one after the other', () => {
    const m = attached([BOXES], 'm');
    const both = attached([BOXES], 'm', 'n');
    expect(handed(from('A', m, {}), from('B', m, {}), from('C', {}, m))).toEqual({
      'SecurityProfile/A': ['SecurityProfile/C'],
      'SecurityProfile/B': ['SecurityProfile/C'],
      'SecurityProfile/C': [],
    });
    const n = attached([BOXES], 'n');
    expect(handed(from('A', m, {}), from('B', n, m), from('C', {}, both))).toEqual({
      'SecurityProfile/A': ['SecurityProfile/B', 'SecurityProfile/C'],
      'SecurityProfile/B': ['SecurityProfile/C'],
      'SecurityProfile/C': [],
    });
  });

  const free: { reason: string; before: JsonObject; after: JsonObject; had?: JsonObject; has: JsonObject }[] = [
    { reason: 'on other things', before: attached([BOXES], 'm'), after: {}, has: attached(['thinggroup/pilots'], 'm') },
    { reason: 'other metrics', before: attached([BOXES], 'm'), after: {}, has: attached([BOXES], 'n') },
    { reason: 'on fewer things', before: attached([ALL], 'm'), after: {}, has: attached([BOXES], 'm') },
    {
      reason: 'for some topics only',
      before: attached([BOXES], 'm'),
      after: {},
      has: attached([BOXES], { metric: 'm', metricDimension: { dimensionName: 't' } }),
    },
    {
      reason: 'what the first goes on watching',
      before: attached([BOXES], 'm', 'n'),
      after: attached([BOXES], 'm'),
      has: attached([BOXES], 'm'),
    },
    {
      reason: 'nothing that it did not watch before',
      before: attached([BOXES], 'm'),
      after: {},
      had: attached([BOXES], 'm'),
      has: attached([BOXES], 'm', 'n'),
    },
  ];
  test.each(free)('none waits where the other starts watching $reason', ({ before, after, had = {}, has }) => {
    expect(handed(from('A', before, after), from('B', had, has))).toEqual({
      'SecurityProfile/A': [],
      'SecurityProfile/B': [],
    });
  });

  test('one on all things takes over from one on a group', () => {
    const changes = [from('A', attached([BOXES], 'm'), {}), from('B', {}, attached([ALL], 'm'))];
    expect(handed(...changes)).toMatchObject({ 'SecurityProfile/A': ['SecurityProfile/B'] });
  });

  test('only profiles do: what other kinds watch is there or not', () => {
    const audit = { targetCheckNames: ['A'] };
    const changes = [
      change('update', 'ScheduledAudit/A', { before: audit, after: {} }),
      change('update', 'ScheduledAudit/B', { before: {}, after: audit }),
    ];
    expect(handed(...changes)).toEqual({ 'ScheduledAudit/A': [], 'ScheduledAudit/B': [] });
  });

  test('two that exchange do not wait for each other, and of a ring all but one do', () => {
    const [m, n, o] = ['m', 'n', 'o'].map((metric) => attached([BOXES], metric)) as [
      JsonObject,
      JsonObject,
      JsonObject,
    ];
    expect(handed(from('A', m, n), from('B', n, m))).toEqual({
      'SecurityProfile/A': ['SecurityProfile/B'],
      'SecurityProfile/B': [],
    });
    expect(handed(from('A', m, n), from('B', n, o), from('C', o, m))).toEqual({
      'SecurityProfile/A': ['SecurityProfile/C'],
      'SecurityProfile/B': [],
      'SecurityProfile/C': ['SecurityProfile/B'],
    });
  });

  test('a ring that one comes to from outside is broken within, and the one from outside waits', () => {
    const [m, n, o] = ['m', 'n', 'o'].map((metric) => attached([BOXES], metric)) as [
      JsonObject,
      JsonObject,
      JsonObject,
    ];
    const both = attached([BOXES], 'm', 'o');
    const waits = handed(from('X', o, {}), from('A', m, n), from('B', n, both));
    expect(waits).toEqual({
      'SecurityProfile/X': ['SecurityProfile/B'],
      'SecurityProfile/A': [],
      'SecurityProfile/B': ['SecurityProfile/A'],
    });
  });
});

describe('a part of a plan', () => {
  const changes = [
    change('create', 'DeliveryStream/s'),
    change('create', 'TopicRule/R', { waitsFor: ['DeliveryStream/s'] }),
    change('create', 'SecurityProfile/P', { waitsFor: ['TopicRule/R', 'DeliveryStream/s'] }),
    change('create', 'SecurityProfile/Q'),
  ];
  const rows: { reason: string; chosen: Address[]; kept: string[] }[] = [
    { reason: 'may be nothing', chosen: [], kept: [] },
    { reason: 'has nothing that nobody plans', chosen: ['SecurityProfile/nowhere'], kept: [] },
    { reason: 'has what waits for nothing alone', chosen: ['SecurityProfile/Q'], kept: ['create SecurityProfile/Q'] },
    {
      reason: 'has all that is waited for, however far, in order',
      chosen: ['SecurityProfile/Q', 'SecurityProfile/P'],
      kept: changes.map(({ action, address }) => `${action} ${address}`),
    },
  ];
  test.each(rows)('$reason', ({ chosen, kept }) => expect(names(closure(changes, chosen))).toEqual(kept));
});
