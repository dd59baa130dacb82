import type { WrittenRecords } from '../../../lake/catalog-table.ts';
import { addressOf } from '../../../model/address.ts';
import { DEFAULT_DATABASE, icebergTablesOf, tableNamesOf } from '../../../model/lake/named-tables.ts';
import type { TableNames } from '../../../model/lake/named-tables.ts';
import type { Steps } from '../../../model/steps.ts';
import { textAt } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import type { Specs } from '../afterwards.ts';
import { fedTableOf, feedsByStream, icebergTable } from './lake.ts';

/** A table that exports are written for, by a stream that names it, or that `tables` has a name for. */
export interface WrittenTable extends TableNames {
  readonly stream: string;
  /** Why the stream needs it; absent where it does without. */
  readonly need?: 'conversion' | 'iceberg';
  /** The account whose catalog it is in, where that is said. */
  readonly catalog?: string;
  /** Why it is in no catalog that can be looked at, a clause. */
  readonly hidden?: string;
  /** What is written; absent where that is not known. */
  readonly records?: WrittenRecords;
}

/** The tables of the streams that exports reach; a stream a step. */
export function* writtenTables(specs: Specs, region: string): Steps<readonly WrittenTable[]> {
  const found: WrittenTable[] = [];
  for (const [stream, feeding] of yield* feedsByStream(specs)) {
    yield;
    const spec = specs.get(addressOf('DeliveryStream', stream));
    if (spec === undefined) continue;
    const iceberg = icebergTable(stream, spec, feeding);
    const known = 'why' in iceberg ? {} : { records: { columns: iceberg.table.columns, points: iceberg.table.points } };
    const arn = textAt(spec, 'icebergDestination', 'catalogConfiguration', 'catalogArn') ?? '';
    const hidden = arn.includes(':catalog/')
      ? { hidden: 'it is in a table bucket, which AWS Lake Formation guards' }
      : {};
    for (const table of icebergTablesOf(spec)) found.push({ ...table, ...known, ...hidden, stream, need: 'iceberg' });
    const fed = fedTableOf(stream, specs, feeding, { database: DEFAULT_DATABASE });
    if (fed === undefined || spec['extendedS3Destination'] === undefined) continue;
    const { isNamed, ...names } = tableNamesOf(stream, spec, DEFAULT_DATABASE);
    found.push({
      ...names,
      stream,
      ...(isNamed ? { need: 'conversion', ...catalogOf(spec, region) } : {}),
      ...('why' in fed
        ? {}
        : { records: { columns: fed.table.columns, points: fed.table.points, objects: fed.table } }),
    });
  }
  return found;
}

function catalogOf(
  { extendedS3Destination: destination }: JsonObject,
  region: string,
): Pick<WrittenTable, 'catalog' | 'hidden'> {
  const schema = ['dataFormatConversionConfiguration', 'schemaConfiguration'] as const;
  const [catalog, elsewhere = region] = [
    textAt(destination, ...schema, 'catalogId'),
    textAt(destination, ...schema, 'region'),
  ];
  return {
    ...(catalog === undefined ? {} : { catalog }),
    ...(elsewhere === region ? {} : { hidden: `it is in ${elsewhere}` }),
  };
}
