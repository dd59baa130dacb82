import { isList, isObject } from '../model/json.ts';
import type { JsonValue } from '../model/json.ts';
import type { Desired } from '../model/resource.ts';

/** Every text that stands under a member of this name, however deep. */
export function valuesOf(desired: readonly Desired[], member: string): readonly string[] {
  const search = (value: JsonValue | undefined): readonly string[] => {
    if (isList(value)) return value.flatMap(search);
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      name === member && typeof inner === 'string' ? [inner] : search(inner),
    );
  };
  return desired.flatMap(({ spec }) => search(spec));
}

/** The texts, each once, in the order in which they come first. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
