import { names as nameValidators, resources as resourceValidators } from '../../generated/validators.mjs';
import { addressOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Part, Path } from '../../model/document.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isObject } from '../../model/values/json.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Desired, DesiredState, Ignore, Silence } from '../../model/resource.ts';
import { OUR_TAGS, OWNER_TAG, PROTECT_TAG, withMark } from '../../model/kinds/ownership.ts';
import type { Mark } from '../../model/kinds/ownership.ts';
import type { Target } from '../../model/settings.ts';
import { finish } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { followEditPath } from '../../model/values/edit-path.ts';
import { elsewhereFor } from './managed-elsewhere.ts';
import { fill } from './fill.ts';
import type { Filling } from './fill.ts';
import { resourceSchema, WORDS } from './language.ts';
import { hintsAmong } from '../../model/values/nearest.ts';
import { circleProblems } from './reference-circles.ts';
import { referenceProblems } from './references.ts';
import type { Reference } from './references.ts';
import { renameProblems } from './renames.ts';
import { schemaBelow } from './schema/places.ts';
import { withoutPaths } from './without-paths.ts';
import { isBelow, placeIn, schemaErrorsOf } from './schema/errors.ts';
import type { SchemaError, Validator } from './schema/errors.ts';
import { resolveTopics } from './topic-names.ts';
import { isFor } from './validate.ts';
import type { Declared, Profiles } from './validate.ts';
import { fillText } from './variables.ts';

/** What `resolve` is asked for. */
export interface Resolution {
  readonly target: Target;
  readonly owner: string;
  readonly kinds: readonly Kind[];
  /** `YYYY-MM-DD`, to see which `ignore` has run out. */
  readonly today: string;
}

/** What the profiles want of one target, and every problem that shows once variables, ARNs and topics are filled in. */
export function resolve(profiles: Profiles, resolution: Resolution): Resolved {
  return finish(resolving(profiles, resolution));
}

/** What `resolve` gives. */
interface Resolved {
  readonly desired: DesiredState;
  readonly problems: Problem[];
}

