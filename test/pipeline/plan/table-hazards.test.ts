import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { Hazard } from '../../../src/model/plan.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { changedPath } from '../../../src/pipeline/impact/data-path/data-path.ts';
import { beforehand } from '../../../src/pipeline/impact/afterwards.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { input, owned } from './input.ts';

type Account = Record<Address, JsonObject>;

const profile = (metricsExport: JsonObject = {}): JsonObject => ({
  targets: ['arn:aws:iot:ap-south-1:111122223333:thinggroup/boxes'],
  metricsExport: { mqttTopic: 'boxes/metrics', roleArn: 'r', metrics: ['aws:num-messages-sent'], ...metricsExport },
});
const rule = (select: string, more: JsonObject = {}, firehose: JsonObject = {}): JsonObject => ({
  sql: `${select} FROM 'boxes/metrics'`,
  actions: [{ firehose: { deliveryStreamName: 'lake', roleArn: 'r', batchMode: true, ...firehose } }],
  ...more,
});
const stream = (more: JsonObject = {}): JsonObject => ({
  extendedS3Destination: {
    roleArn: 'r',
    bucketArn: 'arn:aws:s3:::b',
    prefix: 'd/!{timestamp:yyyy/MM/dd/}',
    ...more,
  },
});
const converted = (to: 'parquetSerDe' | 'orcSerDe', tableName: string): JsonObject => ({
  dataFormatConversionConfiguration: {
    schemaConfiguration: { roleArn: 'r', databaseName: 'fleet', tableName },
    inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
    outputFormatConfiguration: { serializer: { [to]: {} } },
  },
});
const iceberg = (destinationTableName: string): JsonObject => ({
  icebergDestination: {
    roleArn: 'r',
    catalogConfiguration: { catalogArn: 'c' },
    destinationTableConfigurationList: [{ destinationDatabaseName: 'fleet', destinationTableName }],
    s3Configuration: { roleArn: 'r', bucketArn: 'arn:aws:s3:::b' },
  },
});
const inner = (select: string): string => `SELECT VALUE (SELECT ${select} FROM metrics)`;
const account = (changed: Account = {}): Account => ({
  'SecurityProfile/P': profile(),
  'TopicRule/R': rule('SELECT VALUE metrics'),
  'DeliveryStream/lake': stream(),
  ...changed,
});
const without = (address: Address, from = account()): Account =>
  Object.fromEntries(Object.entries(from).filter(([one]) => one !== address));

const inputOf = (before: Account, after: Account, accept: readonly string[] = []) =>
  input(
    Object.fromEntries(Object.entries(after).map(([address, spec]) => [address, { spec }])),
    Object.fromEntries(Object.entries(before).map(([address, spec]) => [address, owned(spec)])),
    { accept },
  );
const hazardsOf = (before: Account, after: Account, accept: readonly string[] = []): readonly Hazard[] =>
  plan(inputOf(before, after, accept)).plan.hazards.filter(({ rule: of }) => of === 'table-mismatch');

const EVERY = '`latest`, `hourly`, `silent` and `repeats`';
const NAMED = inner('name, thing, value, version, timestamp');

interface Row {
  readonly change: string;
  readonly before?: Account;
  readonly after: Account;
  /** What the message says of it. */
  readonly says: readonly string[];
}

