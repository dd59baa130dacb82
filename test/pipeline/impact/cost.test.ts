import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf } from '../../../src/pipeline/impact/cost/cost.ts';
import type { Address } from '../../../src/model/address.ts';
import type { Cost, CostPart, Prices, Range, Usage } from '../../../src/model/impact/cost.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';

const BOXES = 'arn:aws:iot:us-east-1:111122223333:thinggroup/boxes';
const usage: Usage = { devices: { 'thinggroup/boxes': 1000 }, valueBytes: 200, valuesPerMessage: 100, subscribers: 2 };
const HOUR = 730;
/** One cloud-side metric of 1,000 devices: every five minutes of a month. */
const VALUES = 1000 * 12 * HOUR;

type Account = Record<Address, JsonObject>;

const profile = (mqttTopic: string, ...metrics: string[]): JsonObject => ({
  targets: [BOXES],
  metricsExport: { mqttTopic, roleArn: 'r', metrics },
});
const rule = (sql: string, batchMode: boolean): JsonObject => ({
  sql,
  awsIotSqlVersion: '2016-03-23',
  actions: [{ firehose: { deliveryStreamName: 'lake', roleArn: 'r', batchMode } }],
});
const stream = (more: JsonObject = {}): JsonObject => ({
  extendedS3Destination: {
    roleArn: 'r',
    bucketArn: 'arn:aws:s3:::b',
    bufferingHints: { sizeInMBs: 128, intervalInSeconds: 900 },
    ...more,
  },
});

function estimate(account: Account, more: Partial<Usage> = {}, prices: Record<string, Prices> = {}): Cost {
  const specs = new Map(Object.entries(account) as [Address, JsonObject][]);
  return costOf(new Map(), specs, { region: 'us-east-1', usage: { ...usage, ...more }, prices });
}

const units = ({ lines }: Cost, part: CostPart): Range | undefined =>
  lines.find((line) => line.part === part)?.units.after;
const exactly = (number: number): Range => ({ low: expect.closeTo(number, 3), high: expect.closeTo(number, 3) });

const direct: Account = {
  'SecurityProfile/A': profile('$aws/rules/R', 'aws:num-messages-sent'),
  'TopicRule/R': rule('SELECT VALUE metrics', true),
  'DeliveryStream/lake': stream(),
};
const whole: Account = { ...direct, 'TopicRule/R': rule('SELECT *', false) };

// A message of 100 values has 40 + 100 × 200 bytes: 20,040, which are four steps of 5 KB.
const STEPS = (VALUES / 100) * 4;
const GB = 1024 ** 3;

describe('what is metered, worked out by hand', () => {
  const rows: readonly {
    reason: string;
    account: Account;
    more?: Partial<Usage>;
    part: CostPart;
    expected?: number;
  }[] = [
    { reason: 'each metric of each device every five minutes', account: direct, part: 'datapoints', expected: VALUES },
    {
      reason: 'a metric of a group counts once, whoever watches it',
      account: { ...direct, 'SecurityProfile/B': profile('a/b', 'aws:num-messages-sent') },
      part: 'datapoints',
      expected: VALUES,
    },
    {
      reason: 'device-side metrics come as often as devices report',
      account: { 'SecurityProfile/A': profile('a/b', 'aws:all-bytes-in') },
      more: { reportsPerHour: 2 },
      part: 'datapoints',
      expected: 1000 * 2 * HOUR,
    },
    {
      reason: 'the length of a disconnection comes every hour',
      account: { 'SecurityProfile/A': profile('a/b', 'aws:disconnect-duration') },
      part: 'datapoints',
      expected: 1000 * HOUR,
    },
    { reason: 'Basic Ingest has no messages', account: direct, part: 'messages' },
    {
      reason: 'an ordinary topic has one message in, and one out to each subscriber',
      account: { 'SecurityProfile/A': profile('a/b', 'aws:num-messages-sent') },
      part: 'messages',
      expected: STEPS * 3,
    },
    { reason: 'a rule runs for each 5 KB of a message', account: direct, part: 'rules', expected: STEPS },
    { reason: 'so does each of its actions', account: direct, part: 'actions', expected: STEPS },
    {
      reason: 'a rule that is switched off costs nothing',
      account: { ...direct, 'TopicRule/R': { ...direct['TopicRule/R'], ruleDisabled: true } },
      part: 'rules',
    },
    {
      reason: 'a rule that reads another topic costs nothing',
      account: { ...direct, 'SecurityProfile/A': profile('a/b', 'aws:num-messages-sent') },
      part: 'rules',
    },
    {
      reason: 'a rule that reads the ordinary topic runs too',
      account: {
        ...direct,
        'SecurityProfile/A': profile('a/b', 'aws:num-messages-sent'),
        'TopicRule/R': rule("SELECT * FROM 'a/+'", false),
      },
      part: 'rules',
      expected: STEPS,
    },
    {
      reason: 'each value that is a record is billed as 5 KB',
      account: direct,
      part: 'ingested',
      expected: (VALUES * 5120) / GB,
    },
    {
      reason: 'a message that is a record is billed in steps of 5 KB',
      account: whole,
      part: 'ingested',
      expected: (STEPS * 5120) / GB,
    },
    { reason: 'bytes are stored as they are', account: direct, part: 'stored', expected: (VALUES * 200) / GB },
    {
      reason: 'a quiet stream puts an object whenever its time is over',
      account: direct,
      part: 'puts',
      expected: (HOUR * 3600) / 900,
    },
    {
      reason: 'a busy one whenever its buffer is full',
      account: {
        ...direct,
        'DeliveryStream/lake': stream({ bufferingHints: { sizeInMBs: 1, intervalInSeconds: 900 } }),
      },
      more: { devices: { 'thinggroup/boxes': 100_000 } },
      part: 'puts',
      expected: (VALUES * 100 * 200) / 1024 ** 2,
    },
    { reason: 'nothing is converted unless it is asked for', account: direct, part: 'converted' },
    {
      reason: 'conversion is billed like intake',
      account: {
        ...direct,
        'DeliveryStream/lake': stream({ dataFormatConversionConfiguration: { schemaConfiguration: {} } }),
      },
      part: 'converted',
      expected: (VALUES * 5120) / GB,
    },
  ];
  test.each(rows)('$reason', ({ account, more, part, expected }) => {
    expect(units(estimate(account, more), part)).toEqual(expected === undefined ? undefined : exactly(expected));
  });
});

