import { decide } from '../../model/access/policy.ts';
import type { AccessRequest, Policy } from '../../model/access/policy.ts';
import { arnOf, partitionOf } from '../context.ts';
import { refusal } from '../refusal.ts';

type Input = Readonly<Record<string, unknown>>;

/** A request, as far as permissions depend on it. */
export interface SentRequest {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly account: string;
  readonly region: string;
}

/** What an operation is authorized on: names of resources behind account and region, or `*`. */
type ResourcesOf = (input: Input) => readonly string[];

const named =
  (sort: string, member: string): ResourcesOf =>
  (input) => [`${sort}/${String(input[member])}`];
const any: ResourcesOf = () => ['*'];
const arn: ResourcesOf = ({ resourceArn }) => [String(resourceArn)];

const profile = named('securityprofile', 'securityProfileName');
const metric = named('custommetric', 'metricName');
const dimension = named('dimension', 'name');
const rule = named('rule', 'ruleName');
const stream = named('deliverystream', 'DeliveryStreamName');
const group = named('thinggroup', 'thingGroupName');

/** A profile together with the custom metrics and dimensions that it names. */
const profiled: ResourcesOf = (input) => {
  const names = (member: string): readonly string[] => [...new Set(textsUnder(input, member))];
  const own = names('metric').filter((name) => !name.startsWith('aws:'));
  return [
    ...profile(input),
    ...own.map((name) => `custommetric/${name}`),
    ...names('dimensionName').map((name) => `dimension/${name}`),
  ];
};

/** On both ends. */
const attached: ResourcesOf = (input) => [...profile(input), String(input['securityProfileTargetArn'])];

/**
 * The resources that AWS looks for in the policies of who sends an operation; one without an entry is allowed to all.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html
 */
const RESOURCES: Readonly<Record<string, Readonly<Record<string, ResourcesOf>>>> = {
  iot: {
    CreateSecurityProfile: profiled,
    UpdateSecurityProfile: profiled,
    DeleteSecurityProfile: profile,
    DescribeSecurityProfile: profile,
    AttachSecurityProfile: attached,
    DetachSecurityProfile: attached,
    ListTargetsForSecurityProfile: profile,
    CreateCustomMetric: metric,
    UpdateCustomMetric: metric,
    DeleteCustomMetric: metric,
    DescribeCustomMetric: metric,
    CreateDimension: dimension,
    UpdateDimension: dimension,
    DeleteDimension: dimension,
    DescribeDimension: dimension,
    CreateTopicRule: rule,
    ReplaceTopicRule: rule,
    DeleteTopicRule: rule,
    GetTopicRule: rule,
    EnableTopicRule: rule,
    DisableTopicRule: rule,
    CreateThingGroup: group,
    DeleteThingGroup: group,
    DescribeThingGroup: group,
    UpdateThingGroup: group,
    ListThingsInThingGroup: group,
    ListMetricValues: named('thing', 'thingName'),
    TagResource: arn,
    UntagResource: arn,
    ListTagsForResource: arn,
  },
  firehose: {
    CreateDeliveryStream: stream,
    UpdateDestination: stream,
    DeleteDeliveryStream: stream,
    DescribeDeliveryStream: stream,
    StartDeliveryStreamEncryption: stream,
    StopDeliveryStreamEncryption: stream,
    TagDeliveryStream: stream,
    UntagDeliveryStream: stream,
    ListTagsForDeliveryStream: stream,
  },
  iotdata: { Publish: named('topic', 'topic') },
  s3: {
    ListObjectsV2: ({ bucket }) => [String(bucket)],
    GetObject: ({ bucket, key }) => [`${String(bucket)}/${String(key)}`],
  },
  iam: {
    GetRole: ({ RoleName }) => [`role/${String(RoleName)}`],
    ListRolePolicies: ({ RoleName }) => [`role/${String(RoleName)}`],
    GetRolePolicy: ({ RoleName }) => [`role/${String(RoleName)}`],
    ListAttachedRolePolicies: ({ RoleName }) => [`role/${String(RoleName)}`],
    GetPolicy: ({ PolicyArn }) => [String(PolicyArn)],
    GetPolicyVersion: ({ PolicyArn }) => [String(PolicyArn)],
    SimulatePrincipalPolicy: ({ PolicySourceArn }) => [String(PolicySourceArn)],
  },
};

