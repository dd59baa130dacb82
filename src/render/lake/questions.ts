import { DISCONNECTS } from '../../lake/questions.ts';
import type { Question } from '../../lake/questions.ts';
import type { FedTable, IcebergTable, LakeTable, Partition, PointField, StreamTable } from '../../model/lake/table.ts';
import { alarmQuery } from './alarms.ts';
import { spelled } from './date-pattern.ts';
import { queryName, sqlText, tableName } from './sql-words.ts';

/**
 * A question as a query in Athena's SQL, asked `at` a moment in ISO 8601, or whenever it runs. `whyNotAsked` tells which tables it can be
 * asked of.
 */
export function questionSql(question: Question, fed: FedTable<LakeTable | IcebergTable>, at?: string): string {
  const now = at === undefined ? 'current_timestamp' : `from_iso8601_timestamp(${sqlText(at)})`;
  return `${pointsOf(fed.table, question, now)}\n${QUERIES[question.id](fed, now)}`;
}

const QUERIES: Readonly<Record<Question['id'], (fed: FedTable<StreamTable>, now: string) => string>> = {
  latest: () => `SELECT thing, metric, dimension, max_by(number, reported_at) AS number, max(reported_at) AS reported_at
FROM points
WHERE number IS NOT NULL
GROUP BY thing, metric, dimension
ORDER BY thing, metric, dimension`,
  hourly: () => `SELECT hour, metric, dimension, count(*) AS points,
  min(CASE WHEN share >= 0.5 THEN number END) AS p50,
  min(CASE WHEN share >= 0.9 THEN number END) AS p90,
  min(CASE WHEN share >= 0.99 THEN number END) AS p99,
  max(number) AS most
FROM (
  SELECT date_trunc('hour', reported_at) AS hour, metric, dimension, number,
    cume_dist() OVER (PARTITION BY date_trunc('hour', reported_at), metric, dimension ORDER BY number) AS share
  FROM points
  WHERE number IS NOT NULL
)
GROUP BY hour, metric, dimension
ORDER BY hour, metric, dimension`,
  silent: (_fed, now) => `SELECT thing, max(reported_at) AS last_reported
FROM points
GROUP BY thing
HAVING max(reported_at) < ${now} - INTERVAL '1' HOUR
ORDER BY last_reported, thing`,
  disconnects: () => `SELECT thing,
  sum(CASE WHEN metric = ${sqlText(DISCONNECTS[0])} THEN number END) AS disconnects,
  max(CASE WHEN metric = ${sqlText(DISCONNECTS[1])} THEN number END) AS longest_seconds
FROM points
WHERE metric IN (${DISCONNECTS.map(sqlText).join(', ')}) AND dimension IS NULL
GROUP BY thing
HAVING max(number) > 0
ORDER BY disconnects DESC, thing`,
  alarms: ({ behaviors }) => alarmQuery(behaviors),
  repeats: () => `SELECT metric, count(*) AS records, count_if(copy = 1) AS points
FROM records
GROUP BY metric
ORDER BY metric`,
};

/** `records`, each with how many newer ones of its data point there are, and `points`, which are the newest. */
function pointsOf(table: LakeTable | IcebergTable, { hours }: Question, now: string): string {
  const { fields, list } = table.points;
  const at = (field: PointField): string | undefined => placeOf(fields[field], list);
  const columns = {
    metric: at('metric'),
    thing: at('thing'),
    reported_at: momentOf(at('timestamp')),
    dimension: dimensionOf(at('dimension'), at('operator')),
    number: numberOf(at('count'), at('number')),
    version: at('version') ?? '1',
  };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const key = ['metric', 'thing', 'reported_at', 'dimension'].filter((name) => given.some(([one]) => one === name));
  // Apache Iceberg finds the files that it needs by itself.
  const partitions = 'partitions' in table ? table.partitions : [];
  const filters = partitions.flatMap((one) => filterOf(one, hours + 1, now));
  return [
    'WITH delivered AS (',
    `  SELECT ${given.map(([name, value]) => (name === value ? name : `${value} AS ${name}`)).join(',\n    ')}`,
    `  FROM ${tableName(table)}${list === undefined ? '' : ` CROSS JOIN UNNEST(sequence(1, cardinality(${queryName(list)}))) AS places(place)`}`,
    ...(filters.length === 0 ? [] : [`  WHERE ${filters.join(' AND ')}`]),
    '), records AS (',
    `  SELECT *, ${copyOf(fields, key)} AS copy`,
    '  FROM delivered',
    `  WHERE reported_at > ${now} - INTERVAL '${hours}' HOUR AND reported_at <= ${now}`,
    '), points AS (',
    '  SELECT * FROM records WHERE copy = 1',
    ')',
  ].join('\n');
}

function copyOf(fields: LakeTable['points']['fields'], key: readonly string[]): string {
  // Without these, two data points could be taken for one.
  const isKnown = fields.metric !== undefined && fields.thing !== undefined && fields.timestamp !== undefined;
  return isKnown ? `row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY version DESC)` : '1';
}

function placeOf(path: readonly string[] | undefined, list: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const names = path.map(queryName);
  return list === undefined ? names.join('.') : `${queryName(list)}[place].${names.join('.')}`;
}

/** AWS does not say whether in seconds or milliseconds: the first have ten digits until the year 2286, the second thirteen since 2001. */
function momentOf(timestamp: string | undefined): string | undefined {
  if (timestamp === undefined) return undefined;
  return `from_unixtime(CASE WHEN ${timestamp} < 100000000000 THEN ${timestamp} ELSE ${timestamp} / 1e3 END)`;
}

function numberOf(count: string | undefined, number: string | undefined): string | undefined {
  const given = [count, number].filter((one) => one !== undefined);
  const value = given.length === 2 ? `coalesce(${given.join(', ')})` : given[0];
  return value === undefined ? undefined : `CAST(${value} AS double)`;
}

function dimensionOf(name: string | undefined, operator: string | undefined): string {
  if (name === undefined) return 'CAST(NULL AS varchar)';
  return operator === undefined ? name : `CASE WHEN ${operator} = 'NOT_IN' THEN 'not ' || ${name} ELSE ${name} END`;
}

/** Java's letters, as date_format has them: https://trino.io/docs/current/functions/datetime.html#mysql-date-functions */
const FORMATS: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  yy: '%y',
  MM: '%m',
  dd: '%d',
  DDD: '%j',
  HH: '%H',
  mm: '%i',
  ss: '%s',
};

/** What leaves out the partitions that are older; an object has the time of its first record, which may be a while before the last. */
function filterOf(partition: Partition, hours: number, now: string): readonly string[] {
  const name = queryName(partition.name);
  if (partition.type === 'injected') return [`${name} = ?`];
  if (partition.type === 'integer' || !partition.isSorted) return [];
  const format = spelled(partition.format.replaceAll('%', '%%'), FORMATS);
  const from = `${now} - INTERVAL '${hours}' HOUR`;
  const local = partition.zone === 'UTC' ? from : `(${from}) AT TIME ZONE ${sqlText(partition.zone)}`;
  return [`${name} >= date_format(${local}, ${sqlText(format)})`];
}