describe('money', () => {
  test('what has no price is shown in units and left out of the sum', () => {
    const { lines, total, currency } = estimate(direct);
    expect(currency).toBe('USD');
    expect(lines.find(({ part }) => part === 'datapoints')?.money).toBeUndefined();
    const priced = (STEPS / 1e6) * 0.15 * 2 + ((VALUES * 5120) / GB) * 0.029 + (2920 / 1000) * 0.005;
    expect(total?.after.high).toBeCloseTo(priced + ((VALUES * 200) / GB) * 0.023, 6);
    expect(total?.before).toEqual({ low: 0, high: 0 });
  });

  test('prices of the settings take the place of those that come along', () => {
    const own: Prices = { asOf: '2027-01-31', currency: 'EUR', source: 'our contract', amounts: { datapoints: 1 } };
    const { total, currency, assumptions } = estimate(direct, {}, { 'us-east-1': own });
    expect({ currency, high: total?.after.high }).toEqual({ currency: 'EUR', high: VALUES / 1e6 });
    expect(assumptions[0]).toMatch(/us-east-1 as of 2027-01-31, from our contract/);
  });

  test('a region without prices has no sum', () => {
    const specs = new Map(Object.entries(direct) as [Address, JsonObject][]);
    const { total, currency, assumptions } = costOf(specs, specs, { region: 'eu-west-1', usage, prices: {} });
    expect({ total, currency }).toEqual({ total: undefined, currency: undefined });
    expect(assumptions[0]).toBe('Prices of eu-west-1 are not known: write them into `prices` to see money.');
  });
});

describe('what is not known', () => {
  test('is said, and only that', () => {
    const told = (more: Partial<Usage>): string => estimate(direct, more).assumptions.join('\n');
    expect(told({})).not.toMatch(/usage\.(devices|valueBytes|valuesPerMessage|subscribers)/);
    expect(told({ devices: {} })).toContain('1,000 devices in thinggroup/boxes');
    expect(estimate(direct).assumptions.join()).not.toContain('subscriber gets');
  });

  test('the size of exported messages makes a range', () => {
    const { valuesPerMessage: _, ...open } = usage;
    const specs = new Map(Object.entries(whole) as [Address, JsonObject][]);
    const { lines } = costOf(new Map(), specs, { region: 'us-east-1', usage: open, prices: {} });
    const most = Math.floor((128 * 1024 - 40) / 200);
    expect(lines.find(({ part }) => part === 'rules')?.units.after).toEqual({
      low: expect.closeTo((VALUES / most) * 26, 3),
      high: VALUES,
    });
  });
});

describe('notes', () => {
  test('Basic Ingest is weighed against an ordinary topic', () => {
    expect(estimate(direct).notes.join('\n')).toContain('Basic Ingest saves 350,000 messages (USD 0.35) a month');
  });

  test('a rule behind an ordinary topic is told of Basic Ingest', () => {
    const account: Account = {
      ...direct,
      'SecurityProfile/A': profile('a/b', 'aws:num-messages-sent'),
      'TopicRule/R': rule("SELECT * FROM 'a/b'", false),
    };
    expect(estimate(account).notes.join('\n')).toContain('A exports to an ordinary topic that a rule reads.');
  });

  test('records of single values are weighed against whole messages', () => {
    expect(estimate(direct).notes.join('\n')).toMatch(
      /Firehose bills 41\.8 GB \(USD 1\.21\) .* 1\.67 GB \(USD 0\.05\)/,
    );
  });

  test('where nothing is exported there is nothing to weigh', () => {
    expect(estimate({ 'SecurityProfile/A': { targets: [BOXES], retainedMetrics: ['m'] } }).notes).toEqual([]);
  });
});

test('more devices never cost less, and no range is upside down', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), fc.constantFrom(direct, whole), (few, more, account) => {
      const [small, large] = [few, few + more].map((count) =>
        estimate(account, { devices: { 'thinggroup/boxes': count } }),
      );
      const high = (cost: Cost | undefined): number => cost?.total?.after.high ?? 0;
      expect(high(large)).toBeGreaterThanOrEqual(high(small));
      for (const line of large?.lines ?? []) expect(line.units.after.low).toBeLessThanOrEqual(line.units.after.high);
    }),
  );
});