describe('a table that does not fit any more', () => {
  const rows: readonly Row[] = [
    {
      change: 'a member that the SQL selects no more, with the questions that look at it',
      after: { 'TopicRule/R': rule(inner('name, value, version, timestamp')) },
      says: [
        'table lake no longer fits what lake writes: records have no thing;',
        'records have no dimension',
        'It no longer answers `latest`, `silent` and `repeats`.',
        'create the table again, as `defender-gitops tables` prints it',
      ],
    },
    {
      change: 'a member inside of another',
      after: {
        'TopicRule/R': rule(inner('name, thing, {"number": value.number} AS value, version, timestamp, dimension')),
      },
      says: [
        'records have no value.count; records have no value.numbers;',
        'It no longer answers `latest` and `hourly`.',
      ],
    },
    {
      change: 'a type, where no question looks at it',
      before: { 'TopicRule/R': rule(inner('name, thing, value, version, timestamp, 1 AS source')) },
      after: { 'TopicRule/R': rule(inner("name, thing, value, version, timestamp, 'a' AS source")) },
      says: ['source is string, and bigint in the table. After the apply'],
    },
    {
      change: 'a type that a question needs',
      before: { 'TopicRule/R': rule(NAMED) },
      after: { 'TopicRule/R': rule(inner('name, thing, value, version, cast(timestamp AS String) AS timestamp')) },
      says: ['timestamp is string, and bigint in the table', EVERY],
    },
    {
      change: 'members that change places, although every column stays',
      before: { 'TopicRule/R': rule(NAMED) },
      after: { 'TopicRule/R': rule(inner('name AS thing, thing AS name, value, version, timestamp')) },
      says: ['name is not the metric, which is thing; thing is not the thing, which is name', EVERY],
    },
    {
      change: 'a record for each data point that becomes one for each message',
      after: { 'TopicRule/R': rule('SELECT *', {}, { batchMode: false }) },
      says: ['records have no name; records have no thing;', EVERY],
    },
    {
      change: 'SQL whose records no table holds',
      after: { 'TopicRule/R': rule('SELECT VALUE metrics', {}, { batchMode: false }) },
      says: ['Rule R: a record is a list, and the row of a table is an object', EVERY],
    },
    {
      change: 'a bucket',
      after: { 'DeliveryStream/lake': stream({ bucketArn: 'arn:aws:s3:::c' }) },
      says: ['objects go to s3://c/d/${day}/, and the table reads s3://b/d/${day}/', EVERY],
    },
    {
      change: 'how a prefix is divided',
      after: { 'DeliveryStream/lake': stream({ prefix: 'd/!{timestamp:yyyy/MM/dd/HH/}' }) },
      says: ['objects go to s3://b/d/${datehour}/, and the table reads s3://b/d/${day}/'],
    },
    {
      change: 'the time zone of its dates',
      after: { 'DeliveryStream/lake': stream({ customTimeZone: 'Asia/Tokyo' }) },
      says: ['dates in keys are of Asia/Tokyo, and the table reads UTC'],
    },
    {
      change: 'a conversion that begins',
      after: { 'DeliveryStream/lake': stream(converted('parquetSerDe', 'readings')) },
      says: ['objects are Parquet, and the table reads JSON'],
    },
    {
      change: 'the format of a conversion',
      before: { 'DeliveryStream/lake': stream(converted('parquetSerDe', 'readings')) },
      after: { 'DeliveryStream/lake': stream(converted('orcSerDe', 'readings')) },
      says: ['table fleet.readings no longer fits', 'objects are ORC, and the table reads Parquet'],
    },
    {
      change: 'the table whose columns a conversion takes',
      before: { 'DeliveryStream/lake': stream(converted('parquetSerDe', 'readings')) },
      after: { 'DeliveryStream/lake': stream(converted('parquetSerDe', 'others')) },
      says: ['columns are those of fleet.others'],
    },
    {
      change: 'a function of yours that makes the records',
      after: {
        'DeliveryStream/lake': stream({
          processingConfiguration: { enabled: true, processors: [{ type: 'Lambda' }] },
        }),
      },
      says: ['A Lambda function of yours makes its records'],
    },
    {
      change: 'a member that records for Apache Iceberg have no more',
      before: { 'DeliveryStream/lake': iceberg('metrics') },
      after: { 'TopicRule/R': rule(inner('name, value, version, timestamp, dimension')) },
      says: ['table fleet.metrics no longer fits what lake writes: records have no thing.'],
    },
    {
      change: 'a table of Apache Iceberg that the stream leaves',
      before: { 'DeliveryStream/lake': iceberg('metrics') },
      after: { 'DeliveryStream/lake': iceberg('others') },
      says: ['table fleet.metrics no longer fits what lake writes: the stream does not write into it.', EVERY],
    },
    {
      change: 'a stream that turns from objects to Apache Iceberg',
      after: { 'DeliveryStream/lake': iceberg('metrics') },
      says: ['table lake no longer fits what lake writes: the stream does not write into it.', EVERY],
    },
    {
      change: 'a rule that reads another topic',
      after: { 'TopicRule/R': { ...rule('SELECT VALUE metrics'), sql: "SELECT VALUE metrics FROM 'others/#'" } },
      says: [
        `After this change, no exported metric reaches lake: table lake gets no new rows, and ${EVERY} no new answers.`,
      ],
    },
    {
      change: 'a rule that writes elsewhere',
      after: {
        'TopicRule/R': rule('SELECT VALUE metrics', {}, { deliveryStreamName: 'other' }),
        'DeliveryStream/other': stream({ prefix: 'other/' }),
      },
      says: ['no exported metric reaches lake: '],
    },
    {
      change: 'another rule whose records are of other types',
      after: { 'TopicRule/S': rule(inner('name, thing, value, version, 1.5 AS timestamp, true AS dimension')) },
      says: ['Rule S: dimension is true or false, and an object in records of the other rules'],
    },
  ];

  test.each(rows)('is told: $change', ({ before = {}, after, says }) => {
    const [hazard, ...others] = hazardsOf(account(before), { ...account(before), ...after });
    expect(others).toEqual([]);
    expect(hazard).toMatchObject({ rule: 'table-mismatch', acceptable: true, accepted: false });
    for (const text of says) expect(hazard?.message).toContain(text);
    expect(hazard?.addresses).toEqual(expect.arrayContaining(Object.keys(after).slice(0, 1)));
  });

  test('is accepted by an id that accepts no other difference', () => {
    const [first] = hazardsOf(account(), account({ 'DeliveryStream/lake': stream({ prefix: 'e/' }) }));
    const id = first?.id ?? '';
    const again = (prefix: string): boolean[] =>
      hazardsOf(account(), account({ 'DeliveryStream/lake': stream({ prefix }) }), [id]).map(
        ({ accepted }) => accepted,
      );
    expect([again('e/'), again('f/')]).toEqual([[true], [false]]);
  });

  test('is one hazard for the rule and the stream that break it, and names both', () => {
    const after = account({ 'TopicRule/R': rule('SELECT *'), 'DeliveryStream/lake': stream({ prefix: 'e/' }) });
    expect(hazardsOf(account(), after).map(({ addresses }) => [...addresses].sort())).toEqual([
      ['DeliveryStream/lake', 'TopicRule/R'],
    ]);
  });

  test('stands in the picture of the plan, with who asks it', () => {
    const before = account();
    const { plan: made, mismatches } = plan(
      inputOf(before, account({ 'DeliveryStream/lake': stream({ prefix: 'e/' }) })),
    );
    const live = beforehand(
      new Map(Object.entries(before).map(([address, spec]) => [address as Address, owned(spec)])),
    );
    const { nodes, edges } = changedPath(made.changes, live, mismatches);
    expect(nodes.filter(({ sort }) => ['table', 'engine'].includes(sort))).toEqual([
      { id: 'table/lake', sort: 'table', name: 'lake', change: 'update' },
      { id: 'engine/Athena', sort: 'engine', name: 'Athena' },
    ]);
    expect(edges).toContainEqual({ from: 'bucket/b', to: 'table/lake' });
  });
});

