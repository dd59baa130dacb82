import { describe, expect, test } from 'vitest';
import type { DeliveryStreamSpec } from '../../../src/kinds/delivery-stream/schema.ts';
import { deliveryStreamWrite as write } from '../../../src/kinds/delivery-stream/write.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { recorder, refusal } from '../recorder.ts';
import type { Answers } from '../recorder.ts';

const NAME = { DeliveryStreamName: 'lake' };
const S3 = { roleArn: 'role', bucketArn: 'bucket' };
const place = { RoleARN: 'role', BucketARN: 'bucket' };
const KEY = { keyType: 'CUSTOMER_MANAGED_CMK', keyArn: 'key' } as const;
const to = (more: JsonObject = {}, spec: JsonObject = {}): DeliveryStreamSpec =>
  ({ extendedS3Destination: { ...S3, ...more }, ...spec }) as DeliveryStreamSpec;
const described = (members: object) => ({ DeliveryStreamDescription: members });
const active =
  (more: object = {}) =>
  () =>
    described({ DeliveryStreamStatus: 'ACTIVE', Destinations: [{ DestinationId: 'id' }], ...more });
const ACTIVE: Answers = { DescribeDeliveryStream: active() };
const live = (spec: DeliveryStreamSpec) => ({ name: 'lake', arn: 'arn', version: '7', spec });

/** What is sent to make a stream of that spec: the first request. */
async function creation(spec: JsonObject): Promise<object | undefined> {
  const { aws, writes } = recorder(ACTIVE);
  await write.create(aws, 'lake', spec as DeliveryStreamSpec);
  expect(writes()).toHaveLength(1);
  return writes()[0]?.[1];
}

/** What is sent to make the one spec of the other. */
async function updated(before: DeliveryStreamSpec, after: DeliveryStreamSpec, answers: Answers = ACTIVE) {
  const { aws, writes } = recorder(answers);
  await write.update(aws, live(before), after);
  return writes();
}
const update = (members: object) => [
  'UpdateDestination',
  { ...NAME, CurrentDeliveryStreamVersionId: '7', DestinationId: 'id', ...members },
];

