import type { JsonObject } from '../../model/values/json.ts';
import { roleArn } from '../shared/arn.ts';
import { closed, flag, text } from '../shared/schema.ts';

const TEMPLATE = 'May contain substitution templates such as ${topic()}.';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_CloudwatchLogsAction.html */
const cloudwatchLogs = closed(
  'Writes to a log group of CloudWatch Logs.',
  {
    logGroupName: text('Name of the log group.', { minLength: 1, examples: ['/iot/metric-export-errors'] }),
    batchMode: flag('Sends the array that the SQL returns as log events with timestamp and message.', {
      default: false,
    }),
    roleArn: roleArn(
      'Role that lets the rule write: logs:CreateLogStream, logs:DescribeLogStreams and logs:PutLogEvents.',
    ),
  },
  { required: ['logGroupName', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_CloudwatchMetricAction.html */
const cloudwatchMetric = closed(
  'Puts a value to a CloudWatch metric.',
  {
    metricNamespace: text(`Namespace of the metric. ${TEMPLATE}`, {
      minLength: 1,
      examples: ['Fleet/Soundbox'],
    }),
    metricName: text(`Name of the metric. ${TEMPLATE}`, { minLength: 1 }),
    metricValue: text(`The value, in quotes. ${TEMPLATE}`, { minLength: 1, examples: ['${value.number}'] }),
    metricUnit: text('A unit of CloudWatch.', { minLength: 1, examples: ['Count', 'Percent'] }),
    // An empty one makes the action fail without a word: https://github.com/hashicorp/terraform-provider-aws/issues/6354
    metricTimestamp: text(`Unix time of the value, in quotes; now by default. ${TEMPLATE}`, { minLength: 1 }),
    roleArn: roleArn('Role that lets the rule put the value: cloudwatch:PutMetricData.'),
  },
  { required: ['metricNamespace', 'metricName', 'metricValue', 'metricUnit', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_CloudwatchAlarmAction.html */
const cloudwatchAlarm = closed(
  'Sets the state of a CloudWatch alarm.',
  {
    alarmName: text('Name of the alarm.', { minLength: 1 }),
    stateReason: text('The reason that the alarm shows.', { minLength: 1 }),
    stateValue: text('OK, ALARM or INSUFFICIENT_DATA, or a template that yields one of them.', {
      minLength: 1,
    }),
    roleArn: roleArn('Role that lets the rule set the state: cloudwatch:SetAlarmState.'),
  },
  { required: ['alarmName', 'stateReason', 'stateValue', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_LocationAction.html */
const location = closed(
  'Sends a device’s position to an Amazon Location tracker.',
  {
    trackerName: text('Name of the tracker.', { minLength: 1 }),
    deviceId: text(`Id of the device. ${TEMPLATE}`, { minLength: 1, examples: ['${clientid()}'] }),
    latitude: text(`Degrees north, in quotes. ${TEMPLATE}`, { minLength: 1, examples: ['${lat}'] }),
    longitude: text(`Degrees east, in quotes. ${TEMPLATE}`, { minLength: 1, examples: ['${lon}'] }),
    timestamp: closed(
      'Time at which the position was measured, instead of the time of the message.',
      {
        value: text('An expression that yields a whole epoch time.', {
          minLength: 1,
          examples: ['${timestamp()}'],
        }),
        unit: text('SECONDS, MILLISECONDS, MICROSECONDS or NANOSECONDS, or a template that yields one.', {
          default: 'MILLISECONDS',
        }),
      },
      { required: ['value'] },
    ),
    roleArn: roleArn('Role that lets the rule update positions: geo:BatchUpdateDevicePosition.'),
  },
  { required: ['trackerName', 'deviceId', 'latitude', 'longitude', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_SalesforceAction.html */
const salesforce = closed(
  'Sends to a Salesforce IoT input stream.',
  {
    token: text('Token of the input stream: a secret, so keep it in a variable and out of public repositories.', {
      minLength: 40,
    }),
    url: text('URL of the input stream.', {
      maxLength: 2000,
      pattern:
        '^https://ingestion-[a-zA-Z0-9]{1,12}\\.[a-zA-Z0-9]+\\.(?:sfdc-matrix\\.net|sfdcnow\\.com)/streams/\\w{1,20}/\\w{1,20}/event$',
    }),
  },
  { required: ['token', 'url'] },
);

/** Actions that tell CloudWatch, a map or Salesforce. */
export const monitoringActions: Readonly<Record<string, JsonObject>> = {
  cloudwatchLogs,
  cloudwatchMetric,
  cloudwatchAlarm,
  location,
  salesforce,
};
