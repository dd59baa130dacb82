import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import { metricText } from '../../../src/model/impact/coverage.ts';
import type { Coverage, CoverageChange } from '../../../src/model/impact/coverage.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Change, Plan } from '../../../src/model/plan.ts';
import { afterwards } from '../../../src/pipeline/impact/afterwards.ts';
import type { Specs } from '../../../src/pipeline/impact/afterwards.ts';
import {
  coverageKey,
  coverageKeys,
  coverageEntries,
  watchedKey,
} from '../../../src/pipeline/impact/coverage-entries.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { metricKey } from '../../../src/pipeline/impact/profile-metrics.ts';
import { input, owned } from '../plan/input.ts';

const BOXES = 'arn:aws:iot:ap-south-1:111122223333:thinggroup/boxes';
const PILOTS = 'arn:aws:iot:ap-south-1:111122223333:thinggroup/pilots';
const ALL = 'arn:aws:iot:ap-south-1:111122223333:all/things';
const REGISTERED = 'arn:aws:iot:ap-south-1:111122223333:all/registered-things';

const criteria = { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 };
const watches = (targets: readonly string[], ...metrics: string[]): JsonObject => ({
  targets,
  behaviors: metrics.map((metric) => ({ name: metric, metric, criteria })),
});
const exports = (targets: readonly string[], mqttTopic: string, ...metrics: (string | JsonObject)[]): JsonObject => ({
  targets,
  metricsExport: { mqttTopic, roleArn: 'r', metrics },
});
const onTopics = (dimensionName: string): JsonObject => ({ metric: 'm', metricDimension: { dimensionName } });
const rule = (more: JsonObject = {}): JsonObject => ({
  sql: 'SELECT *',
  actions: [{ firehose: { deliveryStreamName: 'lake', roleArn: 'r' } }],
  ...more,
});
const stream = (more: JsonObject = {}): JsonObject => ({
  extendedS3Destination: { roleArn: 'r', bucketArn: 'arn:aws:s3:::b' },
  ...more,
});

type Account = Record<Address, JsonObject>;

interface Case {
  readonly reason: string;
  readonly before: Account;
  readonly after: Account;
  /** Live, and not ours. */
  readonly others?: Account;
  readonly renamed?: Record<Address, string>;
  readonly lost?: readonly string[];
  readonly gained?: readonly string[];
}

function planned({ before, after, others = {}, renamed = {} }: Case): Plan & { readonly coverage: Coverage } {
  const wanted = Object.entries(after).map(([address, spec]) => [
    address,
    { spec, ...(renamed[address as Address] === undefined ? {} : { renamedFrom: renamed[address as Address] }) },
  ]);
  const live = Object.entries(before).map(([address, spec]) => [address, owned(spec)]);
  const foreign = Object.entries(others).map(([address, spec]) => [address, { spec }]);
  const { plan: made, coverage } = plan(input(Object.fromEntries(wanted), Object.fromEntries([...live, ...foreign])));
  return { ...made, coverage };
}

const texts = (changes: Coverage['lost']): readonly string[] =>
  changes.map(
    ({ target, aspect, metrics, addresses }) =>
      `${target} ${aspect}: ${metrics.map(metricText).join(', ')} (${addresses.join(', ')})`,
  );

const audit = (...targetCheckNames: string[]): JsonObject => ({ frequency: 'DAILY', targetCheckNames });
const checks = (...enabled: string[]): JsonObject => ({
  roleArn: 'r',
  auditCheckConfigurations: Object.fromEntries(enabled.map((check) => [check, { enabled: true }])),
});

