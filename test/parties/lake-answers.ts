import { expect } from 'vitest';
import { lakeOf } from '../../src/pipeline/impact/lake/lake.ts';
import { beforehand } from '../../src/pipeline/impact/afterwards.ts';
import { loadProfiles } from '../../src/commands/planning/profiles.ts';
import type { DataPoint, ExportBatch } from '../../src/model/exports/export-batch.ts';
import { finish } from '../../src/model/steps.ts';
import { groupsBy } from '../../src/model/values/groups.ts';
import type { SimulationReport } from '../../src/model/exports/simulation.ts';
import type { FedTable, Lake } from '../../src/model/lake/table.ts';
import { askedQuestions } from '../../src/render/lake/statements.ts';
import { simulate } from '../../src/sandbox/data-plane/simulation.ts';
import { applied, edited, inFolder, OPTIONS } from '../sandbox/data-plane/flow.ts';
import type { Edits } from '../sandbox/data-plane/flow.ts';
import { testWorld } from '../world.ts';
import { duckDb, readByOthers } from './lake.ts';
import type { Row } from './lake.ts';

/** In milliseconds. */
export const HOUR = 3_600_000;

/** What a profile exports to the lake is exported to an ordinary topic, too, where it is listened to: what the fleet reported. */
const HEARD = [
  'metrics: [aws:num-authorization-failures]',
  'metrics: [battery_level, aws:num-messages-sent, aws:num-disconnects, { metric: "aws:message-byte-size", metricDimension: { dimensionName: telemetryTopics } }]',
] as const;

const FLAT: Edits[number] = [
  'sql: SELECT VALUE metrics',
  'sql: SELECT VALUE (SELECT name AS metric, thing, timestamp AS ts, version, value.number AS number, value.count AS count, dimension.name AS narrowed, dimension.operator AS how FROM metrics)',
];

/** Ways in which people write their lake; each is asked every question. */
export const LAKES: readonly (readonly [name: string, edits: Edits])[] = [
  ['a folder for each day, as the example has it', []],
  [
    'the hours that Firehose puts to a prefix without a timestamp',
    [['defender/!{timestamp:yyyy/MM/dd/}', 'defender/']],
  ],
  ['the same behind a prefix without a slash', [['defender/!{timestamp:yyyy/MM/dd/}', 'defender']]],
  [
    'folders with names, in a time zone ahead of UTC',
    [
      [
        '"defender/!{timestamp:yyyy/MM/dd/}"',
        '"defender/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/"\n      customTimeZone: Asia/Tokyo',
      ],
    ],
  ],
  [
    'a day that is part of the names of objects',
    [['defender/!{timestamp:yyyy/MM/dd/}', 'defender/!{timestamp:yyyy/MM/dd}-']],
  ],
  [
    'a prefix with random text',
    [['defender/!{timestamp:yyyy/MM/dd/}', 'defender/!{timestamp:yyyy}/!{firehose:random-string}/']],
  ],
  [
    'hours beside days',
    [['defender/!{timestamp:yyyy/MM/dd/}', "defender/dt=!{timestamp:yyyyMMdd}/!{timestamp:'h'HH}/"]],
  ],
  [
    'whole messages',
    [
      ['SELECT VALUE metrics', 'SELECT *'],
      [/ {10}batchMode: true.*\n/, ''],
    ],
  ],
  [
    'Parquet, by the table that the conversion names',
    [
      [
        '      compressionFormat: GZIP\n',
        `      dataFormatConversionConfiguration:
        schemaConfiguration: { roleArn: role/r, databaseName: fleet, tableName: readings }
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } }
        outputFormatConfiguration: { serializer: { parquetSerDe: {} } }
`,
      ],
    ],
  ],
  ['flat records', [FLAT]],
];

/** A stream that writes into a table of Apache Iceberg, in a catalog. */
const icebergIn = (catalog: string, more = ''): Edits[number] => [
  / {4}extendedS3Destination:[^]*?compressionFormat: GZIP\n/,
  `    icebergDestination:
      roleArn: role/FirehoseToLake
      catalogConfiguration: { catalogArn: ${catalog} }
      destinationTableConfigurationList: [{ destinationDatabaseName: fleet, destinationTableName: readings${more} }]
      s3Configuration: { roleArn: role/FirehoseToLake, bucketArn: "\${var.lake}" }
`,
];
/** The same into tables of Apache Iceberg. */
export const ICEBERG_LAKES: readonly (readonly [name: string, edits: Edits])[] = [
  ['the catalog of the account', [icebergIn('catalog')]],
  ['a table bucket', [icebergIn('catalog/s3tablescatalog/device-lake')]],
  [
    'a table bucket, as flat records',
    [icebergIn('catalog/s3tablescatalog/flat-lake', ', uniqueKeys: [thing, metric, ts]'), FLAT],
  ],
];

/** A data point that the fleet reported. */
interface Point {
  readonly metric: string;
  readonly thing: string;
  readonly at: number;
  readonly dimension: string | null;
  readonly number: number | null;
}

interface Told {
  readonly points: readonly Point[];
  readonly report: SimulationReport;
  readonly fed: FedTable;
  readonly at: number;
  readonly answers: Readonly<Record<string, readonly Row[]>>;
}

