import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../../src/model/lake/table.ts';
import { converted } from '../../../src/sandbox/data-plane/conversion.ts';
import { parquetFile } from '../../../src/sandbox/data-plane/parquet.ts';
import { filesBelow, flow, inFolder } from './flow.ts';
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
          const all = converted(
            records.map((one) => JSON.stringify(one)),
            COLUMNS,
          );
          expect(all.unfit).toEqual([]);
          writeFileSync(file, parquetFile(COLUMNS, all));
          const meant = records.map(({ Thing: thing, ...rest }) => ({ thing, ...rest }));
          expect(await read(file)).toEqual(JSON.parse(JSON.stringify(meant)));
        }),
        { numRuns: 30 },
      ),
    ));

  test('that do not fit the table are told apart', () => {
    const texts = ['{"version":1}', '{"version":1.5}', '{"value":{"strings":[1]}}', '[1]', 'no JSON', '{"other":1}'];
    const { rows, unfit } = converted(texts, COLUMNS);
    expect({ rows, unfit }).toEqual({ rows: 2, unfit: texts.slice(1, 5) });
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

  test('does not go on where no table holds what its rule sends', async () => {
    const report = await flow([...PARQUET, [/ {10}batchMode: true.*\n/, '']]);
    expect(report.notSimulated.join(' ')).toContain('format conversion of records that no table holds');
  });
});

test('a column that is called like a member of every object is empty where a record lacks it', () => {
  const columns: readonly Column[] = [
    { name: 'constructor', type: 'string' },
    { name: 'value', type: { struct: [{ name: 'toString', type: 'double' }] } },
  ];
  expect(converted(['{"value":{}}'], columns)).toMatchObject({ values: [[null], [{}]], rows: 1, unfit: [] });
});