const rows: readonly Case[] = [
  {
    reason: 'a check that leaves its only audit is lost, and one that comes into one is gained',
    before: { 'AuditConfiguration/account': checks('A', 'B'), 'ScheduledAudit/W': audit('A') },
    after: { 'AuditConfiguration/account': checks('A', 'B'), 'ScheduledAudit/W': audit('B') },
    lost: ['account audit: A (ScheduledAudit/W)'],
    gained: ['account audit: B (ScheduledAudit/W)'],
  },
  {
    reason: 'a check that another audit runs is not',
    before: { 'ScheduledAudit/W': audit('A'), 'ScheduledAudit/M': audit('A') },
    after: { 'ScheduledAudit/M': audit('A') },
  },
  {
    reason: 'nor one whose audit is renamed',
    before: { 'ScheduledAudit/W': audit('A') },
    after: { 'ScheduledAudit/M': audit('A') },
    renamed: { 'ScheduledAudit/M': 'W' },
  },
  {
    reason: 'a check that is disabled under another owner’s audit is lost by that alone',
    before: { 'AuditConfiguration/account': checks('A', 'B') },
    after: { 'AuditConfiguration/account': checks('B') },
    others: { 'ScheduledAudit/Theirs': audit('A', 'B') },
    lost: ['account audit: A (AuditConfiguration/account)'],
  },
  {
    reason: 'a check that is enabled is gained where an audit runs it, and not by itself',
    before: { 'AuditConfiguration/account': checks('A') },
    after: { 'AuditConfiguration/account': checks('A', 'B', 'C'), 'ScheduledAudit/W': audit('B') },
    gained: ['account audit: B (AuditConfiguration/account, ScheduledAudit/W)'],
  },
  {
    reason: 'an audit of settings that nobody read is taken to run',
    before: {},
    after: { 'ScheduledAudit/W': audit('A') },
    gained: ['account audit: A (ScheduledAudit/W)'],
  },
  {
    reason: 'what a deleted profile watched is lost on each of its groups',
    before: { 'SecurityProfile/A': watches([BOXES, PILOTS], 'm', 'n') },
    after: {},
    lost: [
      'thinggroup/boxes detection: m, n (SecurityProfile/A)',
      'thinggroup/pilots detection: m, n (SecurityProfile/A)',
    ],
  },
  {
    reason: 'what a new profile watches and exports is gained',
    before: {},
    after: { 'SecurityProfile/A': { ...watches([BOXES], 'm'), ...exports([BOXES], 'a/b', 'n') } },
    gained: ['thinggroup/boxes detection: m (SecurityProfile/A)', 'thinggroup/boxes export: n (SecurityProfile/A)'],
  },
  {
    reason: 'another profile on the same group makes up for it',
    before: { 'SecurityProfile/A': watches([BOXES], 'm'), 'SecurityProfile/B': watches([BOXES], 'm') },
    after: { 'SecurityProfile/B': watches([BOXES], 'm') },
  },
  {
    reason: 'also one that is on others besides',
    before: { 'SecurityProfile/A': watches([BOXES], 'm'), 'SecurityProfile/B': watches([PILOTS, BOXES], 'm') },
    after: { 'SecurityProfile/B': watches([PILOTS, BOXES], 'm') },
  },
  {
    reason: 'so does one that is not ours',
    before: { 'SecurityProfile/A': watches([BOXES], 'm') },
    after: {},
    others: { 'SecurityProfile/Theirs': watches([BOXES], 'm') },
  },
  {
    reason: 'so does one on all things',
    before: { 'SecurityProfile/A': watches([BOXES], 'm') },
    after: { 'SecurityProfile/B': watches([ALL], 'm') },
    gained: ['all/things detection: m (SecurityProfile/B)'],
  },
  {
    reason: 'one on a group does not make up for one on all things',
    before: { 'SecurityProfile/A': watches([ALL], 'm') },
    after: { 'SecurityProfile/A': watches([BOXES], 'm') },
    lost: ['all/things detection: m (SecurityProfile/A)'],
  },
  {
    reason: 'one on another group does not',
    before: { 'SecurityProfile/A': watches([BOXES], 'm') },
    after: { 'SecurityProfile/A': watches([PILOTS], 'm') },
    lost: ['thinggroup/boxes detection: m (SecurityProfile/A)'],
    gained: ['thinggroup/pilots detection: m (SecurityProfile/A)'],
  },
  {
    reason: 'export does not make up for detection',
    before: { 'SecurityProfile/A': watches([BOXES], 'm') },
    after: { 'SecurityProfile/A': exports([BOXES], 'a/b', 'm') },
    lost: ['thinggroup/boxes detection: m (SecurityProfile/A)'],
    gained: ['thinggroup/boxes export: m (SecurityProfile/A)'],
  },
  {
    reason: 'a metric for some topics does not make up for the whole metric',
    before: { 'Dimension/t': {}, 'SecurityProfile/A': exports([BOXES], 'a/b', 'm') },
    after: { 'Dimension/t': {}, 'SecurityProfile/A': exports([BOXES], 'a/b', onTopics('t')) },
    lost: ['thinggroup/boxes export: m (SecurityProfile/A)'],
    gained: ['thinggroup/boxes export: m on t (SecurityProfile/A)'],
  },
  {
    reason: 'another threshold is no loss',
    before: { 'SecurityProfile/A': watches([BOXES], 'm') },
    after: {
      'SecurityProfile/A': {
        targets: [BOXES],
        behaviors: [{ name: 'x', metric: 'm', criteria: { mlDetectionConfig: {} } }],
      },
    },
  },
  {
    reason: 'another topic is no loss',
    before: { 'SecurityProfile/A': exports([BOXES], 'a/b', 'm') },
    after: { 'SecurityProfile/A': exports([BOXES], 'a/c', 'm') },
  },
  {
    reason: 'without a topic nothing is exported, whatever the behaviors say',
    before: {},
    after: { 'SecurityProfile/A': { targets: [BOXES], behaviors: [{ name: 'x', metric: 'm', exportMetric: true }] } },
  },
  {
    reason: 'a new name of the profile is no loss',
    before: { 'SecurityProfile/A': watches([BOXES], 'm') },
    after: { 'SecurityProfile/B': watches([BOXES], 'm') },
    renamed: { 'SecurityProfile/B': 'A' },
  },
  {
    reason: 'a new name of the metric and of the dimension is no loss',
    before: {
      'CustomMetric/m': { metricType: 'number' },
      'Dimension/t': { type: 'TOPIC_FILTER', stringValues: ['a'] },
      'SecurityProfile/A': exports([BOXES], 'a/b', onTopics('t')),
    },
    after: {
      'CustomMetric/m2': { metricType: 'number' },
      'Dimension/t2': { type: 'TOPIC_FILTER', stringValues: ['a'] },
      'SecurityProfile/A': exports([BOXES], 'a/b', { metric: 'm2', metricDimension: { dimensionName: 't2' } }),
    },
    renamed: { 'CustomMetric/m2': 'm', 'Dimension/t2': 't' },
  },
  {
    reason: 'what goes to a rule that is switched off is lost',
    before: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm'), 'TopicRule/R': rule() },
    after: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm'), 'TopicRule/R': rule({ ruleDisabled: true }) },
    lost: ['thinggroup/boxes export: m (TopicRule/R)'],
  },
  {
    reason: 'what goes to a rule that nobody has read counts as it did before',
    before: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm') },
    after: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm') },
  },
  {
    reason: 'what goes to a rule that is deleted is lost, and what goes to one that is created is gained',
    before: {
      'SecurityProfile/A': exports([BOXES], '$aws/rules/Old', 'm'),
      'SecurityProfile/B': exports([PILOTS], '$aws/rules/New', 'm'),
      'TopicRule/Old': rule(),
    },
    after: {
      'SecurityProfile/A': exports([BOXES], '$aws/rules/Old', 'm'),
      'SecurityProfile/B': exports([PILOTS], '$aws/rules/New', 'm'),
      'TopicRule/New': rule(),
    },
    lost: ['thinggroup/boxes export: m (TopicRule/Old)'],
    gained: ['thinggroup/pilots export: m (TopicRule/New)'],
  },
  {
    reason: 'what goes to a rule that is switched on is gained, by the rule and by who exports more to it',
    before: {
      'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm'),
      'TopicRule/R': rule({ ruleDisabled: true }),
    },
    after: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm', 'n'), 'TopicRule/R': rule() },
    gained: ['thinggroup/boxes export: m, n (SecurityProfile/A, TopicRule/R)'],
  },
  {
    reason: 'a rule that only sends elsewhere takes nothing away, and is not named where its profile does',
    before: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm', 'n'), 'TopicRule/R': rule() },
    after: { 'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm'), 'TopicRule/R': rule({ sql: 'SELECT 1' }) },
    lost: ['thinggroup/boxes export: n (SecurityProfile/A)'],
  },
  {
    reason: 'a rule that is switched off takes away no detection',
    before: {
      'SecurityProfile/A': { ...exports([BOXES], '$aws/rules/R'), ...watches([BOXES], 'm') },
      'TopicRule/R': rule(),
    },
    after: {
      'SecurityProfile/A': { ...exports([BOXES], '$aws/rules/R'), ...watches([BOXES], 'm') },
      'TopicRule/R': rule({ ruleDisabled: true }),
    },
  },
  {
    reason: 'a rule that is switched off takes away nothing that is exported by another way',
    before: {
      'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm'),
      'SecurityProfile/B': exports([BOXES], 'a/b', 'm'),
      'TopicRule/R': rule(),
    },
    after: {
      'SecurityProfile/A': exports([BOXES], '$aws/rules/R', 'm'),
      'SecurityProfile/B': exports([BOXES], 'a/b', 'm'),
      'TopicRule/R': rule({ ruleDisabled: true }),
    },
  },
  {
    reason: 'an audit of another owner does not make up for a check that is disabled for both',
    before: { 'AuditConfiguration/account': checks('A', 'B'), 'ScheduledAudit/W': audit('A', 'B') },
    after: { 'AuditConfiguration/account': checks('B'), 'ScheduledAudit/W': audit('B') },
    others: { 'ScheduledAudit/Theirs': audit('A', 'B') },
    lost: ['account audit: A (AuditConfiguration/account, ScheduledAudit/W)'],
  },
  {
    reason: 'another threshold of a check takes nothing away, and is not named where an audit does',
    before: { 'AuditConfiguration/account': checks('A', 'B'), 'ScheduledAudit/W': audit('A', 'B') },
    after: {
      'AuditConfiguration/account': {
        roleArn: 'r',
        auditCheckConfigurations: { A: { enabled: true, configuration: { days: '30' } }, B: { enabled: true } },
      },
      'ScheduledAudit/W': audit('B'),
    },
    lost: ['account audit: A (ScheduledAudit/W)'],
  },
  {
    reason: 'a check that is said to be off, or not said in a way that AWS knows, is not run',
    before: { 'AuditConfiguration/account': checks('A') },
    after: {
      'AuditConfiguration/account': {
        roleArn: 'r',
        auditCheckConfigurations: { A: { enabled: true }, B: { enabled: false }, C: true },
      },
      'ScheduledAudit/W': audit('A', 'B', 'C', 'D'),
    },
    gained: ['account audit: A (ScheduledAudit/W)'],
  },
  {
    reason: 'settings that come make a check run that an audit has already',
    before: { 'ScheduledAudit/W': audit('A', 'B') },
    after: { 'AuditConfiguration/account': checks('A'), 'ScheduledAudit/W': audit('A', 'B') },
    gained: ['account audit: A (AuditConfiguration/account)'],
  },
  {
    reason: 'an audit without checks, or with broken ones, runs none',
    before: {},
    after: { 'ScheduledAudit/W': { frequency: 'DAILY' }, 'ScheduledAudit/V': { targetCheckNames: 'A' } },
  },
  {
    reason: 'one on all registered things makes up for one on a group, and not for one on all things',
    before: { 'SecurityProfile/A': watches([BOXES], 'm'), 'SecurityProfile/B': watches([ALL], 'n') },
    after: { 'SecurityProfile/C': watches([REGISTERED], 'm', 'n') },
    lost: ['all/things detection: n (SecurityProfile/B)'],
    gained: ['all/registered-things detection: m (SecurityProfile/C)'],
  },
  {
    reason: 'one on all things makes up for one on all registered things',
    before: { 'SecurityProfile/A': watches([REGISTERED], 'm') },
    after: { 'SecurityProfile/A': watches([ALL], 'm') },
    gained: ['all/things detection: m (SecurityProfile/A)'],
  },
  {
    reason: 'the whole metric makes up for it on some topics only where it has the same key',
    before: { 'SecurityProfile/A': exports([BOXES], 'a/b', onTopics('t')) },
    after: {
      'SecurityProfile/A': exports([BOXES], 'a/b', {
        metric: 'm',
        metricDimension: { dimensionName: 't', operator: 'NOT_IN' },
      }),
    },
    others: { 'Dimension/t': {} },
    lost: ['thinggroup/boxes export: m on t (SecurityProfile/A)'],
    gained: ['thinggroup/boxes export: m off t (SecurityProfile/A)'],
  },
  {
    reason: 'what several lose together is one loss, in the order of names, and what each loses alone is its own',
    before: {
      'SecurityProfile/B': watches([BOXES], 'o', 'm', 'n'),
      'SecurityProfile/A': watches([BOXES], 'n', 'm'),
      'SecurityProfile/C': watches([PILOTS], 'm'),
    },
    after: {},
    lost: [
      'thinggroup/boxes detection: m, n (SecurityProfile/A, SecurityProfile/B)',
      'thinggroup/boxes detection: o (SecurityProfile/B)',
      'thinggroup/pilots detection: m (SecurityProfile/C)',
    ],
  },
  {
    reason: 'a metric under a new name is no loss on a group where another metric is',
    before: {
      'CustomMetric/m': { metricType: 'number' },
      'CustomMetric/n': { metricType: 'number' },
      'SecurityProfile/A': watches([BOXES], 'm', 'n'),
    },
    after: { 'CustomMetric/m2': { metricType: 'number' }, 'SecurityProfile/A': watches([BOXES], 'm2') },
    renamed: { 'CustomMetric/m2': 'm' },
    lost: ['thinggroup/boxes detection: n (SecurityProfile/A)'],
  },
  {
    reason: 'what has targets and behaviors and is no profile watches nothing',
    before: { 'CustomMetric/A': watches([BOXES], 'm'), 'TopicRule/B': { ...rule(), ...audit('A') } },
    after: {},
  },
];

