import { nameOf } from '../../model/address.ts';
import type { Document } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { finish } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { elsewhereIn } from './managed-elsewhere.ts';
import type { LeftToOthers } from './managed-elsewhere.ts';
import { isSetting, topLevelKeys } from './language.ts';
import { didYouMean, hintsAmong } from '../../model/values/nearest.ts';
import { folded } from './schema/other-names.ts';
import type { DeclaredSettings } from './settings.ts';
import { meantValue } from './schema/value-hints.ts';
import { named } from './schema/value-words.ts';
import { readSettings } from './settings.ts';

/** A resource or topic as its author wrote it, and the file that it stands in. */
export interface Declared {
  readonly section: string;
  readonly name: string;
  /** Where it stands in the file. */
  readonly place: readonly string[];
  readonly value: JsonObject;
  readonly document: Document;
}

/** Whether a resource is for a target. */
export function isFor({ value: { onlyIn } }: Declared, { name }: Target): boolean {
  return !isList(onlyIn) || onlyIn.includes(name);
}

/** What all files say together, before variables are filled in. */
export interface Profiles extends DeclaredSettings {
  readonly topics: readonly Declared[];
  readonly resources: readonly Declared[];
  /** What is left to others. */
  readonly managedElsewhere: readonly LeftToOthers[];
  /** Sections that stand in any file. */
  readonly sections: ReadonlySet<string>;
}

/** Puts the files together and checks all that does not depend on a target: keys, settings, topics, shapes of sections. */
export function validate(documents: readonly Document[], kinds: readonly Kind[]): Validated {
  return finish(validating(documents, kinds));
}

/** What `validate` gives. */
interface Validated {
  readonly profiles: Profiles;
  readonly problems: Problem[];
}

/** The same, a file a step. */
export function* validating(documents: readonly Document[], kinds: readonly Kind[]): Steps<Validated> {
  const { settings, problems } = readSettings(documents, kinds);
  yield;
  const topics: Declared[] = [];
  const resources: Declared[] = [];
  const elsewhere: LeftToOthers[] = [];
  const sections = new Set<string>();
  const keys = topLevelKeys(kinds);
  for (const document of documents) {
    const foreign = ofOtherTool(document);
    if (foreign !== undefined) {
      problems.push(foreign);
      continue;
    }
    for (const [key, value = null] of Object.entries(document.value)) {
      if (!keys.includes(key)) problems.push(unknownSection(key, document.place([key]), keys, kinds));
      if (!keys.includes(key) || isSetting(key)) continue;
      if (key === 'elsewhere') {
        elsewhere.push(...elsewhereIn(document, kinds, problems));
        continue;
      }
      sections.add(key);
      const kind = kinds.find(({ section }) => section === key);
      (key === 'topics' ? topics : resources).push(...declarations(key, value, document, problems, kind?.singleton));
    }
    yield;
  }
  problems.push(
    ...nothingIn(documents),
    ...topicProblems(topics),
    ...onlyInProblems(resources, settings),
    ...elsewhereProblems(elsewhere, resources, kinds),
  );
  return { profiles: { ...settings, topics, resources, managedElsewhere: elsewhere, sections }, problems };
}

/** Files without a word, and files of comments only where there are no others. */
function nothingIn(documents: readonly Document[]): readonly Problem[] {
  const silent = documents.filter(({ value }) => Object.keys(value).length === 0);
  const found = silent.length === documents.length ? silent : silent.filter(({ text }) => text.trim() === '');
  const hint = 'Begin with a section such as `securityProfiles:`, or delete the file.';
  return found.map(({ place }): Problem => {
    return { code: 'DG1012', severity: 'note', message: 'The file declares nothing.', hint, ...place([]) };
  });
}

/** What only files of other tools have at their top, and whose files those are. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  AWSTemplateFormatVersion: 'a template of CloudFormation',
  Resources: 'a template of CloudFormation',
  format_version: 'what Terraform prints',
};

/** A whole file of another tool is one mistake. */
function ofOtherTool({ value, place }: Document): Problem | undefined {
  const key = Object.keys(OF_OTHERS).find((one) => Object.hasOwn(value, one));
  if (key === undefined) return undefined;
  const message = `This is ${OF_OTHERS[key]}, not a file of profiles.`;
  const hint = 'Remove it from the folder, and make profiles of it with `defender-gitops import --from FILE`.';
  return { code: 'DG1101', message, hint, ...place([key]) };
}

