import { describe, expect, test } from 'vitest';
import { createIcebergTable, createTable, icebergForm } from '../../src/render/lake/ddl.ts';
import { glueColumns, tableProperties } from '../../src/render/lake/glue.ts';
import { askedQuestions } from '../../src/render/lake/statements.ts';
import { OPTIONS } from '../sandbox/data-plane/flow.ts';
import { PARTIES, title } from './installed.ts';
import {
  expectAnswers,
  grouped,
  HOUR,
  ICEBERG_LAKES,
  lakeIn,
  LAKES,
  most,
  select,
  sorted,
  told,
} from './lake-answers.ts';
import { readByOthers } from './lake.ts';

const { sqlglot } = PARTIES;

const loose = (type: string): string => type.toLowerCase().replaceAll(/[\s`]/g, '').replaceAll(':', '');

/** The others are in lake.long.test.ts. */
const QUICK = [
  'a folder for each day, as the example has it',
  'flat records',
  'whole messages',
  'Parquet, by the table that the conversion names',
];

describe.skipIf(!sqlglot.isHere)(title('sqlglot and DuckDB', sqlglot), () => {
  test.each(LAKES.filter(([name]) => QUICK.includes(name)))(
    'answer every question as the fleet reported, to the last data point: %s',
    { timeout: 60_000 },
    (_name, edits) => expectAnswers(edits, { devices: 40, hours: 2 }),
  );

  test('devices that were silent in the last hour are found, and no others', { timeout: 60_000 }, async () => {
    const at = OPTIONS.begin + 2 * HOUR - 150_000;
    const { points, answers } = await told([], at, { devices: 400, hours: 1 });
    const silent = grouped(points, ({ thing }) => thing)
      .map((all) => [all[0]?.thing ?? '', most(all.map((point) => point.at))] as const)
      .filter(([, last]) => last < at - HOUR);
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.length).toBeLessThan(40);
    expect(select(answers['silent'], 'thing', 'last_reported')).toEqual(sorted(silent));
  });

  test('each statement makes the table that was meant', async () => {
    const lakes = await Promise.all(LAKES.map(([, edits]) => lakeIn(edits)));
    const tables = lakes.flatMap((lake) => lake.tables.map(({ table }) => table));
    expect(tables).toHaveLength(LAKES.length);
    const read = await readByOthers({
      tables: [...tables.map(createTable), ...tables.map((table) => createIcebergTable(icebergForm(table)))],
      queries: [],
    });
    for (const [index, table] of tables.entries()) {
      const columns = glueColumns(table).map(({ name, type }) => [name, loose(type)]);
      const [athena, iceberg] = [read.tables[index], read.tables[tables.length + index]];
      expect(athena?.columns.map(([name, type]) => [name, loose(type)])).toEqual(columns);
      expect(athena?.properties).toEqual(tableProperties(table));
      expect(athena?.location).toBe(table.location);
      expect(athena?.partitions?.map(([name]) => name) ?? []).toEqual(table.partitions.map(({ name }) => name));
      expect(iceberg?.columns.map(([name, type]) => [name, loose(type)])).toEqual(columns);
      expect(iceberg?.properties).toEqual({ table_type: 'ICEBERG', format: 'parquet' });
    }
  });

  test('each statement makes the table of Apache Iceberg that a stream writes into, and each question can be asked of it', async () => {
    const lakes = await Promise.all(ICEBERG_LAKES.map(([, edits]) => lakeIn(edits)));
    const all = lakes.flatMap((lake) => lake.iceberg);
    expect(all).toHaveLength(ICEBERG_LAKES.length);
    const asked = all.flatMap((fed) => askedQuestions(fed).flatMap((one) => ('sql' in one ? [one.sql] : [])));
    expect(asked).toHaveLength(6 * all.length);
    const read = await readByOthers({ tables: all.map(({ table }) => createIcebergTable(table)), queries: asked });
    for (const [index, { table }] of all.entries()) {
      const made = read.tables[index];
      const columns = glueColumns(table).map(({ name, type }) => [name, loose(type)]);
      expect(made?.columns.map(([name, type]) => [name, loose(type)])).toEqual(columns);
      expect(made?.location).toBe(table.location);
      expect(made?.properties['table_type']).toBe('ICEBERG');
    }
  });
});
