import { isList, isObject, objectOf, textAt } from '../values/json.ts';
import type { JsonObject } from '../values/json.ts';

/** The database of tables that no stream names, unless another is asked for. */
export const DEFAULT_DATABASE = 'defender';

/** A table by its names. */
export interface TableNames {
  readonly database: string;
  readonly name: string;
}

/** A table over what a stream with a destination in S3 writes: as its conversion names it, or as `tables` does. */
export function tableNamesOf(
  stream: string,
  { extendedS3Destination }: JsonObject,
  database: string,
): TableNames & { readonly isNamed: boolean } {
  const schema = conversionOf(objectOf(extendedS3Destination))?.['schemaConfiguration'];
  // Firehose reads the columns of the table that the conversion names: https://docs.aws.amazon.com/firehose/latest/dev/enable-record-format-conversion.html
  const [named, name] = [textAt(schema, 'databaseName'), textAt(schema, 'tableName')];
  return {
    database: named ?? database,
    name: name ?? stream.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '_'),
    isNamed: name !== undefined,
  };
}

/** The conversion of a destination, where it is switched on. */
export function conversionOf(destination: JsonObject): JsonObject | undefined {
  const conversion = destination['dataFormatConversionConfiguration'];
  return isObject(conversion) && conversion['enabled'] !== false ? conversion : undefined;
}

/** The tables of Apache Iceberg that a stream names. */
export function icebergTablesOf({ icebergDestination }: JsonObject): readonly TableNames[] {
  const tables = objectOf(icebergDestination)['destinationTableConfigurationList'];
  return (isList(tables) ? tables : []).filter(isObject).map((table) => ({
    database: String(table['destinationDatabaseName']),
    name: String(table['destinationTableName']),
  }));
}
