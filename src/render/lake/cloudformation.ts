import type { Lake, LakeTable } from '../../model/lake/table.ts';
import { idsOf } from '../text/ids.ts';
import { jsonText } from '../text/json.ts';
import { glueColumns, partitionType, serdeOf, tableProperties } from './glue.ts';
import { databasesOf, notesOf } from './lake.ts';

/** A template of CloudFormation, in JSON, with the tables and their databases. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-table.html */
export function lakeTemplate(lake: Lake): string {
  const [databases, notes] = [databasesOf(lake), notesOf(lake)];
  const names = [...databases, ...lake.tables.map(({ table }) => `${table.database}_${table.name}`)];
  const ids = idsOf(names, (name) => logicalId(name));
  const databaseIds = new Map(databases.map((name, index) => [name, String(ids[index])]));
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Tables over what exported metrics leave in S3: written by defender-gitops tables',
    ...(notes.length === 0 ? {} : { Metadata: { Notes: notes } }),
    Resources: Object.fromEntries([
      ...databases.map((name, index) => [String(ids[index]), database(name)]),
      ...lake.tables.map(({ table }, index) => [
        String(ids[databases.length + index]),
        tableResource(table, databaseIds.get(table.database) ?? ''),
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
