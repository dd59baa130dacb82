import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../../src/model/lake/table.ts';
import type { JsonValue } from '../../../src/model/values/json.ts';
import { startConversion } from '../../../src/sandbox/data-plane/conversion.ts';
import type { Conversion } from '../../../src/sandbox/data-plane/conversion.ts';
import { parquetFile } from '../../../src/sandbox/data-plane/parquet.ts';
import { filesBelow, flow, inFolder } from './flow.ts';
import { LAKE, plane } from './running-plane.ts';
import type { Edits } from './flow.ts';

const COLUMNS: readonly Column[] = [
  { name: 'Thing', type: 'string' },
  { name: 'version', type: 'bigint' },
  { name: 'online', type: 'boolean' },
  {
    name: 'value',
    type: {
      struct: [
        { name: 'number', type: 'double' },
        { name: 'strings', type: { array: 'string' } },
        { name: 'inner', type: { array: { struct: [{ name: 'port', type: 'bigint' }] } } },
      ],
    },
  },
];

const PARQUET: Edits = [
  [
    '      compressionFormat: GZIP\n',
    `      dataFormatConversionConfiguration:
        schemaConfiguration: { roleArn: role/r, databaseName: fleet, tableName: readings }
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } }
        outputFormatConfiguration: { serializer: { parquetSerDe: {} } }
`,
  ],
];

/** What DuckDB, which nobody here wrote, reads in a file. */
async function read(file: string): Promise<readonly unknown[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    const reader = await connection.runAndReadAll(`SELECT to_json(row) FROM read_parquet('${file}') AS row`);
    return reader.getRowsJson().map(([row]) => JSON.parse(String(row)) as unknown);
  } finally {
    connection.closeSync();
  }
}

const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const record = fc.record({
  Thing: nullable(fc.string({ unit: 'grapheme' })),
  version: nullable(fc.maxSafeInteger()),
  online: nullable(fc.boolean()),
  value: nullable(
    fc.record({
      number: nullable(fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0)),
      strings: nullable(fc.array(fc.string({ unit: 'grapheme' }))),
      inner: nullable(fc.array(fc.record({ port: nullable(fc.nat()) }))),
    }),
  ),
});

describe('records as Parquet', () => {
  test('are read back by DuckDB, whatever is in them', () =>
    inFolder((folder) =>
      fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
          const file = join(folder, 'records.parquet');
          const conversion = startConversion(COLUMNS);
          // What does not fit in between leaves nothing behind.
          for (const one of records) {
            expect(conversion.add(one)).toBe(true);
            expect(conversion.add({ ...one, version: 0.5 })).toBe(false);
          }
          expect(conversion.rows()).toBe(records.length);
          writeFileSync(file, parquetFile(COLUMNS, conversion));
          const meant = records.map(({ Thing: thing, ...rest }) => ({ thing, ...rest }));
          expect(await read(file)).toEqual(JSON.parse(JSON.stringify(meant)));
        }),
        { numRuns: 30 },
      ),
    ));

  test.each<readonly [reason: string, record: JsonValue | undefined, fits: boolean]>([
    ['a whole number', { version: 1 }, true],
    ['the least whole number of 64 bits', { version: -(2 ** 63) }, true],
    ['a member that the table has no column for', { other: 1 }, true],
    ['a fraction where whole numbers are', { version: 1.5 }, false],
    ['a whole number of more than 64 bits', { version: 2 ** 63 }, false],
    ['a number in a list of texts', { value: { strings: [1] } }, false],
    ['a text where an object is', { value: 'none' }, false],
    ['an object where a list is', { value: { strings: { one: 'a' } } }, false],
    ['a list where a record is', [1], false],
    ['no JSON', undefined, false],
  ])('%s: fits or does not', (_reason, record, fits) => {
    const conversion = startConversion(COLUMNS);
    expect({ fits: conversion.add(record), rows: conversion.rows() }).toEqual({ fits, rows: fits ? 1 : 0 });
  });
});

describe('a stream that converts', () => {
  test('writes every data point as a row', () =>
    inFolder(async (out) => {
      const report = await flow(PARQUET, { out });
      const files = filesBelow(join(out, 'acme-device-lake'));
      expect(files.length).toBeGreaterThan(0);
      expect(files.every((file) => /^defender\/2026\/11\/23\/soundbox-metrics-.*\.parquet$/.test(file))).toBe(true);
      const rows = await read(join(out, 'acme-device-lake/defender/**/*.parquet'));
      const profile = report.profiles.find(({ name }) => name === 'Soundbox');
      expect(rows).toHaveLength((profile?.exported ?? 0) + (profile?.repeated ?? 0));
      expect(rows[0]).toMatchObject({ name: 'battery_level', thing: 'soundboxes-00001', dimension: null });
    }));

  /** https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion-error-handling.html */
  test('writes records that do not fit its table to the error prefix, each as it came, and counts their data points', async () => {
    const conversion = PARQUET[0]?.[1] ?? '';
    const { publish, delivered } = await plane([
      [
        / {6}errorOutputPrefix: .*\n/,
        `      errorOutputPrefix: "failed/!{firehose:error-output-type}/"\n${conversion}`,
      ],
    ]);
    const fit = { name: 'm', thing: 't1', value: { count: 1 }, version: 1, timestamp: 1 };
    const unfit = { ...fit, version: 'second' };
    publish(LAKE, JSON.stringify({ version: '1.0', metrics: [fit, unfit, fit] }));
    const { objects, settled } = await delivered();
    const [failed, ...others] = Object.entries(objects).filter(([key]) => key.includes('/failed/'));
    expect(others).toEqual([]);
    expect(failed?.[0]).toContain('/failed/format-conversion-failed/');
    const { errorCode, rawData } = JSON.parse(failed?.[1] ?? '') as Readonly<Record<string, string>>;
    expect(errorCode).toBe('DataFormatConversion.MalformedData');
    expect(JSON.parse(Buffer.from(rawData ?? '', 'base64').toString())).toEqual(unfit);
    expect(settled.map(({ fate, points }) => [fate, points])).toEqual([
      ['error', 1],
      ['delivered', 2],
    ]);
  });

  test('does not go on where no table holds what its rule sends', async () => {
    const report = await flow([...PARQUET, [/ {10}batchMode: true.*\n/, '']]);
    expect(report.notSimulated.join(' ')).toContain('format conversion of records that no table holds');
  });
});

test('a column that is called like a member of every object is empty where a record lacks it', () => {
  const values = ({ leaves }: Conversion) => leaves.map((leaf) => leaf.values);
  const columns: readonly Column[] = [
    { name: 'constructor', type: 'string' },
    { name: 'value', type: { struct: [{ name: 'toString', type: 'double' }] } },
  ];
  const conversion = startConversion(columns);
  expect(conversion.add({ value: {} })).toBe(true);
  expect(values(conversion)).toEqual([[null], [null]]);
});
