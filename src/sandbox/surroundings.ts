import { recordTypeOf } from '../lake/record-type.ts';
import { recordsOf, tableOf } from '../lake/table.ts';
import { glueType } from '../lake/type-text.ts';
import { kindOf, nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import { icebergTablesOf, tableNamesOf } from '../model/lake/named-tables.ts';
import { namedPlaces } from '../model/lake/named-places.ts';
import type { Column } from '../model/lake/table.ts';
import { groupsBy } from '../model/values/groups.ts';
import { isList, isObject } from '../model/values/json.ts';
import type { JsonObject } from '../model/values/json.ts';
import { tableKey } from './glue/tables.ts';
import { find, put } from './state.ts';
import type { RegionState, TableRecord } from './state.ts';

/**
 * Enters what is not the product's and its streams lean on, as far as it is not there yet: buckets, log groups, and the tables that
 * they name, each as what is written to it needs it.
 */
export function furnishLake(state: RegionState, specs: ReadonlyMap<Address, JsonObject>): void {
  const feeds = feedsByStream(specs);
  for (const [address, spec] of specs) {
    const { buckets, logs } = namedPlaces(address, spec);
    for (const bucket of buckets) if (!state.buckets.includes(bucket)) state.buckets.push(bucket);
    for (const { group, stream } of logs) {
      const names = find(state.logGroups, group) ?? [];
      if (!names.includes(stream)) put(state.logGroups, group, [...names, stream]);
    }
    if (kindOf(address) !== 'DeliveryStream') continue;
    for (const table of tablesOf(nameOf(address), spec, feeds)) {
      const key = tableKey(String(table.DatabaseName), String(table.Name));
      if (find(state.catalogTables, key) === undefined) put(state.catalogTables, key, table);
    }
  }
}

function tablesOf(stream: string, spec: JsonObject, feeds: Feeds): readonly TableRecord[] {
  const named = tableNamesOf(stream, spec, '');
  const icebergTables = icebergTablesOf(spec);
  if (!named.isNamed && icebergTables.length === 0) return [];
  const rules = (feeds.get(stream) ?? []).map(({ rule, spec: of, isSplit }) => ({
    name: rule,
    record: recordTypeOf(of, { isSplit, metrics: [] }),
  }));
  const iceberg = icebergTables.map((table) => ({
    ...namesOf(table),
    StorageDescriptor: { Columns: columnsOf(recordsOf(rules, {}).columns) },
    Parameters: { table_type: 'ICEBERG' },
  }));
  if (!named.isNamed) return iceberg;
  const table = tableOf(stream, spec, rules, '');
  // Where no table holds the records, there is one all the same: Firehose asks for it.
  const StorageDescriptor =
    'why' in table
      ? { Columns: [] }
      : {
          Columns: columnsOf(table.columns),
          Location: table.location,
          SerdeInfo: { SerializationLibrary: SERDES[table.format] },
        };
  const template = 'why' in table ? undefined : table.template;
  const projected =
    template === undefined ? {} : { 'projection.enabled': 'true', 'storage.location.template': template };
  return [{ ...namesOf(named), StorageDescriptor, Parameters: { EXTERNAL: 'TRUE', ...projected } }];
}

/** https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html */
const SERDES = {
  json: 'org.openx.data.jsonserde.JsonSerDe',
  parquet: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  orc: 'org.apache.hadoop.hive.ql.io.orc.OrcSerde',
} as const;

function namesOf({ database, name }: { readonly database: string; readonly name: string }) {
  return { DatabaseName: database.toLowerCase(), Name: name.toLowerCase(), TableType: 'EXTERNAL_TABLE' };
}

function columnsOf(columns: readonly Column[]) {
  return columns.map(({ name, type }) => ({ Name: name.toLowerCase(), Type: glueType(type) }));
}

interface Feed {
  readonly rule: string;
  readonly spec: JsonObject;
  readonly isSplit: boolean;
}

type Feeds = ReadonlyMap<string, readonly Feed[]>;

/** Which rules write to each stream. */
function feedsByStream(specs: ReadonlyMap<Address, JsonObject>): Feeds {
  const feeds = [...specs].flatMap(([address, spec]) =>
    (kindOf(address) === 'TopicRule' && isList(spec['actions']) ? spec['actions'] : []).flatMap((action) => {
      const firehose = isObject(action) ? action['firehose'] : undefined;
      if (!isObject(firehose)) return [];
      const stream = String(firehose['deliveryStreamName']);
      return [{ stream, rule: nameOf(address), spec, isSplit: firehose['batchMode'] === true }];
    }),
  );
  return groupsBy(feeds, ({ stream }) => stream);
}
