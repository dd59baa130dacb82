import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isEqual, isList, isObject, memberOf } from '../../model/values/json.ts';
import type { Edit } from '../../model/plan.ts';
import { byIdentity, identityOf, isWithin, withElement, withMember } from '../../model/values/edit-path.ts';

/**
 * What makes `after` of `before`, field by field. Knows no kind: specs come normalized.
 * Empty exactly where the two are equal.
 */
export function diff(before: JsonObject, after: JsonObject): readonly Edit[] {
  return isEqual(before, after) ? [] : membersOf('', before, after);
}

/** `after`, with every field under one of `paths` as it is in `before`: what an author ignores stays as it is in the account. */
export function keep(before: JsonObject, after: JsonObject, paths: readonly string[]): JsonObject {
  return (kept('', before, after, paths) ?? {}) as JsonObject;
}

function valueOf(path: string, before: JsonValue | undefined, after: JsonValue | undefined): readonly Edit[] {
  if (isEqual(before, after)) return [];
  if (before === undefined) return [{ op: 'add', path, after: after as JsonValue }];
  if (after === undefined) return [{ op: 'remove', path, before }];
  const inside =
    isObject(before) && isObject(after)
      ? membersOf(path, before, after)
      : isList(before) && isList(after)
        ? elementsOf(path, before, after)
        : [];
  // Elements that only changed places have no edit of their own: then the whole list is the edit.
  return inside.length > 0 ? inside : [{ op: 'change', path, before, after }];
}

function membersOf(path: string, before: JsonObject, after: JsonObject): readonly Edit[] {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].flatMap((name) => valueOf(withMember(path, name), memberOf(before, name), memberOf(after, name)));
}

function elementsOf(path: string, before: readonly JsonValue[], after: readonly JsonValue[]): readonly Edit[] {
  const had = byIdentity(before);
  const has = byIdentity(after);
  if (had === undefined || has === undefined) return positionsOf(path, before, after);
  const identities = new Set([...had.keys(), ...has.keys()]);
  return [...identities].flatMap((identity) =>
    valueOf(withElement(path, identity), had.get(identity), has.get(identity)),
  );
}

/** Elements without identity are compared in order, after what is the same at both ends; the two lists differ. */
function positionsOf(path: string, before: readonly JsonValue[], after: readonly JsonValue[]): readonly Edit[] {
  let start = 0;
  while (isEqual(before[start], after[start])) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && isEqual(before.at(-1 - end), after.at(-1 - end)))
    end += 1;
  const length = Math.max(before.length, after.length) - end;
  return Array.from({ length: length - start }, (_, offset) => start + offset).flatMap((index) =>
    valueOf(
      withElement(path, index),
      index < before.length - end ? before[index] : undefined,
      index < after.length - end ? after[index] : undefined,
    ),
  );
}

function kept(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  paths: readonly string[],
): JsonValue | undefined {
  if (paths.some((field) => isWithin(path, field))) return before;
  if (!paths.some((field) => path === '' || isWithin(field, path))) return after;
  if (isObject(before) && isObject(after)) {
    const members = new Set([...Object.keys(before), ...Object.keys(after)]);
    const entries = [...members].map((member): [string, JsonValue | undefined] => [
      member,
      kept(withMember(path, member), memberOf(before, member), memberOf(after, member), paths),
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if (isList(before) && isList(after)) return keptElements(path, before, after, paths);
  return after;
}

function keptElements(
  path: string,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  paths: readonly string[],
): JsonValue {
  const had = byIdentity(before);
  const has = byIdentity(after);
  if (had === undefined || has === undefined) {
    const positions = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return positions
      .map((index) => kept(withElement(path, index), before[index], after[index], paths))
      .filter((element) => element !== undefined);
  }
  const identities = [...new Set([...had.keys(), ...has.keys()])];
  const elements = identities
    .map((identity) => kept(withElement(path, identity), had.get(identity), has.get(identity), paths))
    .filter((element) => element !== undefined);
  // Both lists came normalized: where they were sorted by identity, the result has to be as well.
  return isSorted(before) && isSorted(after) ? elements.sort(compared) : elements;
}

const compared = (left: JsonValue, right: JsonValue): number =>
  (identityOf(left) ?? '') < (identityOf(right) ?? '') ? -1 : 1;

function isSorted(list: readonly JsonValue[]): boolean {
  return list.every((element, index) => index === 0 || compared(list[index - 1] as JsonValue, element) < 0);
}
