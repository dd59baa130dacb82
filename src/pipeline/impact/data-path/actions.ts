import type { PathNode } from '../../../model/impact/data-path.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../../model/values/json.ts';

/** The member of an action that says where it goes. https://docs.aws.amazon.com/iot/latest/apireference/API_Action.html */
const WHERE = [
  'deliveryStreamName',
  'bucketName',
  'topic',
  'queueUrl',
  'targetArn',
  'functionArn',
  'streamName',
  'logGroupName',
  'alarmName',
  'metricName',
  'tableName',
  'stateMachineName',
  'trackerName',
  'databaseName',
  'index',
  'url',
] as const;

/** The actions of a rule as nodes, in their order. */
export function actionsOf({ actions }: JsonObject): readonly Omit<PathNode, 'change'>[] {
  return (isList(actions) ? actions : []).flatMap((action) =>
    isObject(action) ? Object.entries(action).flatMap(([sort, settings]) => nodeOf(sort, settings)) : [],
  );
}

function nodeOf(action: string, settings: JsonValue | undefined): readonly Omit<PathNode, 'change'>[] {
  if (!isObject(settings)) return [];
  const where = WHERE.map((member) => settings[member]).find((value) => typeof value === 'string');
  const name = String(where ?? '');
  const sort =
    action === 'firehose' ? 'stream' : action === 's3' ? 'bucket' : action === 'republish' ? 'topic' : 'service';
  const shown = sort === 'service' ? `${action} ${name}`.trim() : name;
  return [{ id: `${sort}/${shown}`, sort, name: shown }];
}
