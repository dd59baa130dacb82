import { DURATIONS, OPERATORS } from '../../catalogue/operators.ts';
import { QUOTAS } from '../../catalogue/quotas.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { metricNameSchema } from '../shared/metric-name.ts';
import { choice, closed, decimal, flag, list, oneOf, set, text, whole } from '../shared/schema.ts';

/** Name of a dimension or a behavior. */
const NAME = { minLength: 1, maxLength: 128, pattern: '^[a-zA-Z0-9:_-]+$' };

/** https://docs.aws.amazon.com/iot/latest/apireference/API_MetricDimension.html */
export const metricDimensionSchema: JsonObject = closed(
  'Counts the metric for some topics only; for five cloud-side metrics, never for custom ones.',
  {
    dimensionName: text('Name of a dimension: letters, digits, :, _ and - only.', {
      ...NAME,
      examples: ['telemetryTopics'],
    }),
    operator: choice('IN counts the topics of the dimension, NOT_IN all the others.', ['IN', 'NOT_IN'], {
      default: 'IN',
    }),
  },
  { title: 'MetricDimension', required: ['dimensionName'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_MetricValue.html */
const valueSchema = oneOf(
  'The value to compare the metric with: the one member that fits the metric.',
  {
    count: whole(
      'For counting metrics: messages, failures, bytes, ports, connections; minutes for aws:disconnect-duration.',
      {
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        examples: [100],
      },
    ),
    cidrs: set(
      'For metrics of IP addresses.',
      text('An IPv4 or IPv6 address or range.', {
        minLength: 2,
        maxLength: 43,
        pattern: '^[a-fA-F0-9:./]+$',
        examples: ['10.0.0.0/8'],
      }),
    ),
    ports: set('For metrics of ports.', whole('A port.', { minimum: 0, maximum: 65535, examples: [8883] })),
    number: decimal('For a custom metric of type number.', { examples: [10] }),
    numbers: set('For a custom metric of type number-list.', decimal('A number.')),
    strings: set('For a custom metric of type string-list.', text('A string; put digits in quotes.')),
  },
  { title: 'MetricValue' },
);

const STATISTICS = ['p0', 'p0.1', 'p0.01', 'p1', 'p10', 'p50', 'p90', 'p99', 'p99.9', 'p99.99', 'p100'];

/** https://docs.aws.amazon.com/iot/latest/apireference/API_StatisticalThreshold.html */
const statisticalThresholdSchema = closed(
  'Compares the device with the fleet instead of with a value.',
  { statistic: choice('The fleet’s percentile over durationSeconds.', STATISTICS, { examples: ['p90'] }) },
  { required: ['statistic'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_MachineLearningDetectionConfig.html */
const mlDetectionConfigSchema = closed(
  'Uses a trained model; not together with comparisonOperator, value, statisticalThreshold or durationSeconds.',
  {
    confidenceLevel: choice('Confidence of the model before it alarms; LOW alarms most.', ['LOW', 'MEDIUM', 'HIGH']),
  },
  { required: ['confidenceLevel'] },
);

const datapoints = (what: string): JsonObject =>
  whole(`Datapoints in a row ${what}.`, { minimum: 1, maximum: 10, default: 1, examples: [2] });

/** https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html */
const criteriaSchema = closed(
  'The expected values: a violation raises an alarm. Without criteria the metric is only collected.',
  {
    comparisonOperator: choice(
      'How the metric normally compares with value or with the fleet.',
      Object.keys(OPERATORS),
      {
        otherNames: {
          '<': 'less-than',
          '<=': 'less-than-equals',
          '>': 'greater-than',
          '>=': 'greater-than-equals',
          lt: 'less-than',
          lte: 'less-than-equals',
          gt: 'greater-than',
          gte: 'greater-than-equals',
        },
      },
    ),
    value: valueSchema,
    statisticalThreshold: statisticalThresholdSchema,
    mlDetectionConfig: mlDetectionConfigSchema,
    durationSeconds: whole(
      'Seconds over which the metric is counted; counting metrics and statisticalThreshold need it.',
      {
        enum: DURATIONS,
      },
    ),
    consecutiveDatapointsToAlarm: datapoints('that must be abnormal before there is an alarm'),
    consecutiveDatapointsToClear: datapoints('that must be normal before the alarm is over'),
  },
  {
    default: {},
    // https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html: one of the three, and ML takes nothing else.
    oneOf: [{ required: ['value'] }, { required: ['statisticalThreshold'] }, { required: ['mlDetectionConfig'] }],
    dependentRequired: {
      value: ['comparisonOperator'],
      statisticalThreshold: ['comparisonOperator', 'durationSeconds'],
    },
    dependentSchemas: {
      mlDetectionConfig: {
        properties: {
          comparisonOperator: {
            not: {},
            description: 'A trained model needs no comparisonOperator: remove it.',
          },
          durationSeconds: { not: {}, description: 'A trained model needs no durationSeconds: remove it.' },
        },
      },
    },
    examples: [{ comparisonOperator: 'less-than', value: { count: 100 }, durationSeconds: 300 }],
  },
);

/** One behavior of a security profile: https://docs.aws.amazon.com/iot/latest/apireference/API_Behavior.html */
const behaviorSchema = closed(
  'One expectation about one metric.',
  {
    name: text(
      'Name of the behavior: letters, digits, :, _ and - only, unique within the profile; it is what alarms show.',
      {
        ...NAME,
        examples: ['BatteryNotFlat'],
      },
    ),
    metric: metricNameSchema,
    metricDimension: metricDimensionSchema,
    criteria: criteriaSchema,
    suppressAlerts: flag('Records violations without alerting.', { default: false }),
    exportMetric: flag('Publishes the metric to the topic of metricsExport as well.', { default: false }),
  },
  { title: 'Behavior', required: ['name'] },
);

/** What a profile expects of its devices. */
export const behaviorsSchema: JsonObject = list(
  'The expected behaviors of devices, at most 100, in any order.',
  behaviorSchema,
  {
    maxItems: QUOTAS.behaviors.limit,
    default: [],
  },
);