describe('what a plan means', () => {
  test.each(rows)('$reason', (row) => {
    const { coverage } = planned(row);
    expect(texts(coverage.lost)).toEqual(row.lost ?? []);
    expect(texts(coverage.gained)).toEqual(row.gained ?? []);
  });

  const deleted: Case = { reason: '', before: { 'SecurityProfile/A': watches([BOXES], 'm') }, after: {} };

  test('a loss is a hazard that says what is lost, and can be accepted', () => {
    const [hazard] = planned(deleted).hazards;
    expect(hazard).toMatchObject({
      rule: 'coverage-loss',
      addresses: ['SecurityProfile/A'],
      message: 'thinggroup/boxes loses detection of m. No other profile covers that.',
      acceptable: true,
      accepted: false,
    });
    const given = input({}, { 'SecurityProfile/A': owned(watches([BOXES], 'm')) }, { accept: [String(hazard?.id)] });
    expect(plan(given).plan.hazards).toMatchObject([{ id: hazard?.id, accepted: true }]);
  });

  test('accepting one loss accepts no other', () => {
    const id = ({ hazards }: Plan): string => String(hazards[0]?.id);
    const more: Case = { ...deleted, before: { 'SecurityProfile/A': watches([BOXES], 'm', 'n') } };
    expect(id(planned(more))).not.toBe(id(planned(deleted)));
    expect(id(planned(deleted))).toBe(id(planned(deleted)));
  });

  test.each([
    { count: 'six are', metrics: 'abcdef', text: 'a, b, c, d, e, f' },
    { count: 'of seven five are, and how many more', metrics: 'abcdefg', text: 'a, b, c, d, e, 2 more' },
  ])('a loss names its metrics: $count', ({ metrics, text }) => {
    const [hazard] = planned({ ...deleted, before: { 'SecurityProfile/A': watches([BOXES], ...metrics) } }).hazards;
    expect(hazard?.message).toBe(`thinggroup/boxes loses detection of ${text}. No other profile covers that.`);
  });

  test('each loss that other changes make is a hazard of its own, and all that the same make are one', () => {
    const before = {
      'SecurityProfile/A': { ...watches([BOXES, PILOTS], 'm'), ...exports([BOXES, PILOTS], 'a/b', 'n') },
      'ScheduledAudit/W': audit('C'),
    };
    expect(planned({ ...deleted, before }).hazards.map(({ addresses, message }) => [addresses, message])).toEqual([
      [['ScheduledAudit/W'], 'account loses audit of C. No other audit runs that.'],
      [
        ['SecurityProfile/A'],
        'thinggroup/boxes loses detection of m. thinggroup/boxes loses export of n. thinggroup/pilots loses detection of m. thinggroup/pilots loses export of n. No other profile covers that.',
      ],
    ]);
  });

  test('a loss is asked about beside a hazard of the same change that says nothing of it', () => {
    const given = input(
      { 'SecurityProfile/A': { spec: watches([BOXES], 'n'), adopt: true } },
      { 'SecurityProfile/A': { spec: watches([BOXES], 'm') } },
    );
    expect(plan(given).plan.hazards.map(({ rule }) => rule)).toEqual(['coverage-loss', 'takeover']);
  });

  test('what two make together is said where one of them cannot be made', () => {
    const tags = { 'defender-gitops:protect': 'true' };
    const before = {
      'SecurityProfile/A': { ...watches([BOXES], 'm'), tags },
      'SecurityProfile/B': watches([BOXES], 'm'),
    };
    expect(planned({ ...deleted, before }).hazards.map(({ id }) => id)).toEqual(['protected:SecurityProfile/A']);
  });

  test.each([
    {
      reason: 'a protected profile cannot be deleted at all',
      case: {
        ...deleted,
        before: { 'SecurityProfile/A': { ...watches([BOXES], 'm'), tags: { 'defender-gitops:protect': 'true' } } },
      },
      rules: ['protected'],
    },
    {
      reason: 'that a deleted rule is still in use says that what is sent there is lost',
      case: {
        reason: '',
        before: { 'TopicRule/R': rule() },
        after: {},
        others: { 'SecurityProfile/Theirs': exports([BOXES], '$aws/rules/R', 'm') },
      },
      rules: ['in-use'],
    },
  ])('nobody is asked twice: $reason', ({ case: given, rules }) => {
    expect(planned(given).coverage.lost).not.toEqual([]);
    expect(planned(given).hazards.map((hazard) => hazard.rule)).toEqual(rules);
  });
});

