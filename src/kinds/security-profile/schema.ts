import type { JsonObject } from '../../model/values/json.ts';
import { attachmentArn, roleArn, topicArn } from '../shared/arn.ts';
import { behaviorsSchema } from './behavior-schema.ts';
import { metricsSchema } from './metric-retention.ts';
import type { MetricEntry } from './metric-retention.ts';
import { closed, NAME_IS_KEY, OF_REQUESTS, set, text } from '../shared/schema.ts';
import { tagsSchema } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';

/** One behavior, as far as this tool looks into it. */
export type Behavior = {
  readonly name: string;
  readonly metric?: string;
  readonly metricDimension?: { readonly dimensionName: string; readonly operator?: 'IN' | 'NOT_IN' };
  readonly criteria?: JsonObject;
  readonly suppressAlerts?: boolean;
  readonly exportMetric?: boolean;
};

/** What is said about a security profile. */
export type SecurityProfileSpec = {
  readonly description?: string;
  readonly targets?: readonly string[];
  readonly behaviors?: readonly Behavior[];
  readonly alertTargets?: { readonly SNS?: { readonly alertTargetArn: string; readonly roleArn: string } };
  readonly metricsExport?: {
    readonly mqttTopic: string;
    readonly roleArn: string;
    readonly metrics?: readonly MetricEntry[];
  };
  readonly retainedMetrics?: readonly MetricEntry[];
  readonly tags?: Tags;
};

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html
/** JSON Schema of a profile's name. */
export const securityProfileNameSchema: JsonObject = text('Name of the profile: letters, digits, :, _ and - only.', {
  minLength: 1,
  maxLength: 128,
  pattern: '^[a-zA-Z0-9:_-]+$',
  examples: ['Soundbox'],
});

const alertTargetsSchema = closed(
  'Where alarms are sent.',
  {
    SNS: closed(
      'The SNS topic that alarms are published to.',
      {
        alertTargetArn: topicArn('The topic.'),
        roleArn: roleArn('Role that lets Device Defender publish to the topic: sns:Publish.'),
      },
      { required: ['alertTargetArn', 'roleArn'] },
    ),
  },
  { default: {} },
);

// https://docs.aws.amazon.com/iot/latest/apireference/API_MetricsExportConfig.html
const metricsExportSchema = closed(
  'Publishes metrics to one MQTT topic every five minutes; another topic needs another profile.',
  {
    topic: text('Where to publish: a key of topics.', { minLength: 1, examples: ['lake'] }),
    mqttTopic: text(
      'Where to publish, literally: $aws/rules/RULE for Basic Ingest, or an ordinary topic without wildcards.',
      {
        minLength: 1,
        maxLength: 512,
        pattern: '^[^+#\\u0000]+$',
        examples: ['$aws/rules/SoundboxMetricsToLake'],
      },
    ),
    roleArn: roleArn('Role that lets Device Defender publish to the topic: iot:Publish.'),
    metrics: metricsSchema('Metrics to export without a behavior; a behavior’s own is exported with exportMetric.'),
  },
  { required: ['roleArn'], oneOf: [{ required: ['topic'] }, { required: ['mqttTopic'] }] },
);

/** JSON Schema of a security profile. */
export const securityProfileSchema: JsonObject = closed(
  'What devices are expected to do, who hears of exceptions, and where metrics go.',
  {
    description: text('Purpose of the profile, in one line of printable ASCII.', {
      maxLength: 1000,
      pattern: '^[\\x20-\\x7E]*$',
      default: '',
      examples: ['Operational health of the soundbox fleet'],
    }),
    targets: set(
      'Thing groups that the profile is attached to; attachments that are not listed are removed. A target can have 5 profiles.',
      attachmentArn('A thing group, or all things.'),
      { default: [] },
    ),
    behaviors: behaviorsSchema,
    alertTargets: alertTargetsSchema,
    metricsExport: metricsExportSchema,
    retainedMetrics: metricsSchema('Metrics that are kept for 14 days without a behavior and without export.'),
    tags: tagsSchema,
  },
  {
    // https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateSecurityProfile.html
    otherNames: {
      securityProfileName: NAME_IS_KEY,
      securityProfileDescription: 'description',
      securityProfileTargetArn: 'targets',
      targetArns: 'targets',
      metricsExportConfig: 'metricsExport',
      additionalMetricsToRetain: 'retainedMetrics',
      additionalMetricsToRetainV2:
        'Those with exportMetric are metricsExport.metrics here, all others retainedMetrics.',
      expectedVersion: OF_REQUESTS,
      ...Object.fromEntries(
        ['Behaviors', 'AlertTargets', 'AdditionalMetricsToRetain', 'MetricsExportConfig'].map((member) => [
          `delete${member}`,
          'What no line says any more is deleted: remove this line as well.',
        ]),
      ),
    },
  },
);
