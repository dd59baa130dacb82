import { kinds } from '../kinds/index.ts';
import type { Chapter, Explanation, ReferenceEntry } from '../model/reference.ts';
import { OperatorError } from '../model/problem.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { nearest } from '../model/values/nearest.ts';
import { explanationDocument } from '../render/json/explanation.ts';
import { renderExplanation } from '../render/terminal/explanation.ts';
import { jsonText } from '../render/text/json.ts';
import { keyChapter, keysNamed } from './usage/keys.ts';
import { chapters } from './usage/reference.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';

const VIEWS = {
  terminal: renderExplanation,
  json: (explanation) => jsonText(explanationDocument(explanation)),
} satisfies Views<string, Explanation>;

/** A format of what `explain` tells. */
export type ExplainFormat = keyof typeof VIEWS;

/** What `explain` is told. */
export interface ExplainOptions {
  readonly word?: string | undefined;
  readonly format?: ExplainFormat;
}

/**
 * Tells what is known of a word: a key of the YAML, a metric, an operator, a quota, a check, a hazard or a code. Without a word it lists
 * all but the keys, which are many.
 */
export async function explain(world: World, { word, format }: ExplainOptions): Promise<ExitCode> {
  const all = chapters().map(plain);
  await show(world, VIEWS, { format }, word === undefined ? { chapters: all } : { word, chapters: known(word, all) });
  return EXIT.fine;
}

/** Markdown's marks are for the page; what is not known of an entry is nothing to tell. */
function plain(chapter: Chapter): Chapter {
  const bare = (text: string): string => text.replaceAll(/`|\*\*/g, '');
  const entries = chapter.entries.map((entry) => ({
    ...entry,
    facts: entry.facts.flatMap(([label, text]) => (text === '' ? [] : [[label, bare(text)] as const])),
  }));
  return { ...chapter, entries };
}

/** A word can be the name of several things, as `takeover` might be of a check and of a hazard. */
function known(word: string, all: readonly Chapter[]): readonly Chapter[] {
  const wanted = word.toLowerCase();
  const isMeant = ({ name, alias }: ReferenceEntry): boolean =>
    [name, alias].some((one) => one?.toLowerCase() === wanted);
  const keys = plain(keyChapter(kinds));
  const found = [
    ...all.map((chapter) => ({ ...chapter, entries: chapter.entries.filter(isMeant) })),
    { ...keys, entries: keysNamed(keys, wanted) },
  ];
  if (found.some(({ entries }) => entries.length > 0)) return found;
  const words = all.flatMap(({ entries }) => entries.flatMap(({ name, alias = name }) => [name, alias]));
  const keyNames = keys.entries.map(({ name }) => name);
  const meant = /^dg\d/.test(wanted) ? [] : alike(wanted, words, keyNames);
  throw new OperatorError('DG5002', `There is nothing to explain about ${JSON.stringify(word)}.`, {
    hint: `${meant.length === 0 ? '' : `Did you mean ${meant.join(' or ')}? `}\`defender-gitops explain\` lists all.`,
  });
}

/** The nearest name; where none as a whole is near, those that have the word in them, or one that is nearly it: `disconects`. */
function alike(wanted: string, words: readonly string[], keys: readonly string[]): readonly string[] {
  const whole = nearest(wanted, [...words, ...keys]);
  if (whole !== undefined) return [whole];
  const partsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z0-9]+/);
  const part = nearest(wanted, new Set(words.flatMap(partsOf)));
  const names = [...new Set(words)].filter((name) => !words.includes(`aws:${name}`));
  const holding = names.filter((name) => name.toLowerCase().includes(wanted));
  const nearly = names.filter((name) => part !== undefined && partsOf(name).includes(part));
  return (holding.length > 0 ? holding : nearly).slice(0, 6);
}