/** Operations that may be sent whatever the policies are. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(['sts:GetCallerIdentity', 'sts:AssumeRole']);

/** Operations that take tags along, and the action on the same resource that this needs besides. */
const TAGGING: Readonly<Record<string, readonly [member: string, action: string]>> = {
  CreateSecurityProfile: ['tags', 'iot:TagResource'],
  CreateCustomMetric: ['tags', 'iot:TagResource'],
  CreateDimension: ['tags', 'iot:TagResource'],
  CreateTopicRule: ['tags', 'iot:TagResource'],
  CreateDeliveryStream: ['Tags', 'firehose:TagDeliveryStream'],
};

/** Operations by which a service gets a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
const PASSING: Readonly<Record<string, string>> = {
  CreateSecurityProfile: 'iot.amazonaws.com',
  UpdateSecurityProfile: 'iot.amazonaws.com',
  CreateTopicRule: 'iot.amazonaws.com',
  ReplaceTopicRule: 'iot.amazonaws.com',
  CreateDeliveryStream: 'firehose.amazonaws.com',
  UpdateDestination: 'firehose.amazonaws.com',
};

/** The action of an operation, which is not always named after it: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
function actionOf(service: string, operation: string): string {
  if (operation === 'ListObjectsV2') return 's3:ListBucket';
  return `${{ tagging: 'tag', iotdata: 'iot' }[service] ?? service}:${operation}`;
}

/** Everything that whoever sends this must be allowed. */
function requestsOf({ service, operation, input, account, region }: SentRequest): readonly AccessRequest[] {
  const action = actionOf(service, operation);
  if (FREE.has(action)) return [];
  const place = { account, region, partition: partitionOf(region) };
  const full = (resource: string): string => {
    if (resource === '*' || resource.startsWith('arn:')) return resource;
    if (service === 's3') return `arn:${place.partition}:s3:::${resource}`;
    if (service === 'iam') return `arn:${place.partition}:iam::${account}:${resource}`;
    return arnOf(place, service === 'firehose' ? 'firehose' : 'iot', resource);
  };
  const resources = (RESOURCES[service]?.[operation] ?? any)(input).map(full);
  const [member, tagging] = TAGGING[operation] ?? [];
  const isTagged = member !== undefined && String(input[member] ?? '') !== '';
  const passed = PASSING[operation];
  const roles = passed === undefined ? [] : [...textsUnder(input, 'roleArn'), ...textsUnder(input, 'RoleARN')];
  return [
    ...resources.map((resource) => ({ action, resource, context: {} })),
    ...(isTagged && tagging !== undefined ? [{ action: tagging, resource: String(resources[0]), context: {} }] : []),
    ...[...new Set(roles)].map((resource) => ({
      action: 'iam:PassRole',
      resource,
      context: { 'iam:PassedToService': String(passed) },
    })),
    // https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-export-metrics.html
    ...textsUnder(input['metricsExportConfig'], 'roleArn').map((resource) => ({
      action: 'iam:GetRole',
      resource,
      context: {},
    })),
  ];
}

/** The first thing that the policies do not allow whoever sends this; undefined where they allow all of it. */
export function deniedBy(policies: readonly Policy[], call: SentRequest): AccessRequest | undefined {
  return requestsOf(call).find((request) => decide(policies, request) !== 'allowed');
}

/** What services call a refusal that is not called as usual. */
const DENIED: Readonly<Record<string, string>> = {
  iam: 'AccessDenied',
  s3: 'AccessDenied',
  iotdata: 'ForbiddenException',
};

/** Refuses a request that the policies do not allow, as AWS words it. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function refuseDenied(policies: readonly Policy[], call: SentRequest): void {
  const denied = deniedBy(policies, call);
  if (denied === undefined) return;
  const { action, resource } = denied;
  const user = `arn:${partitionOf(call.region)}:iam::${call.account}:user/sandbox`;
  const why =
    decide(policies, denied) === 'explicitly denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  throw refusal(
    DENIED[call.service] ?? 'AccessDeniedException',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
    { status: ['firehose', 'tagging'].includes(call.service) ? 400 : 403 },
  );
}

/** Every text under a member of that name, however deep. */
function textsUnder(value: unknown, member: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === member && typeof inner === 'string' ? [inner] : textsUnder(inner, member),
  );
}