describe('gaps on the way', () => {
  test('a topic that moves is named with its metrics', () => {
    const { coverage } = planned({
      reason: '',
      before: { 'SecurityProfile/A': exports([BOXES], 'a/b', 'm', 'n') },
      after: { 'SecurityProfile/A': exports([BOXES], 'a/c', 'm', 'o') },
    });
    expect(coverage.gaps).toEqual([
      {
        cause: 'topic-moves',
        profiles: ['SecurityProfile/A'],
        metrics: [{ metric: 'm' }],
        from: 'SecurityProfile/A',
        until: 'SecurityProfile/A',
        meaning: 'from then on they go to a/c and no longer to a/b',
      },
    ]);
  });

  test.each([
    {
      reason: 'what a rule sends is lost without an error action',
      more: {},
      meaning: /they are lost: R has no error action/,
    },
    {
      reason: 'an error action gets it',
      more: { errorAction: { sqs: {} } },
      meaning: /the error actions of the rules get them/,
    },
  ])('while a stream is replaced: $reason', ({ more, meaning }) => {
    const profile = exports([BOXES], '$aws/rules/R/x', 'm');
    const { coverage } = planned({
      reason: '',
      before: {
        'SecurityProfile/A': profile,
        'TopicRule/R': rule(more),
        'DeliveryStream/lake': stream({ deliveryStreamType: 'KinesisStreamAsSource' }),
      },
      after: { 'SecurityProfile/A': profile, 'TopicRule/R': rule(more), 'DeliveryStream/lake': stream() },
    });
    expect(coverage.gaps).toMatchObject([
      {
        cause: 'stream-replaced',
        metrics: [{ metric: 'm' }],
        from: 'DeliveryStream/lake',
        meaning: expect.stringMatching(meaning),
      },
    ]);
  });

  test('a replaced metric is let go meanwhile', () => {
    const { coverage, hazards } = planned({
      reason: '',
      before: { 'CustomMetric/m': { metricType: 'number' }, 'SecurityProfile/A': watches([BOXES], 'm') },
      after: { 'CustomMetric/m': { metricType: 'string-list' }, 'SecurityProfile/A': watches([BOXES], 'm') },
    });
    expect(coverage.gaps).toMatchObject([
      { cause: 'reference-replaced', metrics: [{ metric: 'm' }], from: 'CustomMetric/m' },
    ]);
    expect(hazards.map((hazard) => hazard.rule)).not.toContain('coverage-loss');
  });
});