/** The same, a resource a step. */
export function* resolving(profiles: Profiles, resolution: Resolution): Steps<Resolved> {
  const problems: Problem[] = [];
  const mentions: Reference[] = [];
  const { topics, problems: ofTopics } = resolveTopics(profiles.topics, resolution.target);
  const { addresses: elsewhere, problems: ofElsewhere } = elsewhereFor(profiles.managedElsewhere, resolution.target);
  problems.push(...ofTopics, ...ofElsewhere);
  const place = { target: resolution.target, topics, topicHint: hintsAmong(topics.keys()) };
  const resources = new Map<Address, Desired>();
  for (const declared of profiles.resources) {
    if (!isFor(declared, resolution.target)) continue;
    yield;
    const desired = resolveOne(declared, place, resolution, problems, mentions);
    if (desired === undefined) continue;
    const first = resources.get(desired.address);
    if (first === undefined) resources.set(desired.address, desired);
    else problems.push(declaredTwice(desired, first.locate('')));
  }
  const { problems: ofReferences, meant } = referenceProblems(profiles, mentions, { ...resolution, topics, elsewhere });
  const desired: DesiredState = { resources, sections: profiles.sections, meant, managedElsewhere: elsewhere };
  problems.push(...ofReferences);
  problems.push(...renameProblems(desired), ...sameToAws(desired, resolution.kinds));
  problems.push(...circleProblems(desired, resolution.kinds));
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

/** What has two names here and is one thing to AWS, which has no names for it. */
function sameToAws({ resources }: DesiredState, kinds: readonly Kind[]): Problem[] {
  const first = new Map<string, Desired>();
  return [...resources.values()].flatMap((desired): Problem[] => {
    const kind = kindAt(kinds, desired.address);
    if (kind.identity?.of === undefined) return [];
    const identity = addressOf(kind.name, kind.identity.of(desired.spec));
    const other = first.get(identity);
    first.set(identity, other ?? desired);
    if (other === undefined) return [];
    const { file, line } = other.locate('');
    const message = `${desired.address} is the same to AWS as ${other.address} at ${file}:${line}.`;
    return [{ code: 'DG2002', message, hint: 'Keep one of the two.', ...desired.locate('') }];
  });
}

function resolveOne(
  declared: Declared,
  place: Omit<Filling, 'schema'>,
  resolution: Resolution,
  problems: Problem[],
  mentions: Reference[],
): Desired | undefined {
  const kind = resolution.kinds.find(({ section }) => section === declared.section);
  if (kind === undefined) return undefined;
  const filling = { ...place, schema: kind.schema };
  const { name, value, errors } = filledIn(declared, kind, filling);
  problems.push(...errors.map((error) => placeIn(declared.document, declared.place, authored(error, declared))));
  // What is sound of a broken resource still shows what it refers to, so that all problems are told at once.
  const sound = withoutPaths(
    value,
    errors.map(({ path }) => path),
  );
  if (isObject(sound)) mentions.push({ declared, references: kind.references(sound) });
  if (errors.length > 0) return undefined;
  problems.push(...expired(declared, value, resolution.today));
  const written = (): JsonObject => fill(declared.value, filling).value;
  const desired = desiredAs(addressOf(kind.name, name), kind, value, resolution, {
    written,
    locate: locatorIn(declared, place, written),
  });
  problems.push(...roomProblems(kind, desired));
  return desired;
}

/** A resource with its variables filled in, and what is wrong with it. */
function filledIn(
  declared: Declared,
  kind: Kind,
  filling: Filling,
): { readonly name: string; readonly value: JsonObject; readonly errors: readonly SchemaError[] } {
  const named: SchemaError[] = [];
  const name = fillText(declared.name, [], filling.target, named);
  if (named.length === 0) named.push(...nameErrors(kind, name));
  const { value, errors: unfilled } = fill(declared.value, filling);
  const validator = resourceValidators[kind.name] as Validator;
  const shape = schemaErrorsOf(validator, () => resourceSchema(kind), value, declared.value)
    .filter((one) => !unfilled.some((other) => isBelow(one.path, other.path)))
    // Another target may have another value.
    .map((one) => (one.variable === undefined ? one : { ...one, target: filling.target.name }));
  return { name, value, errors: [...named, ...unfilled, ...shape, ...ourTags(value)] };
}

/** An error at the path that the author wrote. */
function authored(error: SchemaError, { value }: Declared): SchemaError {
  return { ...error, path: authoredPath(error.path, value) };
}

function desiredAs(
  address: Address,
  kind: Kind,
  value: JsonObject,
  { owner, target, today }: Resolution,
  origin: Pick<Desired, 'written' | 'locate'>,
): Desired {
  return {
    address,
    spec: kind.normalize(specOf(kind, value, { owner, name: nameOf(address) }), target),
    adopt: value['adopt'] === true,
    ...(typeof value['renamedFrom'] === 'string' ? { renamedFrom: value['renamedFrom'] } : {}),
    ignore: ignoresOf(value).filter(({ until }) => until === undefined || until >= today),
    silence: silencesOf(value),
    ...origin,
  };
}

/** Few resources are asked, and those often: for each its value is filled in again, and kept until another one is asked. */
function locatorIn(declared: Declared, place: object, written: () => JsonObject): Desired['locate'] {
  return (path, part) => {
    if (lastAsked.get(place)?.declared !== declared) lastAsked.set(place, { declared, value: written() });
    return placeOf(declared, followEditPath(path, lastAsked.get(place)?.value ?? {}), part);
  };
}

const lastAsked = new WeakMap<object, { readonly declared: Declared; readonly value: JsonObject }>();

const WORD_FOR: Readonly<Record<string, string>> = {
  [OWNER_TAG]: 'write `owner: NAME` into the settings, once per repository',
  [PROTECT_TAG]: 'write `protect: true` beside the tags',
};

/** Whose something is and whether it is protected is not for tags to say: they would be overwritten, or work unseen. */
function ourTags({ tags }: JsonObject): SchemaError[] {
  const keys = isObject(tags) ? Object.keys(tags).filter((key) => key.startsWith(OUR_TAGS)) : [];
  return keys.map((key) => ({
    path: ['tags', key],
    part: 'key',
    code: 'DG2012',
    message: `The tag ${key} is set by defender-gitops only.`,
    hint: `Remove it; ${WORD_FOR[key] ?? 'choose a key of your own'}.`,
  }));
}

function nameErrors(kind: Kind, name: string): SchemaError[] {
  const wrong = schemaErrorsOf(nameValidators[kind.name] as Validator, () => kind.nameSchema, name);
  return wrong.map((error) => ({
    ...error,
    message: `${JSON.stringify(name)} cannot be the name of a ${kind.name}.`,
  }));
}

function placeOf({ place, value, document }: Declared, path: Path, part?: Part): Source {
  return document.place([...place, ...authoredPath(path, value)], part);
}

/** Where the author wrote `topic`, the value that was checked is `mqttTopic`. */
function authoredPath(path: Path, authored: JsonObject): Path {
  const metricsExport = authored['metricsExport'];
  const renamed =
    path[0] === 'metricsExport' && path[1] === 'mqttTopic' && isObject(metricsExport) && 'topic' in metricsExport;
  return renamed ? ['metricsExport', 'topic'] : path;
}

/** The spec: AWS's members, and among them who owns it and whether it is protected. */
function specOf(kind: Kind, value: JsonObject, mark: Omit<Mark, 'isProtected'>): JsonObject {
  const members = Object.fromEntries(Object.entries(value).filter(([member]) => !WORDS.includes(member)));
  return withMark(kind, members, { ...mark, isProtected: value['protect'] === true });
}

/** A mark that stands in a text needs room there. */
function roomProblems({ ownership, schema }: Kind, { spec, address, locate }: Desired): Problem[] {
  if (ownership.by !== 'text') return [];
  const { member } = ownership;
  const most = Number(schemaBelow(schema, member)['maxLength'] ?? Infinity);
  const size = [...String(spec[member])].length;
  if (size <= most) return [];
  const message = `${member} of ${address} takes at most ${most} characters, and has ${size} with the mark of its owner.`;
  return [{ code: 'DG1105', message, hint: 'Shorten it: the mark is all that says whose it is.', ...locate(member) }];
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
    const hint = 'Remove the entry, or set a later day with a reason.';
    return [
      {
        code: 'DG2006',
        message: `${what} ran out on ${until}.`,
        hint,
        ...placeOf(declared, [...at, 'until'], 'value'),
      },
    ];
  });
}
