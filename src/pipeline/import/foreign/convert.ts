import { addressOf, nameOf } from '../../../model/address.ts';
import type { Address } from '../../../model/address.ts';
import { editPathOf } from '../../../model/values/edit-path.ts';
import type { ImportedResource, LeftOut } from '../../../model/imported.ts';
import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isEqual, isList, isObject } from '../../../model/values/json.ts';
import type { Kind } from '../../../model/kind.ts';
import { markOf, withMark } from '../../../model/kinds/ownership.ts';
import type { Variable } from '../../../model/settings.ts';
import type { Problem } from '../../../model/problem.ts';
import { toAuthored } from '../../profiles/authored.ts';
import { respelled } from '../../profiles/respell.ts';
import type { Respelled } from '../../profiles/respell.ts';
import type { ImportRun } from '../import-resource.ts';
import { placeOf, topicsIn } from '../import-resource.ts';
import { readBack } from '../read-back.ts';
import type { ForeignResource } from './foreign.ts';
import { reopened, withSamples } from './open-values.ts';

/** A resource of a file in the spelling of its kind; variables stand for what the file does not tell. */
export interface Spelled extends Respelled {
  readonly of: ForeignResource;
  readonly kind: Kind;
  readonly name: string;
  readonly address: Address;
}

/** What one conversion needs to know for each resource. */
export interface ForeignRun extends ImportRun {
  /** A value for each variable, to try what is written with. */
  readonly samples: Readonly<Record<string, Variable>>;
}

/** What is written, and what it refers to. */
export interface Converted extends ImportedResource {
  readonly references: readonly Address[];
}

/** A resource with its members as its kind spells them. */
export function spell(of: ForeignResource, kinds: readonly Kind[]): Spelled | undefined {
  const kind = kinds.find(({ name }) => name === of.kind);
  const said = kind?.fromRequest?.(of.request);
  if (kind === undefined || said === undefined) return undefined;
  const name = kind.singleton ?? String(said.name ?? of.fallback);
  return { of, kind, name, address: addressOf(kind.name, name), ...respelled(kind.schema, said.spec) };
}

/** A resource in the author's words, or why it is left out. What is written has been read back as a plan reads it. */
export function convert(spelled: Spelled, run: ForeignRun): Converted | LeftOut {
  const { of, kind, name, address, value: spec } = spelled;
  const named = placeOf(address, kind);
  // Tags of another form than they can have are for the schema to refuse.
  const odd = spec['tags'] === undefined || isObject(spec['tags']) ? {} : { tags: spec['tags'] };
  const authored = { ...toAuthored(spec, kind, run), ...odd };
  const value: JsonObject = {
    ...(reopened(authored, run.samples) as JsonObject),
    ...(run.onlyIn ? { onlyIn: [run.target.name] } : {}),
  };
  const masked = run.mask(value) as JsonObject;
  const told = [...of.notes, ...spelled.unknown.map((one) => unknownNote(one, spelled, run))];
  const notes = isEqual(masked, value)
    ? told
    : [...told, 'Holds what looks like a secret. Take care where you commit it.'];
  const leftOut = (reason: string): LeftOut => ({
    ...named,
    reason: [`${reason}${told.length > 0 ? '.' : ''}`, ...told].join(' '),
    value: masked,
  });
  if (of.leftOut !== undefined) return leftOut(of.leftOut);
  const target = { ...run.target, variables: { ...run.target.variables, ...run.samples } };
  const { desired, problems } = readBack({ kind, name, value, topics: topicsIn(value, run) }, { ...run, target });
  if (desired === undefined || problems.length > 0) return leftOut(`cannot be written: ${toldOf(problems)}`);
  const known = withSamples(spec, run.samples) as JsonObject;
  const marked = withMark(kind, known, { ...markOf(kind, known), owner: run.owner, name: nameOf(desired.address) });
  if (!isEqual(desired.spec, kind.normalize(marked, target)))
    return leftOut('cannot be written so that it reads back the same');
  return { ...named, value, notes, references: kind.references(spec) };
}

/** What the language has no place for is told with all that it says, but for secrets. */
function unknownNote({ path, value }: Respelled['unknown'][number], { value: spec }: Spelled, run: ImportRun): string {
  const member = path.at(-1);
  const masked = run.mask({ [String(member)]: value }) as Record<string, JsonValue>;
  return `Not taken over, for this version does not know it: ${editPathOf(path, spec)}: ${JSON.stringify(masked[String(member)])}.`;
}

/** The first three. */
function toldOf(problems: readonly Problem[]): string {
  const told = [...new Set(problems.map(sentencesOf))];
  const more = told.length > 3 ? [`And ${told.length - 3} more.`] : [];
  return [...told.slice(0, 3), ...more].join(' ').replace(/\.$/, '');
}

function sentencesOf({ message, hint }: Problem): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

/** The topics to which metrics are exported. One with a variable in it stays where it stands. */
export function topicsOf({ value: { metricsExport } }: Spelled): readonly string[] {
  const topic = isList(metricsExport) ? undefined : (metricsExport as JsonObject | undefined)?.['mqttTopic'];
  return typeof topic === 'string' && !topic.includes('${var.') ? [topic] : [];
}