describe('attach before detach', () => {
  test('a profile that lets go waits for the one that takes hold', () => {
    const { changes } = planned({
      reason: '',
      before: { 'SecurityProfile/A': watches([BOXES], 'm'), 'SecurityProfile/B': watches([PILOTS], 'm') },
      after: { 'SecurityProfile/A': watches([], 'm'), 'SecurityProfile/B': watches([PILOTS, BOXES], 'm') },
    });
    expect(changes.find(({ address }) => address === 'SecurityProfile/A')?.waitsFor).toEqual(['SecurityProfile/B']);
  });

  test('where two profiles exchange what they watch, the gap is named', () => {
    const { coverage } = planned({
      reason: '',
      before: { 'SecurityProfile/A': watches([BOXES], 'm'), 'SecurityProfile/B': watches([BOXES], 'n') },
      after: { 'SecurityProfile/A': watches([BOXES], 'n'), 'SecurityProfile/B': watches([BOXES], 'm') },
    });
    expect(coverage.gaps).toMatchObject([
      { cause: 'profiles-exchange', profiles: ['SecurityProfile/B', 'SecurityProfile/A'] },
    ]);
    expect(coverage.lost).toEqual([]);
  });

  const target = fc.constantFrom(BOXES, PILOTS, ALL);
  const profile = fc.tuple(
    fc.uniqueArray(target, { maxLength: 2 }),
    fc.uniqueArray(fc.constantFrom('m', 'n'), { maxLength: 2 }),
  );
  const account = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), profile, { maxKeys: 4 });
  const specsOf = (profiles: Record<string, [string[], string[]]>): Account =>
    Object.fromEntries(
      Object.entries(profiles).map(([name, [targets, metrics]]) => [
        `SecurityProfile/${name}`,
        watches(targets, ...metrics),
      ]),
    );

  test('what is lost and gained is just what is watched on one side of the plan only', () => {
    fc.assert(
      fc.property(account, account, (had, has) => {
        const [before, after] = [specsOf(had), specsOf(has)];
        const { coverage } = planned({ reason: '', before, after });
        expect(changedKeys(coverage.lost)).toEqual(keysOnlyIn(before, after));
        expect(changedKeys(coverage.gained)).toEqual(keysOnlyIn(after, before));
      }),
      { numRuns: 200 },
    );
  });

  test('whatever the order of what does not wait, nothing that is watched before and after goes unwatched in between, unless it is named', () => {
    fc.assert(
      fc.property(account, account, fc.infiniteStream(fc.nat(100)), (had, has, chance) => {
        const before = specsOf(had);
        const { changes, coverage } = planned({ reason: '', before, after: specsOf(has) });
        const live: Specs = new Map(Object.entries(before) as [Address, JsonObject][]);
        const named = coverage.gaps.flatMap(({ metrics }) => metrics.map(metricKey));
        const always = keysOf(live).filter(([key]) => covered(key, afterwards(changes, live)));
        const done: Change[] = [];
        while (done.length < changes.length) {
          done.push(anyNext(changes, done, chance));
          for (const [key, metric] of always)
            if (!named.includes(metric)) expect(covered(key, afterwards(done, live)), String(key)).toBe(true);
        }
      }),
    );
  });
});

