import { only } from '../model/access/allow.ts';
import { arnIn, literal } from '../model/access/arn.ts';
import type { Statement } from '../model/access/policy.ts';
import { kindOf, nameOf } from '../model/address.ts';
import { DEFAULT_DATABASE, icebergTablesOf, tableNamesOf } from '../model/lake/named-tables.ts';
import type { TableNames } from '../model/lake/named-tables.ts';
import { namedPlaces } from '../model/lake/named-places.ts';
import type { Desired } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';

/**
 * What doctor looks at of the lake: whether buckets and log groups are there, and what the tables of Glue are like. No object is read.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
 */
export function lakeReads(resources: readonly Desired[], target: Target): readonly Statement[] {
  const streams = resources.filter(({ address }) => kindOf(address) === 'DeliveryStream');
  const places = resources.map(({ address, spec }) => namedPlaces(address, spec));
  const buckets = places.flatMap(({ buckets: all }) => all.map((name) => `arn:${target.partition}:s3:::${name}`));
  // Policies name the streams of a log group by what stands behind it.
  const groups = places.flatMap(({ logs }) =>
    logs.map(({ group }) => arnIn(target, 'logs', `log-group:${literal(group)}:*`)),
  );
  const tables = streams.flatMap(({ address, spec }): readonly TableNames[] => [
    ...icebergTablesOf(spec),
    ...(spec['extendedS3Destination'] === undefined ? [] : [tableNamesOf(nameOf(address), spec, DEFAULT_DATABASE)]),
  ]);
  const catalog = tables.flatMap(({ database, name }) =>
    ['catalog', `database/${literal(database)}`, `table/${literal(database)}/${literal(name)}`].map((resource) =>
      arnIn(target, 'glue', resource),
    ),
  );
  return [
    ...see('SeeBuckets', 's3:GetBucketLocation', buckets),
    ...see('SeeLogs', 'logs:DescribeLogStreams', groups),
    ...see('SeeTables', 'glue:GetTable', catalog),
  ];
}

function see(Sid: string, Action: string, arns: readonly string[]): readonly Statement[] {
  return arns.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action, Resource: only([...new Set(arns)]) }];
}