describe('a stream is created', () => {
  test('as a place for whoever puts records, where nothing else is said; of S3 only what its author says', async () => {
    expect(await creation(to({ prefix: 'a/' }))).toEqual({
      ...NAME,
      DeliveryStreamType: 'DirectPut',
      ExtendedS3DestinationConfiguration: { ...place, Prefix: 'a/' },
    });
  });

  test('with its tags and its encryption', async () => {
    expect(await creation(to({}, { tags: { a: '1' }, deliveryStreamEncryption: KEY }))).toEqual({
      ...NAME,
      DeliveryStreamType: 'DirectPut',
      ExtendedS3DestinationConfiguration: place,
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: 'key' },
      Tags: [{ Key: 'a', Value: '1' }],
    });
  });

  test.each<{ reason: string; source: JsonObject; says: JsonObject }>([
    {
      reason: 'a hint',
      source: { directPutSourceConfiguration: { throughputHintInMBs: 3 } },
      says: { DeliveryStreamType: 'DirectPut', DirectPutSourceConfiguration: { ThroughputHintInMBs: 3 } },
    },
    {
      reason: 'a stream of Kinesis',
      source: { kinesisStreamSourceConfiguration: { kinesisStreamArn: 'k', roleArn: 'r' } },
      says: {
        DeliveryStreamType: 'KinesisStreamAsSource',
        KinesisStreamSourceConfiguration: { KinesisStreamARN: 'k', RoleARN: 'r' },
      },
    },
    {
      reason: 'a topic of MSK',
      source: { mskSourceConfiguration: { mskClusterArn: 'm', topicName: 't' } },
      says: { DeliveryStreamType: 'MSKAsSource', MSKSourceConfiguration: { MSKClusterARN: 'm', TopicName: 't' } },
    },
  ])('with its source: $reason', async ({ source, says }) => {
    expect(await creation(to({}, source))).toEqual({ ...NAME, ExtendedS3DestinationConfiguration: place, ...says });
  });

  test('from a moment on, which the SDK wants as a date', async () => {
    const mskSourceConfiguration = { mskClusterArn: 'm', topicName: 't', readFromTimestamp: '2026-11-01T00:00:00Z' };
    expect(await creation(to({}, { mskSourceConfiguration }))).toMatchObject({
      MSKSourceConfiguration: {
        MSKClusterARN: 'm',
        TopicName: 't',
        ReadFromTimestamp: new Date(Date.UTC(2026, 10, 1)),
      },
    });
  });

  test('into another destination, with what AWS would else choose and documents in part only', async () => {
    const splunkDestination = { hecEndpoint: 'h', hecEndpointType: 'Raw', s3Configuration: S3 };
    expect(await creation({ splunkDestination })).toEqual({
      ...NAME,
      DeliveryStreamType: 'DirectPut',
      SplunkDestinationConfiguration: {
        HECEndpoint: 'h',
        HECEndpointType: 'Raw',
        S3Configuration: place,
        HECAcknowledgmentTimeoutInSeconds: 180,
        BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
        RetryOptions: { DurationInSeconds: 3600 },
        S3BackupMode: 'FailedEventsOnly',
      },
    });
  });

  test('without a destination where none is known: AWS says so', async () => {
    expect(await creation({})).toEqual({ ...NAME, DeliveryStreamType: 'DirectPut' });
  });

  test('once it is active', async () => {
    const { aws, sent } = recorder({
      DescribeDeliveryStream: (_, nth) => (nth < 2 ? described({ DeliveryStreamStatus: 'CREATING' }) : active()()),
    });
    await write.create(aws, 'lake', to());
    expect(sent.map(([operation]) => operation)).toEqual([
      'CreateDeliveryStream',
      ...Array(3).fill('DescribeDeliveryStream'),
    ]);
  });

  describe('under a name that is taken', () => {
    const taken = (status: string | undefined, name = 'ResourceInUseException'): Answers => ({
      CreateDeliveryStream: (_, nth) => (nth === 0 ? refusal(name) : undefined),
      DescribeDeliveryStream: (_, nth) => {
        if (nth < 2 && status !== undefined) return described({ DeliveryStreamStatus: status });
        return nth === 2 || status === undefined ? refusal('ResourceNotFoundException') : active()();
      },
    });

    test('once it is free, where that one is being deleted', async () => {
      const { aws, sent, writes } = recorder(taken('DELETING'));
      await write.create(aws, 'lake', to());
      expect(sent.map(([operation]) => operation)).toEqual([
        'CreateDeliveryStream',
        ...Array(3).fill('DescribeDeliveryStream'),
        'CreateDeliveryStream',
        'DescribeDeliveryStream',
      ]);
      expect(writes()[0]).toEqual(writes()[1]);
    });

    test.each([
      { reason: 'where it is in use', status: 'ACTIVE', name: 'ResourceInUseException' },
      { reason: 'where nothing is there', status: undefined, name: 'ResourceInUseException' },
      { reason: 'after any other error', status: 'DELETING', name: 'InvalidArgumentException' },
    ])('not at all $reason', async ({ status, name }) => {
      const { aws, writes } = recorder(taken(status, name));
      await expect(write.create(aws, 'lake', to())).rejects.toMatchObject({ name });
      expect(writes()).toHaveLength(1);
    });
  });
});

