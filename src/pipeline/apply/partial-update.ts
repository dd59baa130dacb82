import { diff } from '../plan/diff.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isEqual, isList, isObject } from '../../model/values/json.ts';
import { byIdentity } from '../../model/values/edit-path.ts';

/**
 * Whether a live spec is on the way from one spec to another: each field as it was or as it is to be.
 * So a change that was carried out in part can be gone on with, and what somebody else did meanwhile is told from it.
 */
export function isPartialUpdate(
  before: JsonValue | undefined,
  live: JsonValue | undefined,
  after: JsonValue | undefined,
): boolean {
  if (isEqual(live, before) || isEqual(live, after)) return true;
  if (before === undefined && after === undefined) return false;
  if (isObject(live)) {
    const from = isObject(before) ? before : {};
    const to = isObject(after) ? after : {};
    const members = new Set([...Object.keys(from), ...Object.keys(live), ...Object.keys(to)]);
    return [...members].every((member) => isPartialUpdate(from[member], live[member], to[member]));
  }
  if (isList(live)) return areBetween(isList(before) ? before : [], live, isList(after) ? after : []);
  // A member whose elements are all gone is absent.
  return (
    live === undefined &&
    (isList(before) || isObject(before)) &&
    (isList(after) || isObject(after)) &&
    isPartialUpdate(before, isList(before) ? [] : {}, after)
  );
}

function areBetween(before: readonly JsonValue[], live: readonly JsonValue[], after: readonly JsonValue[]): boolean {
  const [from, now, to] = [byIdentity(before), byIdentity(live), byIdentity(after)];
  if (from === undefined || now === undefined || to === undefined) return false;
  const all = new Set([...from.keys(), ...now.keys(), ...to.keys()]);
  return [...all].every((identity) => isPartialUpdate(from.get(identity), now.get(identity), to.get(identity)));
}

/** Where two specs differ, the first few places. */
export function pathsBetween(before: JsonObject, after: JsonObject): string {
  return diff(before, after)
    .map(({ path }) => path)
    .slice(0, 3)
    .join(', ');
}
