import type { JsonObject } from '../../model/values/json.ts';

const amount = (what: string): JsonObject => ({ type: 'number', minimum: 0, description: `Price of ${what}.` });

/** How much the fleet reports: the setting `usage`. */
export const usageSchema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  description:
    'How much the fleet reports, to estimate the cost of a change. Missing values are assumed, and the estimate says so.',
  properties: {
    devices: {
      type: 'object',
      description: 'Devices by target of the profiles: thinggroup/NAME or all/things. Default: 1,000 each.',
      propertyNames: {
        type: 'string',
        pattern: '^(thinggroup/.+|all/(things|registered-things|unregistered-things))$',
        description: 'A target of profiles: thinggroup/NAME, all/things or all/registered-things.',
      },
      additionalProperties: { type: 'integer', minimum: 0, description: 'How many devices.' },
      examples: [{ 'thinggroup/soundboxes': 40_000 }],
    },
    reportsPerHour: {
      type: 'number',
      minimum: 0,
      maximum: 12,
      description:
        'Reports of each device with device-side and custom metrics; at most one in five minutes. Default: 12.',
    },
    valueBytes: {
      type: 'integer',
      minimum: 1,
      maximum: 131_072,
      description: 'Size of a value in an exported message, in bytes. Default: 200.',
    },
    valuesPerMessage: {
      type: 'integer',
      minimum: 1,
      description: 'Values in one exported message; AWS does not document it. Default: from one to all that fit.',
    },
    subscribers: {
      type: 'integer',
      minimum: 0,
      description: 'MQTT clients that get each message of an ordinary export topic. Default: 1.',
    },
  },
};

/** What AWS asks for, by region: the setting `prices`. */
export const pricesSchema: JsonObject = {
  type: 'object',
  description: 'Prices by region, instead of those in the program. Items without a price are shown in units.',
  propertyNames: {
    type: 'string',
    pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]+$',
    description: 'An AWS region, as in eu-west-1.',
  },
  additionalProperties: {
    type: 'object',
    title: 'Prices',
    additionalProperties: false,
    required: ['asOf', 'currency'],
    description: 'The prices of one region.',
    properties: {
      asOf: {
        type: 'string',
        pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
        description: 'The day on which they were read, as "YYYY-MM-DD".',
        examples: ['2026-11-23'],
      },
      currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'The currency.', examples: ['USD'] },
      source: { type: 'string', minLength: 1, description: 'Location of the partition keys.' },
      datapoints: amount('a million datapoints of rules Detect'),
      learnedDatapoints: amount('a million datapoints of ML Detect'),
      messages: amount('a million messages of 5 KB'),
      rules: amount('a million rules triggered'),
      actions: amount('a million actions executed'),
      ingested: amount('a GB that Firehose ingests'),
      converted: amount('a GB that Firehose converts'),
      partitioned: amount('a GB that Firehose partitions'),
      partitionedObjects: amount('a thousand objects that Firehose partitions'),
      iceberg: amount('a GB that Firehose takes in for Apache Iceberg tables'),
      vpcDelivered: amount('a GB that Firehose delivers into a VPC'),
      vpcHours: amount('an hour of delivery into a VPC, of each zone'),
      puts: amount('a thousand objects put into S3'),
      stored: amount('a GB stored in S3 for a month'),
      scanned: amount('a TB that Athena scans, to compare JSON with Parquet'),
    },
  },
};