type Keys = readonly string[];

/** Each metric on a target, as the keys under which it counts as watched. */
function keysOf(specs: Specs): readonly [Keys, string][] {
  return [...specs].flatMap(([address, spec]) =>
    coverageEntries(address, spec).map((cover): [Keys, string] => [coverageKeys(cover), metricKey(cover.watched)]),
  );
}

/** What is watched in the first account, and neither there nor on all that it is part of in the second. */
function keysOnlyIn(account: Account, other: Account): readonly string[] {
  const [specs, others] = [account, other].map((one) => new Map(Object.entries(one)) as Specs) as [Specs, Specs];
  const open = keysOf(specs).flatMap(([keys]) => (covered(keys, others) ? [] : [String(keys[0])]));
  return [...new Set(open)].sort();
}

function changedKeys(coverage: readonly CoverageChange[]): readonly string[] {
  return coverage
    .flatMap(({ target, aspect, metrics }) =>
      metrics.map((watched) => coverageKey({ target, key: watchedKey(aspect, watched) })),
    )
    .sort();
}

function covered(keys: Keys, specs: Specs): boolean {
  return keysOf(specs).some(([[own]]) => keys.includes(String(own)));
}

/** Some change that waits for nothing that is still to be done. */
function anyNext(changes: readonly Change[], done: readonly Change[], chance: fc.Stream<number>): Change {
  const finished = done.map(({ address }) => address);
  const ready = changes.filter(
    (change) => !done.includes(change) && change.waitsFor.every((address) => finished.includes(address)),
  );
  return ready[Number(chance.next().value) % ready.length] as Change;
}
