import type { Lake, LakeTable, TableBucket } from '../../model/lake/table.ts';
import { idsOf } from '../text/ids.ts';
import { jsonText } from '../text/json.ts';
import { DAY, dayColumn } from './ddl.ts';
import { glueColumns, partitionType, serdeOf, tableProperties } from './glue.ts';
import { icebergFields } from './iceberg-schema.ts';
import { databasesOf, leftToEngines, namespacesOf, notesOf, tablesInBuckets } from './lake.ts';
import type { TableInBucket } from './lake.ts';

/** A template of CloudFormation, in JSON, with the tables and their databases. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-table.html */
export function lakeTemplate(lake: Lake): string {
  const databases = databasesOf(lake);
  const notes = [...leftToEngines(lake, 'CloudFormation'), ...notesOf(lake)];
  const [namespaces, inBuckets] = [namespacesOf(lake), tablesInBuckets(lake)];
  const places = [...databases, ...namespaces.map(({ bucket, name }) => `${bucket.name}_${name}`)];
  const tables = [...lake.tables.map(({ table }) => table), ...inBuckets];
  const ids = idsOf([...places, ...tables.map(({ database, name }) => `${database}_${name}`)], (name) =>
    logicalId(name),
  );
  const databaseIds = new Map(databases.map((name, index) => [name, String(ids[index])]));
  const namespaceIds = new Map(namespaces.map(({ key }, index) => [key, String(ids[databases.length + index])]));
  const tableId = (index: number): string => String(ids[places.length + index]);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Tables over what exported metrics leave in S3: written by defender-gitops tables',
    ...(notes.length === 0 ? {} : { Metadata: { Notes: notes } }),
    Resources: Object.fromEntries([
      ...databases.map((name, index) => [String(ids[index]), database(name)]),
      ...namespaces.map(({ key, bucket, name }) => [namespaceIds.get(key), namespaceResource(bucket, name)]),
      ...lake.tables.map(({ table }, index) => [
        tableId(index),
        tableResource(table, databaseIds.get(table.database) ?? ''),
      ]),
      ...inBuckets.map((table, index) => [
        tableId(lake.tables.length + index),
        bucketTableResource(table, namespaceIds.get(table.namespaceKey) ?? ''),
      ]),
    ]),
  };
  return jsonText(template);
}

function logicalId(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Table';
}

function database(name: string): object {
  return {
    Type: 'AWS::Glue::Database',
    Properties: { CatalogId: { Ref: 'AWS::AccountId' }, DatabaseInput: { Name: name } },
  };
}

function tableResource(table: LakeTable, databaseId: string): object {
  const { library, parameters, input, output } = serdeOf(table);
  return {
    Type: 'AWS::Glue::Table',
    Properties: {
      CatalogId: { Ref: 'AWS::AccountId' },
      DatabaseName: { Ref: databaseId },
      TableInput: {
        Name: table.name,
        TableType: 'EXTERNAL_TABLE',
        Parameters: { EXTERNAL: 'TRUE', ...tableProperties(table) },
        PartitionKeys: table.partitions.map((one) => ({ Name: one.name, Type: partitionType(one) })),
        StorageDescriptor: {
          Columns: glueColumns(table).map(({ name, type }) => ({ Name: name, Type: type })),
          Location: table.location,
          InputFormat: input,
          OutputFormat: output,
          SerdeInfo: { SerializationLibrary: library, Parameters: parameters },
        },
      },
    },
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3tables-namespace.html */
function namespaceResource(bucket: TableBucket, name: string): object {
  return { Type: 'AWS::S3Tables::Namespace', Properties: { TableBucketARN: bucket.arn, Namespace: name } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3tables-table.html */
function bucketTableResource(table: TableInBucket, namespaceId: string): object {
  const fields = icebergFields(table.columns);
  const day = dayColumn(table)?.toLowerCase();
  const source = fields.find(({ name }) => name === day);
  return {
    Type: 'AWS::S3Tables::Table',
    DependsOn: namespaceId,
    Properties: {
      TableBucketARN: table.bucket.arn,
      Namespace: table.database,
      TableName: table.name,
      OpenTableFormat: 'ICEBERG',
      IcebergMetadata: {
        IcebergSchemaV2: {
          SchemaV2FieldType: 'struct',
          SchemaV2FieldList: fields.map(({ id, name, type }) => ({ Id: id, Name: name, Type: type, Required: false })),
        },
        ...(source === undefined
          ? {}
          : {
              IcebergPartitionSpec: {
                Fields: [{ SourceId: source.id, Transform: `truncate[${DAY}]`, Name: `${source.name}_trunc` }],
              },
            }),
      },
    },
  };
}
