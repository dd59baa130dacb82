import fc from 'fast-check';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Overrides } from './from-schema.ts';
import { THING_GROUPS } from './metrics.ts';

/** Thing groups that AWS takes: in a group that is there. */
export const groupOverrides: Overrides = {
  parentGroupName: fc.constantFrom(...THING_GROUPS),
  queryString: fc.constantFrom('connectivity.connected:false', 'attributes.temperature>60', 'thingName:a*\n'),
};

/** A group is static, perhaps in another one, or dynamic. */
export function validGroup({ indexName, queryVersion, parentGroupName, ...spec }: JsonObject): JsonObject {
  if (spec['queryString'] === undefined) return parentGroupName === undefined ? spec : { ...spec, parentGroupName };
  return {
    ...spec,
    ...(indexName === undefined ? {} : { indexName }),
    ...(queryVersion === undefined ? {} : { queryVersion }),
  };
}
