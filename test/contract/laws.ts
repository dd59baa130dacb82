import { expect } from 'vitest';
import type { Aws } from '../../src/model/aws.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isEqual } from '../../src/model/values/json.ts';
import type { Kind, Live, Write } from '../../src/model/kind.ts';
import { diff } from '../../src/pipeline/plan/diff.ts';
import { readNamed } from '../../src/pipeline/read/names.ts';
import { accepts } from '../arbitraries/from-schema.ts';

/** An account that tells what was sent to it. */
interface ObservedAccount {
  readonly aws: Aws;
  mutations(): readonly unknown[];
}

/** Any live resource becomes any desired one, a second update sends nothing, and what is deleted is gone. */
export async function obey(
  kind: Kind,
  { aws, mutations }: ObservedAccount,
  name: string,
  live: JsonObject,
  desired: JsonObject,
): Promise<void> {
  const write = kind.write as Write;
  await begin(kind, aws, name, live);
  const created = await present(kind, aws, name, live);
  expect(created.spec).toEqual(live);
  expect(accepts(kind.schema, created.spec)).toBe(true);

  await change(kind, aws, created, desired);
  const changed = await present(kind, aws, name, desired);
  expect(changed.spec).toEqual(desired);

  mutations();
  await write.update(aws, changed, desired);
  expect(mutations(), 'an update to what is there').toEqual([]);

  await write.delete(aws, changed);
  const left = await readNamed(aws, kind, name, desired);
  // Where there is always one, AWS's defaults are left.
  expect(left?.spec).toEqual(kind.singleton === undefined ? undefined : {});
}

/** Makes it, or where there is always one, makes it so. */
export async function begin(kind: Kind, aws: Aws, name: string, spec: JsonObject): Promise<void> {
  const { create, update } = kind.write as Write;
  if (kind.singleton === undefined) return create(aws, name, spec);
  return update(aws, await present(kind, aws, name, spec), spec);
}

/** As apply does it: in place where AWS can, else anew. */
async function change(kind: Kind, aws: Aws, live: Live, desired: JsonObject): Promise<void> {
  const write = kind.write as Write;
  const edits = diff(live.spec, desired);
  if (isEqual(live.spec, desired)) expect(edits).toEqual([]);
  if (!edits.some((edit) => write.immutable(edit))) return write.update(aws, live, desired);
  await write.delete(aws, live);
  return write.create(aws, live.name, desired);
}

/** What is there of that name, with that spec where AWS has no names; throws where nothing is. */
export async function present(kind: Kind, aws: Aws, name: string, spec: JsonObject = {}): Promise<Live> {
  const live = await readNamed(aws, kind, name, spec);
  if (live === undefined) throw new Error(`${kind.name}/${name} is not there`);
  return live;
}
