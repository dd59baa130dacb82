import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf } from '../../../src/pipeline/impact/cost/cost.ts';
import { LISTS, paid, pricesOf } from '../../../src/pipeline/impact/cost/prices.ts';
import type { Address } from '../../../src/model/address.ts';
import { PRICE_UNITS } from '../../../src/model/impact/cost.ts';
import type { Cost, CostPart, Priced, Prices, Range, Usage } from '../../../src/model/impact/cost.ts';
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

const inVpc: JsonObject = {
  amazonopensearchserviceDestination: { vpcConfiguration: { subnetIds: ['subnet-a', 'subnet-b'] } },
};

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

const audits: Account = {
  'AuditConfiguration/account': {
    roleArn: 'r',
    auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } },
  },
  'ScheduledAudit/A': { frequency: 'DAILY', targetCheckNames: ['LOGGING_DISABLED_CHECK'] },
};

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
    {
      reason: 'an audit looks at each device of the account once a month, however often it runs',
      account: { ...audits, 'ScheduledAudit/B': audits['ScheduledAudit/A'] ?? {} },
      part: 'audited',
      expected: 1000,
    },
    {
      reason: 'where all things are counted, those',
      account: audits,
      more: { devices: { 'all/things': 2500, 'thinggroup/boxes': 1000 } },
      part: 'audited',
      expected: 2500,
    },
    {
      reason: 'settings that no audit uses cost nothing',
      account: { 'AuditConfiguration/account': audits['AuditConfiguration/account'] ?? {} },
      part: 'audited',
    },
    {
      reason: 'audits of settings that are as AWS has them find nothing to run',
      account: { ...audits, 'AuditConfiguration/account': {} },
      part: 'audited',
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
    {
      reason: 'what is partitioned is billed as it is delivered',
      account: { ...direct, 'DeliveryStream/lake': stream({ dynamicPartitioningConfiguration: { enabled: true } }) },
      part: 'partitioned',
      expected: (VALUES * 200) / GB,
    },
    {
      reason: 'and by the object',
      account: { ...direct, 'DeliveryStream/lake': stream({ dynamicPartitioningConfiguration: { enabled: true } }) },
      part: 'partitionedObjects',
      expected: (HOUR * 3600) / 900,
    },
    {
      reason: 'what goes into Apache Iceberg is told as it is',
      account: { ...direct, 'DeliveryStream/lake': { icebergDestination: {} } },
      part: 'iceberg',
      expected: (VALUES * 200) / GB,
    },
    {
      reason: 'and not billed like intake besides',
      account: { ...direct, 'DeliveryStream/lake': { icebergDestination: {} } },
      part: 'ingested',
    },
    {
      reason: 'what goes into a VPC is billed as it is delivered',
      account: { ...direct, 'DeliveryStream/lake': inVpc },
      part: 'vpcDelivered',
      expected: (VALUES * 200) / GB,
    },
    {
      reason: 'and by the hour in each zone',
      account: { ...direct, 'DeliveryStream/lake': inVpc },
      part: 'vpcHours',
      expected: 2 * HOUR,
    },
    { reason: 'nothing is delivered into a VPC unless it is asked for', account: direct, part: 'vpcHours' },
    { reason: 'nothing is partitioned unless it is asked for', account: direct, part: 'partitioned' },
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

/** Prices that are easy to reckon with. */
const flat = (amounts: Partial<Record<Priced, number>>): Prices => ({
  currency: 'EUR',
  sources: [{ name: 'our contract', asOf: '2027-01-31' }],
  amounts: Object.fromEntries(Object.entries(amounts).map(([part, price]) => [part, [{ beyond: 0, price }]])),
});
const at = (region: string, account: Account, prices: Record<string, Prices> = {}): Cost => {
  const specs = new Map(Object.entries(account) as [Address, JsonObject][]);
  return costOf(specs, specs, { region, usage, prices });
};

describe('money', () => {
  test('every part has the price of its region', () => {
    const { lines, total, currency } = at('ap-south-1', {
      ...direct,
      'DeliveryStream/lake': stream({ dataFormatConversionConfiguration: { schemaConfiguration: {} } }),
    });
    const expected: Partial<Record<CostPart, number>> = {
      datapoints: (VALUES / 1e6) * 0.26,
      rules: (STEPS / 1e6) * 0.158,
      actions: (STEPS / 1e6) * 0.158,
      ingested: ((VALUES * 5120) / GB) * 0.034,
      converted: ((VALUES * 5120) / GB) * 0.021,
      puts: (2920 / 1000) * 0.005,
      stored: ((VALUES * 200) / GB) * 0.025,
    };
    expect(currency).toBe('USD');
    expect(Object.fromEntries(lines.map(({ part, money }) => [part, money?.after.high]))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([part, money]) => [part, expect.closeTo(money, 6)])),
    );
    expect(total?.after.high).toBeCloseTo(
      Object.values(expected).reduce((sum, money) => sum + money, 0),
      6,
    );
  });

  test('units beyond a tier have the price of the next one', () => {
    const tiers = [
      { beyond: 0, price: 10 },
      { beyond: 1e6, price: 4 },
      { beyond: 3e6, price: 1 },
    ];
    const money = (units: number): number | undefined =>
      paid('messages', { low: units, high: units }, { ...flat({}), amounts: { messages: tiers } })?.high;
    const expected: [units: number, money: number][] = [
      [0, 0],
      [500_000, 5],
      [1e6, 10],
      [2e6, 14],
      [3e6, 18],
      [5e6, 20],
    ];
    expect(expected.map(([units]) => [units, money(units)])).toEqual(expected);
  });

  test('prices of the settings take the place of those that come along; what they leave out has none', () => {
    const { lines, total, currency, sources, assumptions } = estimate(
      direct,
      {},
      { 'us-east-1': flat({ datapoints: 1 }) },
    );
    expect({ currency, high: total?.after.high }).toEqual({ currency: 'EUR', high: VALUES / 1e6 });
    expect(lines.filter(({ money }) => money !== undefined).map(({ part }) => part)).toEqual(['datapoints']);
    expect(sources).toEqual([{ name: 'our contract', asOf: '2027-01-31' }]);
    expect(assumptions[0]).toMatch(/^Prices of us-east-1: our contract as of 2027-01-31;/);
  });

  test('what has no price is left out of the sum, and it is said where AWS has it', () => {
    const { lines, total, assumptions } = at('sa-east-1', direct);
    expect(lines.find(({ part }) => part === 'datapoints')?.money).toBeUndefined();
    expect(total?.after.high).toBeGreaterThan(0);
    expect(assumptions[1]).toBe(
      'Prices of datapoints of rules Detect are not known in sa-east-1: see https://aws.amazon.com/iot-device-defender/pricing/. Write them into `prices` to get amounts in money.',
    );
  });

  test('a region without prices has no sum, and every page is named once', () => {
    const { total, currency, sources, assumptions } = at('eu-nowhere-1', direct);
    expect({ total, currency, sources }).toEqual({ total: undefined, currency: undefined, sources: [] });
    expect(assumptions[0]).toBe(
      'Prices are not known in eu-nowhere-1: see https://aws.amazon.com/iot-device-defender/pricing/, https://aws.amazon.com/iot-core/pricing/, https://aws.amazon.com/firehose/pricing/, https://aws.amazon.com/s3/pricing/. Write them into `prices` to get amounts in money.',
    );
  });

  test('China has pages and prices of its own', () => {
    const { currency, assumptions } = at('cn-north-1', direct);
    expect(currency).toBe('CNY');
    expect(assumptions[1]).toContain('https://www.amazonaws.cn/en/iot-core/pricing/');
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
  const converting: Account = {
    ...direct,
    'DeliveryStream/lake': stream({ dataFormatConversionConfiguration: { schemaConfiguration: {} } }),
  };
  const rows: readonly { reason: string; account: Account; prices?: Prices; told: string }[] = [
    {
      reason: 'Basic Ingest is weighed against an ordinary topic',
      account: direct,
      told: 'Basic Ingest saves USD 0.35 (350,000 messages) a month, against ordinary topics that only rules read.',
    },
    {
      reason: 'in units where the price is not known',
      account: direct,
      prices: flat({ rules: 1 }),
      told: 'Basic Ingest saves 350,000 messages a month',
    },
    {
      reason: 'a rule behind an ordinary topic is told of Basic Ingest',
      account: {
        ...direct,
        'SecurityProfile/A': profile('a/b', 'aws:num-messages-sent'),
        'TopicRule/R': rule("SELECT * FROM 'a/b'", false),
      },
      told: 'A exports to an ordinary topic that a rule reads. Basic Ingest would save USD 0.35',
    },
    {
      reason: 'records of single values are weighed against whole messages',
      account: direct,
      told: 'Firehose takes USD 1.21 (41.8 GB) a month where each value is a record, and USD 0.05 (1.67 GB) where',
    },
    {
      // 41.77 GB at EUR 1 to convert, 1.63 GB at EUR 2 kept: EUR 38.51 that queries have to save, at EUR 4 a TB.
      reason: 'JSON is weighed against Parquet, whose price queries have to bring in',
      account: direct,
      prices: flat({ converted: 1, stored: 2, scanned: 4 }),
      told: 'Parquet in place of JSON would add EUR 41.77 (41.8 GB converted) a month: less than EUR 3.26 of storage is saved, so it pays where queries scan 9.63 TB less in a month (Athena: EUR 4.00 a TB).',
    },
    {
      reason: 'and the other way round where it is converted',
      account: converting,
      prices: flat({ converted: 1, stored: 2, scanned: 4 }),
      told: 'Parquet or ORC in place of JSON adds EUR 41.77 (41.8 GB converted) a month: less than EUR 3.26',
    },
    {
      reason: 'as far as prices are known',
      account: direct,
      prices: flat({ rules: 1 }),
      told: 'Parquet in place of JSON would add 41.8 GB converted a month.',
    },
  ];
  test.each(rows)('$reason', ({ account, prices, told }) => {
    const { notes } = estimate(account, {}, prices === undefined ? {} : { 'us-east-1': prices });
    expect(notes.join('\n')).toContain(told);
  });

  test('a stream whose destination is not known is not weighed', () => {
    const { 'DeliveryStream/lake': _, ...unknown } = direct;
    expect(estimate(unknown).notes.join('\n')).not.toContain('Parquet');
  });

  test('where nothing is exported there is nothing to weigh', () => {
    expect(estimate({ 'SecurityProfile/A': { targets: [BOXES], retainedMetrics: ['m'] } }).notes).toEqual([]);
  });
});

describe('the prices that come along', () => {
  const known = LISTS.flatMap((list) => Object.keys(list.regions).map((region) => [region, list] as const));

  test('every region where Device Defender is has a price for all that a lake is made of', () => {
    const regions = Object.keys(LISTS.find(({ service }) => service === 'AWS IoT Device Defender')?.regions ?? {});
    const parts = Object.keys(PRICE_UNITS).filter(
      // Of Apache Iceberg AWS's file does not say which of two prices it is.
      (part) => !['learnedDatapoints', 'iceberg'].includes(part),
    );
    expect(regions.length).toBeGreaterThan(20);
    for (const region of regions)
      expect(Object.keys(pricesOf(region)?.amounts ?? {}), region).toEqual(expect.arrayContaining(parts));
  });

  test('each row has a price for each column, and each part starts with its first unit', () => {
    for (const [region, { service, columns, regions }] of known)
      expect(regions[region]?.length, `${service} in ${region}`).toBe(columns.length);
    for (const { columns, service } of LISTS)
      for (const [index, [part, beyond]] of columns.entries()) {
        const [before, from] = columns[index - 1] ?? [];
        expect(part === before ? beyond > (from ?? 0) : beyond === 0, `${service}: ${part}`).toBe(true);
      }
  });

  test('more units are never dearer each: AWS gives discounts by volume', () => {
    for (const [region] of known)
      for (const tiers of Object.values(pricesOf(region)?.amounts ?? {}))
        for (const [index, { price }] of tiers.entries())
          expect(price, region).toBeLessThanOrEqual(tiers[index - 1]?.price ?? Infinity);
  });

  // What others read in AWS's price list later than the files were published.
  const LATER: readonly [region: string, part: Priced, price: number, read: string][] = [
    ['sa-east-1', 'messages', 1.5, 'AWSIoT price list of sa-east-1, published 2026-09-11: SAE1-Messages'],
    ['me-south-1', 'messages', 1.1, 'AWSIoT price list of me-south-1, 2026'],
    ['me-south-1', 'rules', 0.165, 'AWSIoT price list of me-south-1, 2026'],
    ['us-east-1', 'datapoints', 0.25, 'https://aws.amazon.com/iot-device-defender/pricing/, example, read 2026-09-20'],
    ['us-east-2', 'ingested', 0.029, 'AmazonKinesisFirehose price list: USE2-BilledBytes'],
    ['us-east-2', 'converted', 0.018, 'AmazonKinesisFirehose price list: USE2-DFCBilledBytes'],
    ['us-east-2', 'partitioned', 0.02, 'AmazonKinesisFirehose price list: USE2-DPBytesDelivered'],
    ['us-east-2', 'partitionedObjects', 0.005, 'AmazonKinesisFirehose price list: USE2-S3DeliveryObjectCount'],
    ['ap-south-1', 'stored', 0.025, 'AmazonS3 price list: APS3-TimedStorage-ByteHrs'],
    ['ap-south-1', 'puts', 0.005, 'AmazonS3 price list: APS3-Requests-Tier1'],
  ];
  test.each(LATER)('in %s %s is as AWS has it elsewhere', (region, part, price) => {
    expect(pricesOf(region)?.amounts[part]?.[0]?.price).toBe(price);
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