function unknownSection(key: string, source: Source, keys: readonly string[], kinds: readonly Kind[]): Problem {
  const isOf = (kind: Kind): boolean => folded(kind.name) === folded(key).replace(/s$/, '');
  const meant = kinds.find(isOf)?.section ?? keys.find((one) => folded(one) === folded(key));
  const hint = meant === undefined ? didYouMean(key, keys) : `Write ${meant}.`;
  return { code: 'DG1101', message: `Unknown section ${JSON.stringify(key)}.`, hint, ...source };
}

/**
 * The resources under a section. A section without any (`rules:` or `rules: {}`) says that there are none; one that holds a
 * spec itself has to say `{}` for that, because too much hangs on it.
 */
function declarations(
  section: string,
  value: JsonValue,
  document: Document,
  problems: Problem[],
  singleton: string | undefined,
): Declared[] {
  if (singleton !== undefined && isObject(value))
    return [{ section, name: singleton, place: [section], value, document }];
  if (singleton !== undefined) {
    const message = `${section} must be a mapping of members.`;
    const hint = `Write its members below it, indented, or \`${section}: {}\` for AWS’s defaults.`;
    problems.push({ code: 'DG1104', message, hint, ...document.place([section]) });
    return [];
  }
  if (value === null) return [];
  if (!isObject(value)) {
    const message = `${section} must be a mapping of names, not ${isList(value) ? 'a list' : 'a value'}.`;
    problems.push({
      code: 'DG1104',
      message,
      hint: 'Write each resource as a key with its members below it.',
      ...document.place([section]),
    });
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = [section, name];
    if (isObject(inner)) return [{ section, name, place, value: inner, document }];
    const message = `${name} must be a mapping of members, not ${named(inner)}.`;
    problems.push({
      code: 'DG1104',
      message,
      hint: meantMembers(section, inner) ?? 'Write its members below it, indented.',
      ...document.place(place, 'value'),
    });
    return [];
  });
}

/** What an author most likely meant by something that is no mapping; undefined where nothing suggests itself. */
function meantMembers(section: string, value: JsonValue | undefined): string | undefined {
  if (section === 'topics' && typeof value === 'string') return `Write { mqtt: ${value} }.`;
  return meantValue(value, ['object'], []);
}

function topicProblems(topics: readonly Declared[]): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, Document>();
  for (const { name, document } of topics) {
    const other = first.get(name)?.place(['topics', name]);
    if (other !== undefined)
      problems.push({
        code: 'DG1201',
        message: `The topic ${name} is declared twice, first at ${other.file}:${other.line}.`,
        hint: 'Keep one of the two.',
        ...document.place(['topics', name]),
      });
    else first.set(name, document);
  }
  return problems;
}

function onlyInProblems(resources: readonly Declared[], settings: DeclaredSettings): Problem[] {
  const names = new Set(settings.targets.map((target) => target.name));
  const hint = hintsAmong(names);
  return resources.flatMap(({ place, value, document }) => {
    const onlyIn = isList(value['onlyIn']) ? value['onlyIn'] : [];
    return onlyIn.flatMap((target, index): Problem[] => {
      if (typeof target !== 'string' || names.size === 0 || names.has(target)) return [];
      return [
        {
          code: 'DG2005',
          message: `There is no target ${target}.`,
          hint: hint(target),
          ...document.place([...place, 'onlyIn', index]),
        },
      ];
    });
  });
}

/** What is left to others may not be declared too, but for other targets. */
function elsewhereProblems(
  elsewhere: readonly LeftToOthers[],
  resources: readonly Declared[],
  kinds: readonly Kind[],
): Problem[] {
  if (elsewhere.length === 0) return [];
  const byPlace = new Map(resources.toReversed().map((one) => [`${one.section}/${one.name}`, one]));
  return elsewhere.flatMap(({ address, source }): Problem[] => {
    const { section } = kindAt(kinds, address);
    const declared = byPlace.get(`${section}/${nameOf(address)}`);
    if (declared === undefined || declared.value['onlyIn'] !== undefined) return [];
    const place = declared.document.place(declared.place);
    const message = `${address} is left to others here and declared at ${place.file}:${place.line}.`;
    return [{ code: 'DG2007', message, hint: 'Remove one of the two.', ...source }];
  });
}