describe('a stream is updated', () => {
  test('by what differs, in the version that was read and the destination that is there', async () => {
    expect(await updated(to({ prefix: 'a/' }), to({ prefix: 'b/' }))).toEqual([
      update({ ExtendedS3DestinationUpdate: { Prefix: 'b/' } }),
    ]);
  });

  test('by its default, where a member goes', async () => {
    expect(await updated(to({ prefix: 'a/', compressionFormat: 'GZIP' }), to())).toEqual([
      update({ ExtendedS3DestinationUpdate: { Prefix: '', CompressionFormat: 'UNCOMPRESSED' } }),
    ]);
  });

  test.each<{ reason: string; member: string; update: JsonObject }>([
    {
      reason: 'most say it as S3Update',
      member: 'splunkDestination',
      update: { S3Update: { ...place, Prefix: 'a/' } },
    },
    {
      reason: 'Iceberg says it as a creation does',
      member: 'icebergDestination',
      update: { S3Configuration: { ...place, Prefix: 'a/' } },
    },
  ])('in its place in S3: $reason', async ({ member, update: sent }) => {
    const [[, request] = []] = await updated(
      { [member]: { s3Configuration: S3 } } as DeliveryStreamSpec,
      { [member]: { s3Configuration: { ...S3, prefix: 'a/' } } } as DeliveryStreamSpec,
    );
    const name = `${member.charAt(0).toUpperCase()}${member.slice(1)}Update`;
    const said = (request as Readonly<Record<string, object>> | undefined)?.[name] ?? {};
    expect(Object.keys(said)).toEqual(Object.keys(sent));
    expect(said).toMatchObject(sent);
  });

  test('in its backup', async () => {
    const backed = (prefix: string): DeliveryStreamSpec =>
      to({ s3BackupMode: 'Enabled', s3BackupConfiguration: { ...S3, prefix } });
    expect(await updated(backed('a/'), backed('b/'))).toMatchObject([
      update({ ExtendedS3DestinationUpdate: { S3BackupUpdate: { ...place, Prefix: 'b/' } } }),
    ]);
  });

  test('once it is active', async () => {
    const answers: Answers = {
      DescribeDeliveryStream: (_, nth) =>
        active(nth === 0 ? { DeliveryStreamEncryptionConfiguration: { Status: 'ENABLING' } } : {})(),
    };
    const { aws, sent } = recorder(answers);
    await write.update(aws, live(to()), to({ prefix: 'a/' }));
    expect(sent.map(([operation]) => operation)).toEqual([
      'DescribeDeliveryStream',
      'DescribeDeliveryStream',
      'UpdateDestination',
    ]);
  });

  test('in its destination first: encryption raises the version as well', async () => {
    const answers: Answers = {
      DescribeDeliveryStream: (_, nth) =>
        active(nth < 2 ? {} : { DeliveryStreamEncryptionConfiguration: { Status: 'ENABLED' } })(),
    };
    expect(await updated(to(), to({ prefix: 'a/' }, { deliveryStreamEncryption: KEY }), answers)).toEqual([
      update({ ExtendedS3DestinationUpdate: { Prefix: 'a/' } }),
      [
        'StartDeliveryStreamEncryption',
        { ...NAME, DeliveryStreamEncryptionConfigurationInput: { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: 'key' } },
      ],
    ]);
  });

  test('in its encryption alone, until that is on or off as asked', async () => {
    const encrypted = to({}, { deliveryStreamEncryption: { keyType: 'AWS_OWNED_CMK' } });
    const status = (...statuses: readonly string[]): Answers => ({
      // The first look is whether the stream is active.
      DescribeDeliveryStream: (_, nth) =>
        active(
          nth === 0
            ? {}
            : { DeliveryStreamEncryptionConfiguration: { Status: statuses[Math.min(nth, statuses.length) - 1] } },
        )(),
    });
    /** What is sent, and how often it is looked whether it is so. */
    const switched = async (before: DeliveryStreamSpec, after: DeliveryStreamSpec, answers: Answers) => {
      const { aws, sent, writes } = recorder(answers);
      await write.update(aws, live(before), after);
      return { request: writes(), looks: sent.length - writes().length - 1 };
    };
    const DeliveryStreamEncryptionConfigurationInput = { KeyType: 'AWS_OWNED_CMK' };
    expect(await switched(to(), encrypted, status('ENABLING', 'ENABLED'))).toEqual({
      request: [['StartDeliveryStreamEncryption', { ...NAME, DeliveryStreamEncryptionConfigurationInput }]],
      looks: 2,
    });
    expect(await switched(encrypted, to(), status('ENABLED', 'DISABLING', 'DISABLED'))).toEqual({
      request: [['StopDeliveryStreamEncryption', NAME]],
      looks: 3,
    });
  });

  test('in its tags, what goes before what comes', async () => {
    expect(await updated(to({}, { tags: { a: '1', b: '2' } }), to({}, { tags: { b: '3' } }))).toEqual([
      ['UntagDeliveryStream', { ...NAME, TagKeys: ['a'] }],
      ['TagDeliveryStream', { ...NAME, Tags: [{ Key: 'b', Value: '3' }] }],
    ]);
    expect(await updated(to(), to({}, { tags: { a: '1' } }))).toHaveLength(1);
    expect(await updated(to({}, { tags: { a: '1' } }), to())).toEqual([
      ['UntagDeliveryStream', { ...NAME, TagKeys: ['a'] }],
    ]);
  });

  test('not at all where it is the same, and then it is not even waited for', async () => {
    const { aws, sent } = recorder(ACTIVE);
    await write.update(aws, live(to({ prefix: 'a/' })), to({ prefix: 'a/' }));
    expect(sent).toEqual([]);
  });

  test('without a destination in what is not one', async () => {
    expect(await updated({} as DeliveryStreamSpec, { tags: { a: '1' } } as DeliveryStreamSpec)).toHaveLength(1);
  });

  test('in the destination that AWS tells, if it tells one', async () => {
    const answers: Answers = { DescribeDeliveryStream: () => described({ DeliveryStreamStatus: 'ACTIVE' }) };
    const [[, input] = []] = await updated(to(), to({ prefix: 'a/' }), answers);
    expect(input).toMatchObject({ ExtendedS3DestinationUpdate: { Prefix: 'a/' } });
    const none: Answers = {
      DescribeDeliveryStream: () => described({ DeliveryStreamStatus: 'ACTIVE', Destinations: [] }),
    };
    expect(await updated(to(), to({ prefix: 'a/' }), none)).toHaveLength(1);
  });
});