/** Lets an edited example flow, and asks DuckDB every question that can be asked. */
export async function told(
  edits: Edits,
  at: number,
  { devices, hours }: { readonly devices: number; readonly hours: number },
): Promise<Told> {
  const all = [...edits, HEARD];
  const { tables } = await lakeIn(all);
  const [fed] = tables;
  if (fed === undefined) throw new Error('there is no table');
  return inFolder(async (out) => {
    const messages: DataPoint[] = [];
    const onMessage = (_topic: string, text: string): void =>
      void messages.push(...(JSON.parse(text) as ExportBatch).metrics);
    const report = await simulate(await applied(all), { ...OPTIONS, devices, hours, out, onMessage });
    const asked = askedQuestions(fed, new Date(at).toISOString()).flatMap((one) => ('sql' in one ? [one] : []));
    const { queries } = await readByOthers({ tables: [], queries: asked.map(({ sql }) => sql) });
    const duck = await duckDb(out, [fed.table]);
    const answers: Record<string, readonly Row[]> = {};
    for (const [index, { id }] of asked.entries()) answers[id] = await duck.ask(queries[index] ?? '');
    duck.close();
    return { points: pointsIn(messages), report, fed, at, answers };
  });
}

/** The tables of an edited example. */
export async function lakeIn(edits: Edits): Promise<Lake> {
  const { targets, problems } = await loadProfiles(testWorld(edited(edits)), 'profiles');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return finish(lakeOf(beforehand(targets[0]?.desired.resources ?? new Map()), 'defender'));
}

/** What was reported, each data point once. */
function pointsIn(messages: readonly DataPoint[]): readonly Point[] {
  const points = new Map<string, Point>();
  for (const { name: metric, thing, timestamp: at, value, dimension } of messages) {
    const narrowed =
      dimension === undefined ? null : `${dimension.operator === 'NOT_IN' ? 'not ' : ''}${dimension.name}`;
    const number = Number(value['count'] ?? value['number']);
    points.set(`${metric} ${thing} ${at} ${narrowed}`, { metric, thing, at, dimension: narrowed, number });
  }
  return [...points.values()];
}

/** What shares a key. */
export const grouped = <Item>(items: readonly Item[], key: (item: Item) => string): readonly (readonly Item[])[] => [
  ...groupsBy(items, key).values(),
];
/** Rows in an order that does not depend on them. */
export const sorted = (rows: readonly (readonly (string | number | null)[])[]) =>
  rows.map((row) => JSON.stringify(row)).sort();
/** Some columns of an answer, in the same order. */
export const select = (rows: readonly Row[] | undefined, ...names: readonly string[]) =>
  sorted((rows ?? []).map((row) => names.map((name) => row[name] ?? null)));
/** The largest. */
export const most = (numbers: readonly number[]): number => Math.max(...numbers);

/** Asks a lake every question, and expects that the answers are what the fleet reported. */
export async function expectAnswers(
  edits: Edits,
  { devices, hours }: { readonly devices: number; readonly hours: number },
): Promise<void> {
  const { points, report, answers } = await told(edits, OPTIONS.begin + hours * HOUR, { devices, hours });
  expect(Object.keys(answers)).toEqual(['latest', 'hourly', 'silent', 'disconnects', 'alarms', 'repeats']);

  const { exported = 0, repeated = 0 } = report.profiles.find(({ name }) => name === 'Soundbox') ?? {};
  const sent = exported + repeated;
  const fleet = report.series.filter(({ metric }) => points.some((point) => point.metric === metric));
  expect(select(answers['repeats'], 'metric', 'points')).toEqual(
    sorted(fleet.map(({ metric, points: all }) => [metric, all])),
  );
  expect((answers['repeats'] ?? []).reduce((sum, row) => sum + Number(row['records']), 0)).toBe(sent);

  expect(select(answers['latest'], 'thing', 'metric', 'dimension', 'number', 'reported_at')).toEqual(
    sorted(
      grouped(points, ({ thing, metric, dimension }) => `${thing} ${metric} ${dimension}`).map((all) => {
        const last = all.reduce((one, other) => (other.at > one.at ? other : one));
        return [last.thing, last.metric, last.dimension, last.number, last.at];
      }),
    ),
  );
  expect(select(answers['hourly'], 'hour', 'metric', 'dimension', 'points', 'p50', 'p90', 'p99', 'most')).toEqual(
    sorted(
      grouped(points, ({ at, metric, dimension }) => `${Math.floor(at / HOUR)} ${metric} ${dimension}`).map((all) => {
        const numbers = all.map(({ number }) => Number(number)).sort((one, other) => one - other);
        const rank = (share: number) => numbers.find((_, index) => (index + 1) / numbers.length >= share) ?? null;
        const { at, metric, dimension } = all.find(() => true) as Point;
        return [
          Math.floor(at / HOUR) * HOUR,
          metric,
          dimension,
          all.length,
          rank(0.5),
          rank(0.9),
          rank(0.99),
          most(numbers),
        ];
      }),
    ),
  );
  expect(select(answers['disconnects'], 'thing', 'disconnects')).toEqual(
    sorted(
      grouped(
        points.filter(({ metric }) => metric === 'aws:num-disconnects'),
        ({ thing }) => thing,
      )
        .map((all) => [all[0]?.thing ?? '', all.reduce((sum, { number }) => sum + Number(number), 0)] as const)
        .filter(([, sum]) => sum > 0),
    ),
  );
  const raised = report.alarms.filter(({ behavior, state }) => behavior === 'BatteryNotFlat' && state === 'in-alarm');
  expect(raised.length).toBeGreaterThan(0);
  // A device reports within the minute before the end of the interval that Device Defender judges.
  const minute = (at: unknown): number => Math.ceil(Number(at) / 60_000) * 60_000;
  expect(sorted((answers['alarms'] ?? []).map(({ thing = '', began }) => [thing, minute(began)]))).toEqual(
    sorted(raised.map(({ thing, at }) => [thing, at])),
  );
}
