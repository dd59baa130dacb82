import type { JsonObject } from '../../model/values/json.ts';
import { byName } from '../../model/values/json.ts';
import { placeIn } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem } from '../../model/problem.ts';
import type { Desired } from '../../model/resource.ts';
import type { Target } from '../../model/settings.ts';
import { load } from '../yaml/load.ts';
import { resolve } from '../profiles/resolve.ts';
import { validate } from '../profiles/validate.ts';

/** A resource as an author would write it, and the topics that it names. */
export interface Authored {
  readonly kind: Kind;
  readonly name: string;
  readonly value: JsonObject;
  readonly topics: JsonObject;
}

/** For whom something is read back. */
export interface ReadBack {
  readonly target: Target;
  readonly owner: string;
  readonly kinds: readonly Kind[];
  /** A value as text of YAML. */
  readonly print: (value: JsonObject) => string;
}

/** What a plan makes of a resource once it is written, and what it has against it. */
export function readBack(
  { kind, name, value, topics }: Authored,
  { target, owner, kinds, print }: ReadBack,
): { readonly desired?: Desired; readonly problems: readonly Problem[] } {
  const text = print({ topics, ...sectionWith(kind, name, value) });
  const { documents, problems } = load([{ file: 'import', bytes: new TextEncoder().encode(text) }]);
  const checked = validate(documents, kinds);
  const resolved = resolve(checked.profiles, { target, owner, kinds, today: '' });
  const [desired] = resolved.desired.resources.values();
  return {
    problems: [...problems, ...checked.problems, ...resolved.problems],
    ...(desired === undefined ? {} : { desired }),
  };
}

/** The section of a file with this resource alone in it. */
function sectionWith(kind: Kind, name: string, value: JsonObject): JsonObject {
  return {
    [kind.section]: placeIn(kind, name).reduceRight<JsonObject>((inner, step) => byName([[step, inner]]), value),
  };
}
