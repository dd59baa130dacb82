import { ICEBERG_NOT_IN, ICEBERG_SOURCE } from '../../catalogue/stream-destinations.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { Check } from '../shared/check.ts';
import { firehoseActions } from '../shared/data-path.ts';
import { afterwards, declared } from '../shared/resources.ts';
import { givesArray, readRulesIn } from '../shared/statements.ts';
import type { StreamSpec } from '../shared/streams.ts';

/** Several objects in one record. */
export const icebergRecords: Check = {
  id: 'iceberg-records',
  code: 'DG8071',
  severity: 'error',
  summary: 'a rule sends arrays to a stream that delivers to Iceberg tables',
  why: 'A row is one JSON object: records that are none end under the error prefix.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record.html',
  *find(context) {
    const streams = afterwards<StreamSpec>(context, 'DeliveryStream');
    const names = new Set(streams.flatMap(({ name, spec }) => (spec.icebergDestination === undefined ? [] : [name])));
    if (names.size === 0) return;
    for (const rule of readRulesIn(context)) {
      if (givesArray(rule) !== true) continue;
      for (const { path, settings } of firehoseActions(rule.spec))
        if (names.has(String(settings['deliveryStreamName'])) && settings['batchMode'] !== true)
          yield {
            address: rule.address,
            path,
            message: `${rule.name} gives an array, and ${String(settings['deliveryStreamName'])} delivers rows.`,
            hint: 'Add `batchMode: true`, which makes each element a record of its own.',
          };
    }
  },
};

/** Two writers of one table. */
export const icebergTableShared: Check = {
  id: 'iceberg-table-shared',
  code: 'DG8072',
  severity: 'warning',
  summary: 'two streams deliver to one Iceberg table',
  why: 'They compete for commits, and what loses too often ends under the error prefix.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-destination.html',
  *find(context) {
    const owners = new Map<string, string>();
    for (const { address, name, spec } of declared<StreamSpec>(context, 'DeliveryStream')) {
      const settings = spec.icebergDestination;
      const catalog = settings?.catalogConfiguration?.['catalogArn'];
      const tables = settings?.destinationTableConfigurationList;
      for (const [index, table] of (isList(tables) ? tables : []).entries()) {
        if (!isObject(table)) continue;
        const named = `${String(table['destinationDatabaseName'])}.${String(table['destinationTableName'])}`;
        const key = `${String(catalog)} ${named}`;
        const owner = owners.get(key) ?? name;
        owners.set(key, owner);
        if (owner !== name)
          yield {
            address,
            path: `icebergDestination.destinationTableConfigurationList[${index}]`,
            message: `${owner} delivers to ${named} as well.`,
            hint: 'Let one stream deliver to it, and send to that.',
          };
      }
    }
  },
};

/** Iceberg tables where AWS does not deliver to them. */
export const icebergRegion: Check = {
  id: 'iceberg-region',
  code: 'DG8073',
  severity: 'error',
  summary: 'a stream delivers to Iceberg tables in a region that has not got that',
  why: 'AWS refuses the stream.',
  source: ICEBERG_SOURCE,
  *find(context) {
    const { region } = context.target;
    if (!ICEBERG_NOT_IN.some((one) => region === one || (one.endsWith('-') && region.startsWith(one)))) return;
    for (const { address, spec } of declared<StreamSpec>(context, 'DeliveryStream'))
      if (spec.icebergDestination !== undefined)
        yield {
          address,
          path: 'icebergDestination',
          message: `Amazon Data Firehose does not deliver to Iceberg tables in ${region}.`,
          hint: 'Deliver to S3 there, with extendedS3Destination.',
        };
  },
};
