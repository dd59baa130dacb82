import { expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { dataPathOf } from '../../../src/pipeline/impact/data-path/data-path.ts';

const PROFILE: JsonObject = { metricsExport: { mqttTopic: 'm', roleArn: 'r', metrics: ['aws:num-disconnects'] } };
const rule = (topic: string, deliveryStreamName: string): JsonObject => ({
  sql: `SELECT VALUE metrics FROM '${topic}'`,
  actions: [{ firehose: { deliveryStreamName, roleArn: 'r' } }],
});
const bucketArn = 'arn:aws:s3:::b';
const lambda = { enabled: true, processors: [{ type: 'Lambda' }] };
const schemaConfiguration = { databaseName: 'fleet', tableName: 'readings' };

/** The ways to tables and on, of what is exported to a rule that writes to such a stream. */
const waysOf = (spec: JsonObject, topic = 'm'): readonly string[] => {
  const specs: Record<Address, JsonObject> = {
    'SecurityProfile/P': PROFILE,
    'TopicRule/R': rule(topic, 'my-lake'),
    'DeliveryStream/my-lake': spec,
  };
  const { edges } = dataPathOf(new Map(Object.entries(specs) as [Address, JsonObject][]));
  return edges.map(({ from, to }) => `${from} > ${to}`).filter((way) => /table|engine|iceberg/.test(way));
};

test.each([
  {
    where: 'a bucket, by the table that `tables` prints',
    spec: { extendedS3Destination: { bucketArn } },
    ways: ['bucket/b > table/my_lake', 'table/my_lake > engine/Athena'],
  },
  {
    where: 'a bucket, by the table that the conversion names',
    spec: { extendedS3Destination: { bucketArn, dataFormatConversionConfiguration: { schemaConfiguration } } },
    ways: ['bucket/b > table/fleet.readings', 'table/fleet.readings > engine/Athena'],
  },
  {
    where: 'a table of Apache Iceberg',
    spec: {
      icebergDestination: {
        destinationTableConfigurationList: [{ destinationDatabaseName: 'fleet', destinationTableName: 'metrics' }],
      },
    },
    ways: ['stream/my-lake > table/fleet.metrics', 'table/fleet.metrics > engine/Athena'],
  },
  {
    where: 'tables of Apache Iceberg that records name',
    spec: { icebergDestination: {} },
    ways: ['stream/my-lake > service/iceberg'],
  },
  {
    where: 'a bucket, with records of which only a function of yours knows',
    spec: { extendedS3Destination: { bucketArn, processingConfiguration: lambda } },
    ways: [],
  },
  { where: 'Splunk', spec: { splunkDestination: { hecEndpoint: 'https://splunk.example' } }, ways: [] },
])('the data path goes on where a stream delivers to $where', ({ spec, ways }) => {
  expect(waysOf(spec)).toEqual(ways);
});

test('it does not where no export reaches the stream', () => {
  expect(waysOf({ extendedS3Destination: { bucketArn } }, 'other')).toEqual([]);
});
