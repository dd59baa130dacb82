import { names as nameValidators, resources as resourceValidators } from '../../generated/validators.js';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject } from '../../model/json.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Desired, DesiredState, Ignore, Silence } from '../../model/resource.ts';
import { OWNER_TAG, PROTECT_TAG } from '../../model/settings.ts';
import type { Target } from '../../model/settings.ts';
import { followEditPath } from '../../model/edit-path.ts';
import { elsewhereFor } from './managed-elsewhere.ts';
import { fill, fillText } from './fill.ts';
import type { Filling } from './fill.ts';
import { resourceSchema, WORDS } from './language.ts';
import { referenceProblems } from './references.ts';
import type { Reference } from './references.ts';
import { renameProblems } from './renames.ts';
import { withoutPaths } from './without-paths.ts';
import { schemaErrorsOf } from './schema-errors.ts';
import type { SchemaError, Validator } from './schema-errors.ts';
import type { Declared, Profiles } from './validate.ts';

/** What `resolve` is asked for. */
export interface Resolution {
  readonly target: Target;
  readonly owner: string;
  readonly kinds: readonly Kind[];
  /** `YYYY-MM-DD`, to see which `ignore` has run out. */
  readonly today: string;
}

/** What the profiles want of one target, and every problem that shows once variables, ARNs and topics are filled in. */
export function resolve(profiles: Profiles, resolution: Resolution): { desired: DesiredState; problems: Problem[] } {
  const problems: Problem[] = [];
  const mentions: Reference[] = [];
  const filling = { target: resolution.target, topics: topicsOf(profiles, resolution.target) };
  const resources = new Map<Address, Desired>();
  for (const declared of profiles.resources) {
    const onlyIn = declared.value['onlyIn'];
    if (isList(onlyIn) && !onlyIn.includes(resolution.target.name)) continue;
    const desired = resolveOne(declared, filling, resolution, problems, mentions);
    if (desired === undefined) continue;
    const first = resources.get(desired.address);
    if (first === undefined) resources.set(desired.address, desired);
    else problems.push(declaredTwice(desired, first.locate('')));
  }
  const elsewhere = elsewhereFor(profiles.managedElsewhere, resolution.target);
  const desired: DesiredState = { resources, sections: profiles.sections, managedElsewhere: elsewhere };
  problems.push(...referenceProblems(profiles, mentions, { ...resolution, elsewhere }));
  problems.push(...renameProblems(desired));
  return { desired: resolution.target.empty === true ? nothingOf(resolution) : desired, problems };
}

/** Every section is complete, and has nothing. */
function nothingOf({ kinds }: Resolution): DesiredState {
  return { resources: new Map(), sections: new Set(kinds.map(({ section }) => section)) };
}

function declaredTwice({ address, locate }: Desired, first: Source): Problem {
  const message = `${address} is declared twice, first at ${first.file}:${first.line}.`;
  const hint = 'Rename one of the two, or give them different `onlyIn` targets.';
  return { code: 'DG2002', message, hint, ...locate('') };
}

/** The MQTT topic of each entry of `topics`; an entry that is not valid has been reported and is left out. */
function topicsOf(profiles: Profiles, target: Target): ReadonlyMap<string, string> {
  const topics = new Map<string, string>();
  for (const { name, value } of profiles.topics) {
    const { basicIngest, mqtt } = value;
    const found: SchemaError[] = [];
    if (typeof basicIngest === 'string') topics.set(name, `$aws/rules/${fillText(basicIngest, [], target, found)}`);
    else if (typeof mqtt === 'string') topics.set(name, fillText(mqtt, [], target, found));
    else topics.set(name, '');
  }
  return topics;
}

