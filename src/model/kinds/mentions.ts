import { nameOf } from '../address.ts';
import type { Address } from '../address.ts';
import type { Path } from '../document.ts';
import type { Source } from '../problem.ts';
import type { Desired } from '../resource.ts';
import { editPathOf } from '../values/edit-path.ts';
import { isList, isObject } from '../values/json.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';

/** Where a resource names another one; where it begins if that cannot be found. */
export function mentionIn(resource: Desired, reference: Address): Source {
  const written = resource.written();
  return resource.locate(editPathOf(findMention(written, nameOf(reference)) ?? [], written), 'value');
}

/** Where a value names something: the first text that is the name, or names it as a rule in a topic or as a group to attach to. */
export function findMention(value: JsonValue | undefined, name: string, path: Path = []): Path | undefined {
  if (typeof value === 'string') return isNaming(value, name) ? path : undefined;
  const members = isList(value) ? value.entries() : isObject(value) ? namesLast(value) : [];
  for (const [step, member] of members) {
    const found = findMention(member, name, [...path, step]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isNaming(text: string, name: string): boolean {
  return text === name || `${text}/`.startsWith(`$aws/rules/${name}/`) || `:${text}`.endsWith(`:thinggroup/${name}`);
}

/** What something is called itself is the last that could name another. */
function namesLast(value: JsonObject): readonly (readonly [string, JsonValue | undefined])[] {
  const { name, ...others } = value;
  return name === undefined ? Object.entries(value) : [...Object.entries(others), ['name', name]];
}
