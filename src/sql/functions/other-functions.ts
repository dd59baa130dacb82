import { isList, isObject } from '../../model/values/json.ts';
import { sqlError } from '../problem.ts';
import type { SqlFunction } from './function.ts';
import { toDecimal, toInt } from '../value.ts';
import type { Value } from '../value.ts';

const V2 = '2016-03-23';

/** Functions of messages, rules and collections, by name in lower case. */
export const OTHER_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  accountid: { takes: [0, 0], run: (_inputs, { account }) => account },
  get: { takes: [2, 2], run: ([collection, key], _message, at) => get(collection, key, at) },
  isnull: { takes: [1, 1], run: ([value]) => value === null },
  isundefined: { takes: [1, 1], since: V2, run: ([value]) => value === undefined },
  newuuid: { takes: [0, 0], run: (_inputs, { uuid }) => uuid() },
  rand: { takes: [0, 0], run: (_inputs, { random }) => random() },
  sql_version: { takes: [0, 0], run: (_inputs, { version }) => version },
  timestamp: { takes: [0, 0], run: (_inputs, { now }) => now },
  topic: {
    takes: [0, 1],
    run: ([level], { topic }) => (level === undefined ? topic : topic.split('/')[(toDecimal(level) ?? 0) - 1]),
  },
  transform: { takes: [3, 3], since: V2, run: ([mode, added, items]) => transformed(mode, added, items) },
};

function get(collection: Value, key: Value, at: number): Value {
  if (isList(collection)) return collection[toInt(key) ?? -1];
  // The text has it count from 0, and its example from 1.
  if (typeof collection === 'string')
    throw sqlError('undocumented', "AWS's documentation contradicts itself about get() of a text", at);
  if (!isObject(collection) || typeof key !== 'string') return undefined;
  return Object.hasOwn(collection, key) ? collection[key] : undefined;
}

function transformed(mode: Value, added: Value, items: Value): Value {
  if (mode !== 'enrichArray' || !isObject(added) || !isList(items) || !items.every(isObject)) return undefined;
  return items.map((item) => ({ ...item, ...added }));
}
