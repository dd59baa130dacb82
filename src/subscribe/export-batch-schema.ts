import type { JsonObject } from '../model/values/json.ts';

const name = (description: string): JsonObject => ({ type: 'string', minLength: 1, description });
const texts = (description: string): JsonObject => ({ type: 'array', items: { type: 'string' }, description });

const value: JsonObject = {
  type: 'object',
  minProperties: 1,
  description: 'One member, named after the type of the metric. What AWS does not document is let through.',
  properties: {
    count: { type: 'number', description: 'Of a metric that counts.' },
    cidrs: texts('IP addresses or CIDR blocks.'),
    ports: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 65_535 }, description: 'Ports.' },
    number: { type: 'number', description: 'Of a custom metric of type number.' },
    numbers: { type: 'array', items: { type: 'number' }, description: 'Of a custom metric of type number-list.' },
    strings: texts('Of a custom metric of type string-list or ip-address-list.'),
  },
};

const point: JsonObject = {
  type: 'object',
  required: ['name', 'thing', 'value', 'version', 'timestamp'],
  properties: {
    name: name('The metric.'),
    thing: name('The thing.'),
    value,
    version: { type: 'number', description: 'Rises when the value of the same point is revised: the highest counts.' },
    timestamp: { type: 'number', minimum: 0, description: 'Since 1970, in seconds or milliseconds.' },
    dimension: {
      type: 'object',
      required: ['name', 'operator'],
      properties: {
        name: name('The dimension.'),
        operator: { enum: ['IN', 'NOT_IN'], description: 'Whether it is for its topics, or for all others.' },
      },
      description: 'Absent where the metric has none.',
    },
  },
};

/** JSON Schema of a message of an export: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html */
export const exportBatchSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Metric export of AWS IoT Device Defender',
  description: 'One message: data points of one metric, of many things.',
  type: 'object',
  required: ['version', 'metrics'],
  properties: {
    version: { ...name('Version of this format, as in "1.0".'), pattern: String.raw`^1(\.[0-9]+)*$` },
    metrics: { type: 'array', items: point, description: 'The data points.' },
  },
};
