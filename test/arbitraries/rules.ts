import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import type { Overrides } from './from-schema.ts';

/** Statements have a language of their own: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html */
export const ruleOverrides: Overrides = {
  sql: fc.constantFrom(
    'SELECT VALUE metrics',
    "SELECT * FROM 'defender/+/metrics'",
    "select topic(2) as thing FROM 'a/#' WHERE x > 1",
    'SELECT * FROM "a/b"',
    'SELECT *  \n',
    "SELECT ' FROM '",
  ),
};

/** Makes a generated rule one that AWS takes: an endpoint is an address of HTTPS and begins as what confirms it. */
export function validRule(spec: JsonObject): JsonObject {
  const { actions, errorAction } = spec;
  return {
    ...spec,
    ...(isList(actions) ? { actions: actions.map(validAction) } : {}),
    ...(errorAction === undefined ? {} : { errorAction: validAction(errorAction) }),
  };
}

function validAction(action: JsonValue): JsonValue {
  const http = isObject(action) ? action['http'] : undefined;
  if (!isObject(action) || !isObject(http)) return action;
  const { confirmationUrl, ...rest } = http;
  const url = `https://${String(http['url']).replace(/^https:\/\//, '')}`.slice(0, 2000);
  const length = Math.max('https://'.length, String(confirmationUrl).length);
  const isNeeded = confirmationUrl !== undefined || url.includes('${');
  return { ...action, http: { ...rest, url, ...(isNeeded ? { confirmationUrl: url.slice(0, length) } : {}) } };
}
