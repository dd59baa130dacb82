import { decide } from '../../model/access/policy.ts';
import type { AccessRequest, Policy } from '../../model/access/policy.ts';
import { arnOf, partitionOf } from '../context.ts';
import { TRAITS } from '../operations.ts';
import { refusal } from '../refusal.ts';
import { named, textsUnder } from '../traits.ts';
import type { ResourcesOf } from '../traits.ts';

/** A request, as far as permissions depend on it. */
export interface SentRequest {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly account: string;
  readonly region: string;
}

const role: ResourcesOf = ({ RoleName }) => [`role/${String(RoleName)}`];
const policy: ResourcesOf = ({ PolicyArn }) => [String(PolicyArn)];

/** The resources that AWS looks for in the policies of who asks services that have no traits. */
const RESOURCES: Readonly<Record<string, Readonly<Record<string, ResourcesOf>>>> = {
  iotdata: { Publish: named('topic', 'topic') },
  s3: {
    ListObjectsV2: ({ bucket }) => [String(bucket)],
    GetBucketLocation: ({ bucket }) => [String(bucket)],
    GetObject: ({ bucket, key }) => [`${String(bucket)}/${String(key)}`],
  },
  // https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
  glue: {
    GetTable: ({ DatabaseName, Name }) => [
      'catalog',
      `database/${String(DatabaseName)}`,
      `table/${String(DatabaseName)}/${String(Name)}`,
    ],
  },
  logs: { DescribeLogStreams: ({ logGroupName }) => [`log-group:${String(logGroupName)}:log-stream:`] },
  iam: {
    GetRole: role,
    ListRolePolicies: role,
    GetRolePolicy: role,
    ListAttachedRolePolicies: role,
    GetPolicy: policy,
    GetPolicyVersion: policy,
    SimulatePrincipalPolicy: ({ PolicySourceArn }) => [String(PolicySourceArn)],
  },
};

/** What is needed besides where tags are taken along. */
const TAGGING = { iot: 'iot:TagResource', firehose: 'firehose:TagDeliveryStream' } as const;

/** Operations that may be sent whatever the policies are. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(['sts:GetCallerIdentity', 'sts:AssumeRole']);

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
    return arnOf(place, service === 'iotdata' ? 'iot' : (service as Parameters<typeof arnOf>[1]), resource);
  };
  const traits = service === 'iot' || service === 'firehose' ? TRAITS[service][operation] : undefined;
  const on = traits === undefined ? RESOURCES[service]?.[operation] : traits.on;
  const resources = (on === undefined ? ['*'] : on(input)).map(full);
  const isTagged = traits?.tags !== undefined && String(input[traits.tags] ?? '') !== '';
  const roles = traits?.passesRoles ? [...textsUnder(input, 'roleArn'), ...textsUnder(input, 'RoleARN')] : [];
  return [
    ...resources.map((resource) => ({ action, resource, context: {} })),
    ...(isTagged
      ? [{ action: TAGGING[service as keyof typeof TAGGING], resource: String(resources[0]), context: {} }]
      : []),
    ...[...new Set(roles)].map((resource) => ({
      action: 'iam:PassRole',
      resource,
      context: { 'iam:PassedToService': `${service}.amazonaws.com` },
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
    { status: ['firehose', 'tagging', 'glue', 'logs'].includes(call.service) ? 400 : 403 },
  );
}
