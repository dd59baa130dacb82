import type { Target } from '../../model/settings.ts';

/** Members of requests that name what they are about, and how its ARN goes on; the first that a request has counts. */
const NAMING: Readonly<Record<string, readonly (readonly [member: string, sort: string])[]>> = {
  iot: [
    ['resourceArn', ''],
    ['securityProfileName', 'securityprofile/'],
    ['metricName', 'custommetric/'],
    ['ruleName', 'rule/'],
    ['actionName', 'mitigationaction/'],
    ['scheduledAuditName', 'scheduledaudit/'],
    ['thingName', 'thing/'],
    ['thingGroupName', 'thinggroup/'],
    ['topic', 'topic/'],
    ['name', 'dimension/'],
  ],
  firehose: [['DeliveryStreamName', 'deliverystream/']],
  iam: [
    ['PolicyArn', ''],
    ['PolicySourceArn', ''],
    ['RoleName', 'role/'],
  ],
};

/**
 * The ARN that a policy has to name for a request, or `*` where AWS asks for none. `operation` has its service: `iot:GetTopicRule`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html
 */
export function resourceOf(operation: string, input: object, { partition, region, account }: Target): string {
  const [service = '', verb = ''] = operation.split(':');
  // They take a name to narrow the list down, and are authorized on all.
  if (verb.startsWith('List') && !/^(ListT(ags|argets)|ListThingsIn|ListMetricValues|List.*Polic)/.test(verb))
    return '*';
  const given = input as Readonly<Record<string, unknown>>;
  const [member, sort] = NAMING[service]?.find(([name]) => typeof given[name] === 'string') ?? [];
  if (member === undefined || sort === undefined) return '*';
  const name = String(given[member]);
  if (sort === '') return name;
  const place = service === 'iam' ? `:${account}` : `${region}:${account}`;
  return `arn:${partition}:${service}:${place}:${sort}${name}`;
}
