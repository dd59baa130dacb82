import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import type { Allow } from '../../model/access/allow.ts';
import { arnIn, templated } from '../../model/access/arn.ts';

type AllowsOf = (action: JsonObject, target: Target) => readonly Allow[];

const member = (action: JsonObject, name: string): string => templated(String(action[name] ?? ''));

/** One action on one resource of the target's account and region. */
const on =
  (service: string, prefix: string, name: string, ...actions: readonly string[]): AllowsOf =>
  (action, target) => [{ actions, resources: [arnIn(target, service, prefix + member(action, name))] }];

const anywhere = (...actions: readonly string[]): Allow => ({ actions, resources: ['*'] });

const s3: AllowsOf = (action, { partition }) => [
  {
    actions: ['s3:PutObject', ...(action['cannedAcl'] === undefined ? [] : ['s3:PutObjectAcl'])],
    resources: [`arn:${partition}:s3:::${member(action, 'bucketName')}/${member(action, 'key')}`],
  },
];

const firehose: AllowsOf = (action, target) => [
  {
    actions: ['firehose:PutRecord', ...(action['batchMode'] === true ? ['firehose:PutRecordBatch'] : [])],
    resources: [arnIn(target, 'firehose', `deliverystream/${member(action, 'deliveryStreamName')}`)],
  },
];

/** A queue's address holds its region and account. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
const sqs: AllowsOf = (action, target) => {
  const url = String(action['queueUrl']);
  const [, region = target.region, account = target.account, name = '*'] =
    /^https:\/\/(?:sqs\.)?([a-z0-9-]+)\.[^/]+\/(\d{12})\/([\w-]+)$/.exec(url) ?? [];
  return [{ actions: ['sqs:SendMessage'], resources: [`arn:${target.partition}:sqs:${region}:${account}:${name}`] }];
};

/** `operation` says what is done, and a template may yield any of the three. */
const dynamoDB: AllowsOf = (action, target) => {
  const actions = { INSERT: 'dynamodb:PutItem', UPDATE: 'dynamodb:UpdateItem', DELETE: 'dynamodb:DeleteItem' };
  const operation = String(action['operation'] ?? 'INSERT') as keyof typeof actions;
  return on(
    'dynamodb',
    'table/',
    'tableName',
    ...(actions[operation] === undefined ? Object.values(actions) : [actions[operation]]),
  )(action, target);
};

const dynamoDBv2: AllowsOf = ({ putItem }, target) =>
  on('dynamodb', 'table/', 'tableName', 'dynamodb:PutItem')(isObject(putItem) ? putItem : {}, target);

const search: AllowsOf = (action, target) => {
  // The domain's name is a part of its endpoint: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createupdatedomains.html
  const [, domain = '*'] =
    /^https?:\/\/(?:search|vpc)-([a-z0-9-]+)-[a-z0-9]{26}\./.exec(String(action['endpoint'])) ?? [];
  const document = ['index', 'type'].map((name) => member(action, name)).join('/');
  return [{ actions: ['es:ESHttpPut'], resources: [arnIn(target, 'es', `domain/${domain}/${document}/*`)] }];
};

const timestream: AllowsOf = (action, target) => {
  const table = `database/${member(action, 'databaseName')}/table/${member(action, 'tableName')}`;
  return [
    { actions: ['timestream:WriteRecords'], resources: [arnIn(target, 'timestream', table)] },
    anywhere('timestream:DescribeEndpoints'),
  ];
};

const siteWise: AllowsOf = ({ putAssetPropertyValueEntries: entries }, target) => {
  const ids = isList(entries) ? entries.map((entry) => (isObject(entry) ? entry['assetId'] : undefined)) : [];
  const assets = ids.map((id) =>
    typeof id === 'string' ? arnIn(target, 'iotsitewise', `asset/${templated(id)}`) : '*',
  );
  const resources = assets.includes('*') ? ['*'] : [...new Set(assets)];
  return [{ actions: ['iotsitewise:BatchPutAssetPropertyValue'], resources }];
};

const logs: AllowsOf = (action, target) => {
  const group = arnIn(target, 'logs', `log-group:${member(action, 'logGroupName')}`);
  const actions = ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'];
  return [{ actions, resources: [group, `${group}:*`] }];
};

const metric: AllowsOf = (action) => [
  {
    ...anywhere('cloudwatch:PutMetricData'),
    condition: { StringLike: { 'cloudwatch:namespace': member(action, 'metricNamespace') } },
  },
];

const republish: AllowsOf = (action, target) => {
  // A leading $ is written twice: https://docs.aws.amazon.com/iot/latest/developerguide/republish-rule-action.html
  const topic = templated(String(action['topic']).replace(/^\$\$/, '$'));
  return [{ actions: ['iot:Publish'], resources: [arnIn(target, 'iot', `topic/${topic}`)] }];
};

/** What the role of each action must be allowed. https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-actions.html */
const ACTIONS: Readonly<Record<string, AllowsOf>> = {
  firehose,
  kinesis: on('kinesis', 'stream/', 'streamName', 'kinesis:PutRecord'),
  sqs,
  sns: (action) => [{ actions: ['sns:Publish'], resources: [member(action, 'targetArn')] }],
  republish,
  stepFunctions: on('states', 'stateMachine:', 'stateMachineName', 'states:StartExecution'),
  s3,
  dynamoDB,
  dynamoDBv2,
  openSearch: search,
  elasticsearch: search,
  timestream,
  iotSiteWise: siteWise,
  cloudwatchLogs: logs,
  cloudwatchMetric: metric,
  cloudwatchAlarm: on('cloudwatch', 'alarm:', 'alarmName', 'cloudwatch:SetAlarmState'),
  location: on('geo', 'tracker/', 'trackerName', 'geo:BatchUpdateDevicePosition'),
};

/** What the role of a rule's action must be allowed; undefined where that is not known from the action. */
export function allowsOf(name: string, action: JsonObject, target: Target): readonly Allow[] | undefined {
  return ACTIONS[name]?.(action, target);
}
