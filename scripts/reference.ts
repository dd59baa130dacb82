import { chapters } from '../src/commands/usage/reference.ts';
import type { Chapter, ReferenceEntry } from '../src/commands/usage/reference.ts';
import { checks } from '../src/checks/checks.ts';

const NOTE = '<!-- Made by scripts/generate.ts. Never edited. -->';

/** docs/reference.md: what `defender-gitops explain` tells, as tables. */
export function referencePage(): string {
  const about = `What \`defender-gitops explain\` tells, from the same tables. Codes of other problems and errors are in [problems.md](problems.md).`;
  const shown = chapters().filter(({ noun }) => noun !== 'code');
  return `${[NOTE, '# Reference', about, ...shown.map(section)].join('\n\n')}\n`;
}

/** docs/problems.md: every code, those of checks too. */
export function problemsPage(): string {
  const codes = chapters().find(({ noun }) => noun === 'code') as Chapter;
  const checked = checks.map(({ id, code, severity, summary }): ReferenceEntry => ({
    name: code,
    facts: [
      ['what', summary],
      [
        'how to mend it',
        severity === 'error'
          ? `as the hint says: [${id}](reference.md#checks)`
          : `as the hint says, or silence [${id}](reference.md#checks) (a ${severity})`,
      ],
    ],
  }));
  const entries = [...codes.entries, ...checked].sort((left, right) => (left.name < right.name ? -1 : 1));
  return `${[NOTE, '# Problems and errors', codes.about, table({ ...codes, entries })].join('\n\n')}\n`;
}

function section(chapter: Chapter): string {
  return [`## ${chapter.title}`, chapter.about, table(chapter)].join('\n\n');
}

function table({ noun, entries }: Chapter): string {
  const labels = (entries[0]?.facts ?? []).map(([label]) => (label === 'what' ? 'what it means' : label));
  const rows = [
    [noun, ...labels],
    ...entries.map(({ name, facts }) => [
      noun === 'code' ? name : `\`${name}\``,
      ...facts.map(([label, text]) => (label === 'source' ? `[page](${text})` : text.replaceAll('|', '\\|'))),
    ]),
  ];
  // As oxfmt aligns it.
  const widths = labels.concat('').map((_, index) => Math.max(3, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}