describe('a table still fits', () => {
  const rows: readonly { readonly change: string; readonly before?: Account; readonly after: Account }[] = [
    { change: 'nothing', after: {} },
    { change: 'a column that comes to it', after: { 'TopicRule/R': rule(inner("*, 'a' AS source")) } },
    {
      change: 'a second column with the same value',
      before: { 'TopicRule/R': rule(NAMED) },
      after: { 'TopicRule/R': rule(inner('name AS metric, name, thing, value, version, timestamp')) },
    },
    {
      change: 'capitals, which Athena does not know',
      before: { 'TopicRule/R': rule(NAMED) },
      after: { 'TopicRule/R': rule(inner('name AS Name, thing AS THING, value, version, timestamp')) },
    },
    {
      change: 'a whole number in a column for any number',
      before: { 'TopicRule/R': rule(inner('name, thing, value, version, timestamp, 1.5 AS weight')) },
      after: { 'TopicRule/R': rule(inner('name, thing, value, version, timestamp, 2 AS weight')) },
    },
    {
      change: 'a description',
      after: { 'TopicRule/R': rule('SELECT VALUE metrics', { description: 'd' }) },
    },
    { change: 'how much is gathered', after: { 'DeliveryStream/lake': stream({ bufferingHints: { sizeInMBs: 64 } }) } },
    {
      change: 'an object’s name',
      after: { 'DeliveryStream/lake': stream({ prefix: 'd/!{timestamp:yyyy/MM/dd/}box-' }) },
    },
    { change: 'a rule that is new', before: {}, after: { 'TopicRule/S': rule('SELECT VALUE metrics') } },
    {
      change: 'a profile that exports no more, which is a loss of its own',
      after: { 'SecurityProfile/P': { targets: profile()['targets'] }, 'TopicRule/R': rule('SELECT 1 AS one') },
    },
    {
      change: 'an export that moves with its rule',
      after: {
        'SecurityProfile/P': profile({ mqttTopic: 'new/metrics' }),
        'TopicRule/R': { ...rule('SELECT VALUE metrics'), sql: "SELECT VALUE metrics FROM 'new/metrics'" },
      },
    },
  ];

  test.each(rows)('after $change', ({ before = {}, after }) => {
    expect(hazardsOf(account(before), { ...account(before), ...after })).toEqual([]);
  });

  test('where there was none before', () => {
    expect(hazardsOf({}, account())).toEqual([]);
    expect(hazardsOf(without('TopicRule/R'), account())).toEqual([]);
    expect(hazardsOf(account({ 'TopicRule/R': rule('SELECT 1') }), account())).toEqual([]);
  });

  test('where its stream goes, which is a loss of its own', () => {
    expect(hazardsOf(account(), without('DeliveryStream/lake'))).toEqual([]);
  });

  test('where nothing changes; and what keeps it from reading objects does so in both directions', () => {
    const changes: fc.Arbitrary<Account> = fc.record(
      {
        'TopicRule/R': fc.constantFrom(rule('SELECT *'), rule(NAMED), rule(inner('thing, value.count AS n'))),
        'DeliveryStream/lake': fc.constantFrom(stream({ prefix: 'e/' }), stream(converted('orcSerDe', 't'))),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        expect(hazardsOf(account(one), account(one))).toEqual([]);
        const objects = (list: readonly Hazard[]): number =>
          list.filter(({ message }) => /objects (are|go)/.test(message)).length;
        expect(objects(hazardsOf(account(one), account(other)))).toBe(objects(hazardsOf(account(other), account(one))));
      }),
    );
  });
});
