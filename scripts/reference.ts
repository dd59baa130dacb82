import { COMMANDS } from '../src/command-table.ts';
import { optionsOf } from '../src/commands/usage/command.ts';
import type { CommandUsage } from '../src/commands/usage/command.ts';
import { exitsOf, GUIDES } from '../src/commands/usage/guides.ts';
import { optionRow, usageLine } from '../src/commands/usage/help.ts';
import { COMMON_OPTIONS } from '../src/commands/usage/options.ts';
import { chapters } from '../src/commands/usage/reference.ts';
import type { Chapter, ReferenceEntry } from '../src/model/reference.ts';
import { checks } from '../src/checks/checks.ts';

const NOTE = '<!-- Made by scripts/generate.ts. Never edited. -->';

/** docs/reference.md: what `defender-gitops explain` tells, as tables. */
export function referencePage(): string {
  const about = `What \`defender-gitops explain\` tells, from the same tables. Codes of other problems and errors are in [problems.md](problems.md).`;
  const shown = chapters().filter(({ noun }) => noun !== 'code');
  return `${[NOTE, '# Reference', about, ...shown.map(section)].join('\n\n')}\n`;
}

/** docs/commands.md: every command, as its help has it. */
export function commandsPage(): string {
  const about =
    'What `defender-gitops help COMMAND` tells, from the same table. FOLDER is `profiles` unless given; every command takes `--help` and `--no-color`.';
  return `${[NOTE, '# Commands', about, JSON_RULE, ...Object.entries<CommandUsage>(COMMANDS).map(commandSection)].join('\n\n')}\n`;
}

const JSON_RULE = `## JSON

A command that has the format \`json\` takes \`--json\` for short. Then standard output holds exactly one document, whatever comes of the run;
progress, and errors in words, are on standard error as ever.

${tableOf([
  ['the document has', 'where', 'exit code', 'schema'],
  ['a result', 'the run came to one', '0, 1 or 2', 'the one that the command names below'],
  ['`problems`', 'the profiles are invalid', '3', schemaLink('schemas/problems.schema.json')],
  ['`error`', 'something else ended the run', '1, 3 or 4', schemaLink('schemas/error.schema.json')],
])}

Every document has \`schemaVersion\`, which is raised only when a member changes its meaning or goes away. Secrets are masked where they
are in text. A command line that cannot be read is told on standard error alone.`;

function commandSection([name, usage]: [string, CommandUsage]): string {
  const options = Object.entries(optionsOf(usage)).filter(([option]) => !(option in COMMON_OPTIONS));
  const formats = Object.entries(usage.formats ?? {});
  return [
    `## ${name}`,
    usage.summary,
    `\`${usageLine(name, usage)}\``,
    ...(options.length === 0 ? [] : [tableOf([['option', 'what it does'], ...options.map(optionRow).map(codeFirst)])]),
    ...(formats.length === 0 ? [] : [tableOf([['format', 'what it is'], ...formats.map(codeFirst)])]),
    ...guideOf(name),
  ].join('\n\n');
}

function guideOf(name: string): readonly string[] {
  const guide = GUIDES[name];
  if (guide === undefined) return [];
  const examples = guide.examples.map(([line, what]) => `defender-gitops ${line} # ${what}`);
  const exits = exitsOf(guide).map(([code, meaning]) => `${code} ${meaning}`);
  return [`\`\`\`sh\n${examples.join('\n')}\n\`\`\``, `Exit codes: ${exits.join(' · ')}. [More](${guide.page})`];
}

function codeFirst([name, text]: readonly [string, string]): readonly string[] {
  return [`\`${name}\``, text.replace(/schemas\/\S+\.json/, schemaLink)];
}

function schemaLink(path: string): string {
  return `[${path}](../${path})`;
}

/** docs/problems.md: every code, those of checks too. */
export function problemsPage(): string {
  const codes = chapters().find(({ noun }) => noun === 'code') as Chapter;
  const checked = checks.map(({ id, code, severity, summary }): ReferenceEntry => ({
    name: code,
    facts: [
      ['what', summary],
      [
        'how to fix it',
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
  return tableOf(rows);
}

/** A table of Markdown, as oxfmt aligns it; the first row is its head. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(3, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}
