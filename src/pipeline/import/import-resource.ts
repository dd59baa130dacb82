import { resources as resourceValidators } from '../../generated/validators.mjs';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Path } from '../../model/document.ts';
import type { ImportedResource, LeftOut } from '../../model/imported.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isEqual, isObject } from '../../model/values/json.ts';
import { isByDefault } from '../../model/kind.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { isOurMark, markOf, OUR_TAGS, ownerOf, withMark } from '../../model/kinds/ownership.ts';
import type { Authorship } from '../profiles/authored.ts';
import { toAuthored } from '../profiles/authored.ts';
import { keep } from '../plan/diff.ts';
import { editPathOf } from '../../model/values/edit-path.ts';
import { resourceSchema } from '../profiles/language.ts';
import { readBack } from './read-back.ts';
import type { ReadBack } from './read-back.ts';
import { schemaErrorsOf } from '../profiles/schema/errors.ts';
import type { Validator } from '../profiles/schema/errors.ts';
import { topicEntry } from '../profiles/topic-names.ts';
import { withoutPaths } from '../profiles/without-paths.ts';

/** What one import needs to know for each resource. */
export interface ImportRun extends Authorship, ReadBack {
  /** The MQTT topic of each name of a topic. */
  readonly topicsByName: ReadonlyMap<string, string>;
  /** The target's name goes on each resource where there are several targets. */
  readonly onlyIn: boolean;
  /** A value without its secrets. */
  readonly mask: (value: JsonValue) => JsonValue;
}

/** AWS takes this many tags on a resource. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAGS = 50;

/** Where a resource stands in a file of profiles. */
export function placeOf(
  address: Address,
  { section, singleton }: Kind,
): Pick<ImportedResource, 'address' | 'section' | 'isSection'> {
  return { address, section, ...(singleton === undefined ? {} : { isSection: true as const }) };
}

/** A live resource in the author's words, or why it is left out. What is written has been read back as a plan reads it. */
export function importResource(live: Live, kind: Kind, run: ImportRun): ImportedResource | LeftOut {
  const named = placeOf(addressOf(kind.name, live.name), kind);
  if (isByDefault(kind, live.spec)) return { ...named, reason: 'is as AWS has it by default' };
  const owner = ownerOf(kind, live.spec);
  if (owner !== undefined && owner !== run.owner) return { ...named, reason: `belongs to ${owner}` };
  if (owner === undefined && live.managedBy !== undefined)
    return { ...named, reason: `is managed by ${live.managedBy}` };
  const unknown = unknownMembers(live.spec, kind);
  const value = valueOf(live.spec, unknown, kind, owner === undefined, run);
  const [first] = unknown;
  // Tags are written by calls of their own, a text with all the rest.
  const isLost = first !== undefined && owner === undefined && kind.ownership.by === 'text';
  const reason = isLost
    ? `has ${editPathOf(first, live.spec)}, which this version does not know and may lose when it marks the owner`
    : whyNot(live, value, kind, run);
  const masked = run.mask(value) as JsonObject;
  if (reason !== undefined) return { ...named, reason, value: masked };
  const notes = [
    ...unknown.map(
      (path) => `AWS has ${editPathOf(path, live.spec)}, which this version does not know: it stays as it is.`,
    ),
    ...(isEqual(masked, value) ? [] : ['Holds what looks like a secret. Take care where you commit it.']),
  ];
  return { ...named, value, notes };
}

/** Tags that look like ours and say nothing that we say: authors cannot write them. */
function strangeTags({ tags }: JsonObject): readonly Path[] {
  const keys = Object.entries(isObject(tags) ? tags : {}).filter(
    ([key, value]) => key.startsWith(OUR_TAGS) && !isOurMark(key, value),
  );
  return keys.map(([key]) => ['tags', key]);
}

function unknownMembers(spec: JsonObject, kind: Kind): readonly Path[] {
  const found = schemaErrorsOf(resourceValidators[kind.name] as Validator, () => resourceSchema(kind), spec);
  return found.filter(({ code }) => code === 'DG1101').map(({ path }) => path);
}

function valueOf(spec: JsonObject, unknown: readonly Path[], kind: Kind, adopt: boolean, run: ImportRun): JsonObject {
  const strange = strangeTags(spec);
  const known = withoutPaths(spec, [...unknown, ...strange]) as JsonObject;
  const reason = 'AWS has it and this version of defender-gitops does not know it.';
  const ignore = [
    ...unknown.map((path) => ({ path: editPathOf(path, spec), reason })),
    ...strange.map((path) => ({ path: editPathOf(path, spec), reason: 'Only defender-gitops sets such tags.' })),
  ];
  return {
    ...toAuthored(known, kind, run),
    ...(adopt ? { adopt } : {}),
    ...(run.onlyIn ? { onlyIn: [run.target.name] } : {}),
    ...(ignore.length > 0 ? { ignore } : {}),
  };
}

/** Why a resource cannot be written: reads it back as a plan would. */
function whyNot(live: Live, value: JsonObject, kind: Kind, run: ImportRun): string | undefined {
  const wanted = withMark(kind, live.spec, { ...markOf(kind, live.spec), owner: run.owner, name: live.name });
  const { tags } = wanted;
  if (isObject(tags) && Object.keys(tags).length > TAGS) return `has ${TAGS} tags, so there is no room for the owner’s`;
  const { desired, problems } = readBack({ kind, name: live.name, value, topics: topicsIn(value, run) }, run);
  const [problem] = problems;
  if (problem !== undefined) {
    // What AWS has and this program does not manage is told in a sentence of its own.
    const { code, message, hint } = problem;
    return `cannot be written: ${(code === 'DG1107' && hint !== undefined ? hint : message).replace(/\.$/, '')}`;
  }
  const paths = (desired?.ignore ?? []).map(({ path }) => path);
  const after = desired === undefined ? undefined : keep(live.spec, desired.spec, paths);
  return isEqual(after, kind.normalize(wanted, run.target))
    ? undefined
    : 'cannot be written so that it reads back the same';
}

/** The topics that a resource names, as entries of `topics`. */
export function topicsIn(
  { metricsExport }: JsonObject,
  { topicsByName }: Pick<ImportRun, 'topicsByName'>,
): Record<string, JsonObject> {
  const name = isObject(metricsExport) ? metricsExport['topic'] : undefined;
  const mqttTopic = typeof name === 'string' ? topicsByName.get(name) : undefined;
  const entry = mqttTopic === undefined ? undefined : topicEntry(mqttTopic);
  return entry === undefined ? {} : { [String(name)]: entry };
}