describe('a stream is deleted', () => {
  const going: Answers = {
    DescribeDeliveryStream: (_, nth) =>
      nth === 0 ? described({ DeliveryStreamStatus: 'DELETING' }) : refusal('ResourceNotFoundException'),
  };

  test('once it is gone, and not by force', async () => {
    const { aws, sent } = recorder(going);
    await write.delete(aws, live(to()));
    expect(sent).toEqual([
      ['DeleteDeliveryStream', { ...NAME, AllowForceDelete: undefined }],
      ['DescribeDeliveryStream', NAME],
      ['DescribeDeliveryStream', NAME],
    ]);
  });

  test('by force where it failed before', async () => {
    const { aws, writes } = recorder(going);
    await write.delete(aws, live(to({}, { deliveryStreamStatus: 'DELETING_FAILED' })));
    expect(writes()).toEqual([['DeleteDeliveryStream', { ...NAME, AllowForceDelete: true }]]);
  });

  test('where it is gone already', async () => {
    const missing = (): Error => refusal('ResourceNotFoundException');
    const { aws } = recorder({ DeleteDeliveryStream: missing, DescribeDeliveryStream: missing });
    await expect(write.delete(aws, live(to()))).resolves.toBeUndefined();
  });
});

describe('AWS may keep a prefix that goes', () => {
  const caveat = (op: 'add' | 'change' | 'remove', path: string): string | undefined => write.caveat?.({ op, path });

  test.each([
    'extendedS3Destination.prefix',
    'extendedS3Destination.errorOutputPrefix',
    'extendedS3Destination.s3BackupConfiguration.prefix',
    'splunkDestination.s3Configuration.errorOutputPrefix',
  ])('which is told: %s', (path) => {
    expect(caveat('remove', path)).toBe(
      'AWS documents no way to clear a prefix and may keep it; if it does, write the prefix that you want instead, or give the stream a new name',
    );
    expect([caveat('change', path), caveat('add', path)]).toEqual([undefined, undefined]);
  });

  test.each([
    'extendedS3Destination.compressionFormat',
    'extendedS3Destination.prefix.more',
    'extendedS3Destination.other.prefix',
    'prefix',
    'tags.extendedS3Destination.prefix',
    'tags.aDestination.prefix',
  ])('and nothing else: %s', (path) => {
    expect(caveat('remove', path)).toBeUndefined();
  });
});

test.each<{ path: string; immutable: boolean; reason: string }>([
  { path: 'tags', immutable: false, reason: 'tags have requests of their own' },
  { path: 'tags["a.b"]', immutable: false, reason: 'whatever their keys are' },
  { path: 'deliveryStreamEncryption', immutable: false, reason: 'so has encryption' },
  { path: 'extendedS3Destination.bufferingHints.sizeInMBs', immutable: false, reason: 'a destination changes' },
  { path: 'extendedS3Destination', immutable: true, reason: 'but not into another' },
  { path: 'otherDestination.prefix', immutable: true, reason: 'nor one that nobody knows' },
  { path: 'kinesisStreamSourceConfiguration.roleArn', immutable: true, reason: 'nor does a source' },
  {
    path: 'extendedS3Destination.dynamicPartitioningConfiguration.enabled',
    immutable: true,
    reason: 'its sort says so',
  },
  { path: 'icebergDestination.catalogConfiguration.catalogArn', immutable: true, reason: 'each for itself' },
])('an edit of $path makes a stream anew: $immutable, because $reason', ({ path, immutable }) => {
  expect(write.immutable({ op: 'change', path })).toBe(immutable);
});

test.each(['', 'a/b'])('a stream called %j is never written', async (name) => {
  const { aws, sent } = recorder(ACTIVE);
  await expect(write.create(aws, name, to())).rejects.toThrow('went to AWS as a name');
  await expect(write.delete(aws, { ...live(to()), name })).rejects.toThrow('went to AWS as a name');
  expect(sent).toEqual([]);
});
