import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isObject } from '../../../model/values/json.ts';
import type { Target } from '../../../model/settings.ts';

/** Kinds by their type in templates. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IoT.html */
const KINDS: Readonly<Record<string, string>> = {
  'AWS::IoT::SecurityProfile': 'SecurityProfile',
  'AWS::IoT::CustomMetric': 'CustomMetric',
  'AWS::IoT::Dimension': 'Dimension',
  'AWS::IoT::AccountAuditConfiguration': 'AuditConfiguration',
  'AWS::IoT::MitigationAction': 'MitigationAction',
  'AWS::IoT::ScheduledAudit': 'ScheduledAudit',
  'AWS::IoT::ThingGroup': 'ThingGroup',
  'AWS::IoT::TopicRule': 'TopicRule',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStream',
};

/** The name of the kind that resources of a type are of; undefined where they are not managed here. */
export function kindOfType(type: string): string | undefined {
  return KINDS[type];
}

/** How CloudFormation names a sort of resource, and what its functions give for it. */
interface Naming {
  /** The property that holds the name; with a dot the way to it. */
  readonly name: string;
  /** What stands behind account and region in its ARN, for a name. */
  readonly arn?: (name: string, properties: JsonObject) => string;
  readonly service?: string;
  /** What `Ref` gives; its name unless told. */
  readonly ref?: 'arn' | 'url';
}

/**
 * The sorts of resources that others refer to.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const NAMINGS: Readonly<Record<string, Naming>> = {
  'AWS::IAM::Role': {
    name: 'RoleName',
    service: 'iam',
    arn: (name, { Path }) => `role${typeof Path === 'string' ? Path : '/'}${name}`,
  },
  'AWS::S3::Bucket': { name: 'BucketName', service: 's3', arn: (name) => name },
  'AWS::SNS::Topic': { name: 'TopicName', service: 'sns', arn: (name) => name, ref: 'arn' },
  'AWS::SQS::Queue': { name: 'QueueName', service: 'sqs', arn: (name) => name, ref: 'url' },
  'AWS::Lambda::Function': { name: 'FunctionName', service: 'lambda', arn: (name) => `function:${name}` },
  'AWS::Serverless::Function': { name: 'FunctionName', service: 'lambda', arn: (name) => `function:${name}` },
  'AWS::DynamoDB::Table': { name: 'TableName', service: 'dynamodb', arn: (name) => `table/${name}` },
  'AWS::Serverless::SimpleTable': { name: 'TableName', service: 'dynamodb', arn: (name) => `table/${name}` },
  'AWS::Kinesis::Stream': { name: 'Name', service: 'kinesis', arn: (name) => `stream/${name}` },
  'AWS::KinesisFirehose::DeliveryStream': {
    name: 'DeliveryStreamName',
    service: 'firehose',
    arn: (name) => `deliverystream/${name}`,
  },
  'AWS::IoT::TopicRule': { name: 'RuleName', service: 'iot', arn: (name) => `rule/${name}` },
  'AWS::IoT::SecurityProfile': {
    name: 'SecurityProfileName',
    service: 'iot',
    arn: (name) => `securityprofile/${name}`,
  },
  'AWS::IoT::CustomMetric': { name: 'MetricName', service: 'iot', arn: (name) => `custommetric/${name}` },
  'AWS::IoT::Dimension': { name: 'Name', service: 'iot', arn: (name) => `dimension/${name}` },
  'AWS::IoT::MitigationAction': { name: 'ActionName', service: 'iot', arn: (name) => `mitigationaction/${name}` },
  'AWS::IoT::ScheduledAudit': { name: 'ScheduledAuditName', service: 'iot', arn: (name) => `scheduledaudit/${name}` },
  'AWS::IoT::ThingGroup': { name: 'ThingGroupName', service: 'iot', arn: (name) => `thinggroup/${name}` },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', service: 'logs', arn: (name) => `log-group:${name}:*` },
  'AWS::Logs::LogStream': { name: 'LogStreamName' },
  'AWS::Glue::Database': { name: 'DatabaseInput.Name' },
  'AWS::Glue::Table': { name: 'TableInput.Name' },
  'AWS::KMS::Key': { name: '', service: 'kms', arn: (name) => `key/${name}` },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::StepFunctions::StateMachine': {
    name: 'StateMachineName',
    service: 'states',
    arn: (name) => `stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::Timestream::Database': { name: 'DatabaseName' },
  'AWS::Timestream::Table': { name: 'TableName' },
};

/** Where the name of a resource of this type stands among its properties; undefined where nothing is known of the type. */
export function nameProperty(type: string): string | undefined {
  return NAMINGS[type]?.name;
}

/** The property at a way such as `TableInput.Name`. */
export function propertyAt(properties: JsonObject, way: string): JsonValue | undefined {
  return way
    .split('.')
    .reduce<JsonValue | undefined>((value, step) => (isObject(value) ? value[step] : undefined), properties);
}

/** The ARN of a resource of this type and name; undefined where it has none or the type is not known. */
export function physicalArn(type: string, name: string, properties: JsonObject, target: Target): string | undefined {
  const { service, arn } = NAMINGS[type] ?? {};
  if (service === undefined || arn === undefined) return undefined;
  const { partition, region, account } = target;
  const place = service === 's3' ? ':' : service === 'iam' ? `:${account}` : `${region}:${account}`;
  return `arn:${partition}:${service}:${place}:${arn(name, properties)}`;
}

/** What `Ref` gives for a resource of this type and name. */
export function physicalRef(type: string, name: string, properties: JsonObject, target: Target): string {
  const { ref } = NAMINGS[type] ?? {};
  if (ref === 'arn') return physicalArn(type, name, properties, target) ?? name;
  return ref === 'url' ? `https://sqs.${target.region}.${urlSuffix(target)}/${target.account}/${name}` : name;
}

/** The domain that AWS has in a partition. */
export function urlSuffix({ partition }: Target): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
