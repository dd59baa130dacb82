import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/sandbox/data-plane/fleet/chance.ts';
import { startStream } from '../../../src/sandbox/data-plane/delivery-stream.ts';
import { createLedger } from '../../../src/sandbox/data-plane/ledger.ts';
import { emptyState, regionOf } from '../../../src/sandbox/state.ts';
import type { DeliveryStreamRecord, S3Destination } from '../../../src/sandbox/state.ts';

const BEGIN = Date.UTC(2026, 10, 23, 20, 5, 6);

/** A stream in its third version, whose bucket is a map by key. */
function stream(destination: Partial<S3Destination> = {}, more: Partial<DeliveryStreamRecord> = {}) {
  const time = { now: BEGIN };
  const objects = new Map<string, string>();
  const work: Promise<void>[] = [];
  const record: DeliveryStreamRecord = {
    arn: '',
    tags: {},
    createdAt: 0,
    status: 'ACTIVE',
    type: 'DirectPut',
    encryption: { status: 'DISABLED' },
    version: 3,
    destination: { RoleARN: '', BucketARN: 'arn:aws:s3:::lake', ...destination } as S3Destination,
    ...more,
  };
  const run = startStream('metrics', record, {
    account: '111122223333',
    region: 'ap-south-1',
    state: regionOf(emptyState(), '111122223333', 'ap-south-1'),
    now: () => time.now,
    chance: chance(1),
    ledger: createLedger(),
    bucket: () => ({
      put: async (key, body) =>
        void objects.set(key.replace(/[0-9a-f]{8}(-[0-9a-f]+){4}/, 'UUID'), Buffer.from(body).toString()),
    }),
    outage: () => undefined,
    compress: (bytes) => Promise.resolve(bytes),
    background: (one) => void work.push(one),
  });
  return {
    ...run,
    put: (...data: readonly string[]) => run.put(data.map((one) => ({ data: one, points: 1 }))),
    /** What lies in the bucket after some time. */
    after: async (seconds: number): Promise<Readonly<Record<string, string>>> => {
      time.now += seconds * 1000;
      run.settle();
      await Promise.all(work);
      return Object.fromEntries(objects);
    },
  };
}

/** https://docs.aws.amazon.com/firehose/latest/dev/limits.html */
describe('a stream is given', () => {
  const largest = 'x'.repeat(1000 * 1024);
  const full = [largest, largest, largest, largest, 'x'.repeat(4 * 1024 * 1024 - 4 * largest.length)];
  test.each([
    { records: Array.from({ length: 500 }, () => 'x'), what: '500 records', answer: 'taken' },
    { records: Array.from({ length: 501 }, () => 'x'), what: '501 records', answer: '501 records in one batch' },
    { records: [largest], what: 'a record of 1,000 KiB', answer: 'taken' },
    { records: [`${largest}x`], what: 'a record of a byte more', answer: 'a record is larger' },
    { records: full, what: 'a batch of 4 MiB', answer: 'taken' },
    { records: [...full, 'x'], what: 'a batch of a byte more', answer: 'the batch is larger' },
  ])('$what: $answer', ({ records, answer }) => {
    const { put, counts } = stream();
    expect(put(...records) ?? 'taken').toContain(answer);
    expect(counts.records).toBe(answer === 'taken' ? records.length : 0);
  });

  /** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamDescription.html */
  test.each(['CREATING', 'DELETING'] as const)('a record while it is %s', (status) => {
    expect(stream({}, { status }).put('x')).toContain(`the stream is ${status}`);
  });
});

/** https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html */
test('the interval of a buffer counts from its oldest record, whose time is in the key', async () => {
  const { put, after, due } = stream({ BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } });
  put('one,');
  expect(await after(40)).toEqual({});
  put('two');
  expect(due()).toBe(BEGIN + 60_000);
  expect(await after(20)).toEqual({ '2026/11/23/20/metrics-3-2026-11-23-20-05-06-UUID': 'one,two' });
});

/** https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html */
describe('the key of an object', () => {
  test.each<{ destination: Partial<DeliveryStreamRecord['destination']>; key: string; reason: string }>([
    {
      destination: { CompressionFormat: 'GZIP' },
      key: '2026/11/23/20/metrics-3-2026-11-23-20-05-06-UUID.gz',
      reason: 'its extension follows the compression',
    },
    {
      destination: { CompressionFormat: 'GZIP', FileExtension: '.ndjson.gz' },
      key: '2026/11/23/20/metrics-3-2026-11-23-20-05-06-UUID.ndjson.gz',
      reason: 'an extension of its own comes first',
    },
    {
      destination: { CustomTimeZone: 'Asia/Tokyo' },
      key: '2026/11/24/05/metrics-3-2026-11-24-05-05-06-UUID',
      reason: 'a time zone is for all of it',
    },
  ])('is $key: $reason', async ({ destination, key }) => {
    const { put, after } = stream(destination);
    put('x');
    expect(Object.keys(await after(300))).toEqual([key]);
  });
});

/** https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-new-line-delimiter.html */
test.each([
  { Parameters: [], gives: 'one\ntwo\n', reason: 'a line feed unless told otherwise' },
  {
    Parameters: [{ ParameterName: 'Delimiter', ParameterValue: '\\n' }],
    gives: 'one\ntwo\n',
    reason: 'written as \\n',
  },
  { Parameters: [{ ParameterName: 'Delimiter', ParameterValue: ',' }], gives: 'one,two,', reason: 'a comma' },
] as const)('a delimiter is appended to each record: $reason', async ({ Parameters, gives }) => {
  const Processors = [{ Type: 'AppendDelimiterToRecord' as const, Parameters: [...Parameters] }];
  const { put, after } = stream({ ProcessingConfiguration: { Enabled: true, Processors } });
  put('one', 'two');
  expect(Object.values(await after(300))).toEqual([gives]);
});

describe('what would change the records is not simulated, and named:', () => {
  test.each<{ destination: Partial<DeliveryStreamRecord['destination']>; says: string }>([
    {
      destination: { ProcessingConfiguration: { Enabled: true, Processors: [{ Type: 'Lambda' }] } },
      says: 'the processor Lambda',
    },
    { destination: { DataFormatConversionConfiguration: { Enabled: true } }, says: 'format conversion' },
    { destination: { DynamicPartitioningConfiguration: { Enabled: true } }, says: 'dynamic partitioning' },
    { destination: { CompressionFormat: 'Snappy' }, says: 'compression by Snappy' },
  ])('$says', async ({ destination, says }) => {
    const { put, after, notSimulated } = stream(destination);
    expect(notSimulated).toContain(says);
    expect(put('x')).toBeUndefined();
    expect(await after(300)).toEqual({});
  });
});
