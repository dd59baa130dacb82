import { OperatorError } from '../../model/problem.ts';
import { nearest } from '../../pipeline/profiles/nearest.ts';
import { labelled } from '../../render/text/labelled.ts';
import { chapters } from './reference.ts';
import type { Chapter, ReferenceEntry } from './reference.ts';
import type { ExitCode, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

/** Tells what is known of a word: a metric, an operator, a quota, a check, a hazard or a code. Without a word it lists them. */
export function explain(world: World, [word]: readonly string[]): ExitCode {
  const all = chapters();
  if (word === undefined) world.print(`${all.map((chapter) => listing(chapter, world)).join('\n\n')}\n`);
  else world.print(`${explanationsOf(word, all, world).join('\n\n')}\n`);
  return EXIT.fine;
}

function listing({ title, entries }: Chapter, world: World): string {
  const width = Math.max(...entries.map(({ name }) => name.length)) + 2;
  const lines = entries.map(({ name, facts }) => beside(name, width, facts[0]?.[1] ?? '', world));
  return [title, ...lines].join('\n');
}

/** A word can be the name of several things, as `takeover` might be of a check and of a hazard. */
function explanationsOf(word: string, all: readonly Chapter[], world: World): readonly string[] {
  const wanted = word.toLowerCase();
  const isMeant = ({ name, alias }: ReferenceEntry): boolean =>
    [name, alias].some((one) => one?.toLowerCase() === wanted);
  const found = all.flatMap(({ noun, entries }) => entries.filter(isMeant).map((entry) => ({ noun, entry })));
  if (found.length > 0) return found.map(({ noun, entry }) => page(noun, entry, world));
  const words = all.flatMap(({ entries }) => entries.flatMap(({ name, alias = name }) => [name, alias]));
  const meant = /^dg\d/.test(wanted) ? [] : alike(wanted, words);
  throw new OperatorError('DG5002', `There is nothing to explain about ${JSON.stringify(word)}.`, {
    hint: `${meant.length === 0 ? '' : `Did you mean ${meant.join(' or ')}? `}\`defender-gitops explain\` lists all.`,
  });
}

function page(noun: string, { name, facts }: ReferenceEntry, world: World): string {
  const shown = facts.filter(([, text]) => text !== '');
  const width = Math.max(...shown.map(([label]) => label.length)) + 2;
  return [`${name} (${noun})`, ...shown.map(([label, text]) => beside(label, width, text, world))].join('\n');
}

/** Markdown's marks are for the page: at a terminal they are in the way. */
function beside(label: string, width: number, text: string, { style }: World): string {
  return labelled(label, width, text.replaceAll(/`|\*\*/g, ''), style.width);
}

/** The nearest name; where none as a whole is near, those that have the word in them, or one that is nearly it: `disconects`. */
function alike(wanted: string, words: readonly string[]): readonly string[] {
  const whole = nearest(wanted, words);
  if (whole !== undefined) return [whole];
  const partsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z0-9]+/);
  const part = nearest(wanted, new Set(words.flatMap(partsOf)));
  const names = [...new Set(words)].filter((name) => !words.includes(`aws:${name}`));
  const holding = names.filter((name) => name.toLowerCase().includes(wanted));
  const nearly = names.filter((name) => part !== undefined && partsOf(name).includes(part));
  return (holding.length > 0 ? holding : nearly).slice(0, 6);
}
