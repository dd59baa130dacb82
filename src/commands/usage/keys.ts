import type { Kind } from '../../model/kind.ts';
import type { Chapter, ReferenceEntry } from '../../model/reference.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { resourceSchema, settingsSchema, topicSchema } from '../../pipeline/profiles/language.ts';
import { elsewhereSchema } from '../../pipeline/profiles/managed-elsewhere.ts';
import { TYPE_NAMES } from '../../pipeline/profiles/schema/value-words.ts';

/** A key of the YAML, and what its schema says. */
interface Key {
  readonly path: string;
  readonly schema: JsonObject;
}

/** What a file of profiles may hold, key by key. Keys that say the same in several places are one entry. */
export function keyChapter(kinds: readonly Kind[]): Chapter {
  const alike = groupsBy(keysOf(kinds), ({ path, schema }) => `${nameOf(path)} ${JSON.stringify(factsOf(schema))}`);
  return {
    title: 'Keys',
    noun: 'key',
    about: 'What files of profiles may hold.',
    entries: [...alike.values()].map((keys) => entryOf(keys)),
  };
}

/** More than so many keys of one name are not told one by one. */
const MOST = 6;

/** The keys that a word in small letters means, by name or by the end of the path; of many of one name only where they are. */
export function keysNamed({ entries }: Chapter, word: string): readonly ReferenceEntry[] {
  const found = entries.filter((entry) => isKey(entry, word));
  const [first] = found;
  if (first === undefined) return [];
  if (found.length <= MOST) return found.map((entry) => shortened(entry, word));
  const paths = found.flatMap(pathsOf).filter((path) => !path.includes('errorAction'));
  const what = `A key of ${found.length} things. Ask about one by its path, as in: explain ${exampleOf(paths)}`;
  return [
    {
      name: first.name,
      facts: [
        ['what', what],
        [WHERE, paths.join(', ')],
      ],
    },
  ];
}

function isKey(entry: ReferenceEntry, word: string): boolean {
  return entry.name.toLowerCase() === word || pathsOf(entry).some((path) => endsIn(path, word));
}

function endsIn(path: string, word: string): boolean {
  return word.includes('.') && `.${path.toLowerCase().replaceAll('[]', '')}`.endsWith(`.${word}`);
}

/** Where the keys of an entry are, all of it. */
function pathsOf({ facts }: ReferenceEntry): readonly string[] {
  return facts.find(([label]) => label === WHERE)?.[1].split(', ') ?? [];
}

/** An entry with the first few of its many places, and before them those that were asked about. */
function shortened(entry: ReferenceEntry, word: string): ReferenceEntry {
  const paths = pathsOf(entry);
  const asked = paths.filter((path) => endsIn(path, word));
  const shown = [...asked, ...paths.filter((path) => !asked.includes(path))].slice(0, Math.max(4, asked.length));
  const more = paths.length - shown.length;
  const where = [...shown, ...(more > 0 ? [`and ${more} more places`] : [])].join(', ');
  return { ...entry, facts: entry.facts.map(([label, text]) => [label, label === WHERE ? where : text] as const) };
}

/** The end of a path that is of one place, as far as that can be. */
function exampleOf(paths: readonly string[]): string {
  const ends = paths.map((path) => path.split('.').slice(-2).join('.').replaceAll('[]', ''));
  return ends.findLast((end) => !end.startsWith('NAME.')) ?? ends.at(-1) ?? '';
}

const WHERE = 'where';

function entryOf(keys: readonly [Key, ...Key[]]): ReferenceEntry {
  const [first] = keys;
  const paths = [...new Set(keys.map(({ path }) => path))];
  const [what, ...others] = factsOf(first.schema);
  return { name: nameOf(first.path), facts: [what, [WHERE, paths.join(', ')], ...others] };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace('[]', '');
}

type Facts = readonly [readonly [string, string], ...(readonly [string, string])[]];

function factsOf(schema: JsonObject): Facts {
  const { description = '', default: usual, examples } = schema;
  const [example] = isList(examples) ? examples : [];
  const shown = (value: JsonValue | undefined): string => (value === undefined ? '' : JSON.stringify(value));
  return [
    ['what', String(description)],
    ['value', valueOf(schema)],
    ['default', shown(usual)],
    ['example', shown(example)],
  ];
}

function valueOf(schema: JsonObject): string {
  const all = [schema, ...branchesOf(schema)];
  const words = all.flatMap(({ enum: values }) => (isList(values) ? values : [])).map(String);
  if (words.length > 0 && words.length <= 24) return `one of: ${words.join(', ')}`;
  const types = all.map(({ type }) => type).filter((type) => typeof type === 'string');
  const members = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const names = [...new Set(types)].map((type) => TYPE_NAMES[type] ?? type).join(' or ');
  return members.length > 0 ? `${names} of ${members.join(', ')}` : names;
}

function branchesOf(schema: JsonObject): readonly JsonObject[] {
  return ['anyOf', 'oneOf'].flatMap((keyword) => (isList(schema[keyword]) ? schema[keyword].filter(isObject) : []));
}

function keysOf(kinds: readonly Kind[]): readonly Key[] {
  const settings = settingsSchema(kinds)['properties'] as JsonObject;
  return [
    ...membersOf('', { properties: settings }),
    { path: 'elsewhere', schema: elsewhereSchema },
    { path: 'topics', schema: { type: 'object', description: 'Names for the topics that metrics are exported to.' } },
    ...membersOf('topics.NAME', topicSchema),
    ...kinds.flatMap((kind): readonly Key[] => [
      { path: kind.section, schema: { type: 'object', description: kind.description } },
      ...membersOf(kind.singleton === undefined ? `${kind.section}.NAME` : kind.section, resourceSchema(kind)),
    ]),
  ];
}

function membersOf(path: string, schema: JsonObject): readonly Key[] {
  const { properties, additionalProperties, items } = schema;
  const own = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, member]): readonly Key[] => {
    if (!isObject(member) || isObject(member['not'])) return [];
    const here = path === '' ? name : `${path}.${name}`;
    return [{ path: here, schema: member }, ...membersOf(here, member)];
  });
  return [
    ...own,
    ...(isObject(additionalProperties) ? membersOf(`${path}.NAME`, additionalProperties) : []),
    ...(isObject(items) ? membersOf(`${path}[]`, items) : []),
    ...branchesOf(schema).flatMap((branch) => membersOf(path, branch)),
  ];
}
