import { isList, isObject } from '../model/values/json.ts';
import type { JsonObject, JsonValue } from '../model/values/json.ts';
import type { Policy } from '../model/access/policy.ts';
import type { Desired } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { only, policyOf } from '../model/access/allow.ts';
import { arnIn, literal } from '../model/access/arn.ts';

/**
 * What publishing a batch and seeing it arrive takes, beside what a plan may do.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function verifierPolicy(resources: Iterable<Desired>, target: Target): Policy {
  const specs = [...resources].map(({ spec }) => spec);
  const topics = specs.flatMap(({ metricsExport }) =>
    isObject(metricsExport) && typeof metricsExport['mqttTopic'] === 'string' ? [metricsExport['mqttTopic']] : [],
  );
  const places = specs.flatMap((spec) => [...streamPlaces(spec), ...rulePlaces(spec)]);
  const allow = (Action: string, arns: readonly string[]) =>
    arns.length === 0 ? [] : [{ Effect: 'Allow' as const, Action, Resource: only([...new Set(arns)]) }];
  const bucket = (name: string): string => `arn:${target.partition}:s3:::${name}`;
  return policyOf([
    ...allow('iot:DescribeEndpoint', ['*']),
    ...allow(
      'iot:Publish',
      topics.map((topic) => arnIn(target, 'iot', `topic/${literal(topic)}`)),
    ),
    ...allow(
      's3:ListBucket',
      places.map(([name]) => bucket(name)),
    ),
    ...allow(
      's3:GetObject',
      places.map(([name, key]) => `${bucket(name)}/${key}*`),
    ),
  ]);
}

/** A bucket, and what the keys begin with there. */
type BucketPrefix = readonly [bucket: string, key: string];

function streamPlaces({ extendedS3Destination: destination }: JsonObject): readonly BucketPrefix[] {
  if (!isObject(destination)) return [];
  const { bucketArn, prefix, errorOutputPrefix } = destination;
  const bucket = String(bucketArn).split(':::')[1] ?? '';
  return [headOf(prefix, '!{'), ...(errorOutputPrefix === undefined ? [] : [headOf(errorOutputPrefix, '!{')])].map(
    (key) => [bucket, key],
  );
}

function rulePlaces({ actions, errorAction }: JsonObject): readonly BucketPrefix[] {
  return [...(isList(actions) ? actions : []), errorAction].flatMap((action): readonly BucketPrefix[] => {
    const s3 = isObject(action) ? action['s3'] : undefined;
    if (!isObject(s3) || String(s3['bucketName']).includes('${')) return [];
    return [[String(s3['bucketName']), headOf(s3['key'], '${')]];
  });
}

/** What stands before the first part that AWS fills in, as a pattern. */
function headOf(text: JsonValue | undefined, mark: string): string {
  return typeof text === 'string' ? literal(text.split(mark)[0] ?? '') : '';
}
