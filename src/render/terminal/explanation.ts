import type { Chapter, Explanation, ReferenceEntry } from '../../model/reference.ts';
import type { Style } from '../../model/world.ts';
import { labelled } from '../text/labelled.ts';

/** What is known of a word, a page for each thing of the name; without a word a list of all names. */
export function renderExplanation({ word, chapters }: Explanation, { width }: Style): string {
  const blocks = chapters.flatMap((chapter) =>
    word === undefined ? [listing(chapter, width)] : chapter.entries.map((entry) => page(chapter.noun, entry, width)),
  );
  return `${blocks.join('\n\n')}\n`;
}

function listing({ title, entries }: Chapter, columns: number): string {
  const width = Math.max(...entries.map(({ name }) => name.length)) + 2;
  // Names that leave no room beside them have a line of their own.
  const isBeside = width <= columns - 32;
  const lines = entries.map(({ name, facts }) => {
    const text = facts[0]?.[1] ?? '';
    return isBeside ? labelled(name, width, text, columns) : `  ${name}\n${labelled('', 2, text, columns)}`;
  });
  return [title, ...lines].join('\n');
}

function page(noun: string, { name, facts }: ReferenceEntry, columns: number): string {
  const width = Math.max(...facts.map(([label]) => label.length)) + 2;
  return [`${name} (${noun})`, ...facts.map(([label, text]) => labelled(label, width, text, columns))].join('\n');
}