function resolveOne(
  declared: Declared,
  filling: Filling,
  resolution: Resolution,
  problems: Problem[],
  mentions: Reference[],
): Desired | undefined {
  const kind = resolution.kinds.find(({ section }) => section === declared.section);
  if (kind === undefined) return undefined;
  const named: SchemaError[] = [];
  const name = fillText(declared.name, [], filling.target, named);
  if (named.length === 0) named.push(...nameErrors(kind, name));
  const { value, errors: unfilled } = fill(declared.value, filling);
  const shape = schemaErrorsOf(resourceValidators[kind.name] as Validator, resourceSchema(kind), value);
  const found = [
    ...named,
    ...unfilled,
    ...shape.filter((one) => !unfilled.some((other) => isBelow(one.path, other.path))),
  ];
  for (const { path, ...error } of found) problems.push({ ...error, ...placeOf(declared, path) });
  // What is sound of a broken resource still shows what it refers to, so that all problems are told at once.
  const sound = withoutPaths(
    value,
    found.map(({ path }) => path),
  );
  if (isObject(sound)) mentions.push({ declared, references: kind.references(sound) });
  if (found.length > 0) return undefined;
  problems.push(...expired(declared, value, resolution.today));
  return desiredAs(addressOf(kind.name, name), kind, value, resolution, locatorIn(declared, filling));
}

function desiredAs(
  address: Address,
  kind: Kind,
  value: JsonObject,
  { owner, today }: Resolution,
  locate: Desired['locate'],
): Desired {
  return {
    address,
    spec: kind.normalize(specOf(value, owner)),
    adopt: value['adopt'] === true,
    ...(typeof value['renamedFrom'] === 'string' ? { renamedFrom: value['renamedFrom'] } : {}),
    ignore: ignoresOf(value).filter(({ until }) => until === undefined || until >= today),
    silence: silencesOf(value),
    locate,
  };
}

/** Few resources are asked: only for those their value is filled in again, and kept. */
function locatorIn(declared: Declared, filling: Filling): Desired['locate'] {
  let filled: JsonObject | undefined;
  return (path) => {
    filled ??= fill(declared.value, filling).value;
    return placeOf(declared, followEditPath(path, filled));
  };
}

function nameErrors(kind: Kind, name: string): SchemaError[] {
  const wrong = schemaErrorsOf(nameValidators[kind.name] as Validator, kind.nameSchema, name);
  return wrong.map((error) => ({
    ...error,
    message: `${JSON.stringify(name)} cannot be the name of a ${kind.name}.`,
  }));
}

function isBelow(path: Path, other: Path): boolean {
  return other.every((step, index) => path[index] === step);
}

function placeOf({ section, name, value, document }: Declared, path: Path): Source {
  return document.place([section, name, ...authoredPath(path, value)]);
}

/** Where the author wrote `topic`, the value that was checked is `mqttTopic`. */
function authoredPath(path: Path, authored: JsonObject): Path {
  const metricsExport = authored['metricsExport'];
  const renamed =
    path[0] === 'metricsExport' && path[1] === 'mqttTopic' && isObject(metricsExport) && 'topic' in metricsExport;
  return renamed ? ['metricsExport', 'topic'] : path;
}

/** The spec: AWS's members, and in the tags who owns it and whether it is protected. */
function specOf(value: JsonObject, owner: string): JsonObject {
  const tags: Record<string, JsonValue> = {
    ...(value['tags'] as Record<string, JsonValue> | undefined),
    [OWNER_TAG]: owner,
  };
  if (value['protect'] === true) tags[PROTECT_TAG] = 'true';
  const members = Object.entries(value).filter(([member]) => member !== 'tags' && !WORDS.includes(member));
  return Object.fromEntries([...members, ['tags', tags]]);
}

function ignoresOf(value: JsonObject): readonly Ignore[] {
  return (value['ignore'] ?? []) as unknown as readonly Ignore[];
}

function silencesOf(value: JsonObject): readonly Silence[] {
  return (value['silence'] ?? []) as unknown as readonly Silence[];
}

/** What an author meant to look at again by now. */
function expired(declared: Declared, value: JsonObject, today: string): Problem[] {
  const kept = [
    ...ignoresOf(value).map(({ path, until }, index) => ({ what: `Ignoring ${path}`, until, at: ['ignore', index] })),
    ...silencesOf(value).map(({ check, until }, index) => ({
      what: `Silencing ${check}`,
      until,
      at: ['silence', index],
    })),
  ];
  return kept.flatMap(({ what, until, at }): Problem[] => {
    if (until === undefined || until >= today) return [];
    const hint = 'Take the entry out, or set a later day with a reason.';
    return [{ code: 'DG2006', message: `${what} ran out on ${until}.`, hint, ...placeOf(declared, [...at, 'until']) }];
  });
}
