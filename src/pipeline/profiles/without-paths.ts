import type { Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';

/** A value without what is at the given paths: members and elements are dropped, and so is a value whose own path is given. */
export function withoutPaths(value: JsonObject, paths: readonly Path[]): JsonValue | undefined {
  return pruned(value, paths);
}

function pruned(value: JsonValue | undefined, paths: readonly Path[]): JsonValue | undefined {
  if (paths.length === 0 || value === undefined) return value;
  if (paths.some((path) => path.length === 0)) return undefined;
  const byStep = new Map<string | number | undefined, Path[]>();
  for (const [step, ...rest] of paths) {
    const known = byStep.get(step);
    if (known === undefined) byStep.set(step, [rest]);
    else known.push(rest);
  }
  const below = (step: string | number): readonly Path[] => byStep.get(step) ?? [];
  if (isList(value)) return value.map((item, index) => pruned(item, below(index))).filter((item) => item !== undefined);
  if (!isObject(value)) return undefined;
  const members = Object.entries(value).map(([key, member]): [string, JsonValue | undefined] => [
    key,
    pruned(member, below(key)),
  ]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
