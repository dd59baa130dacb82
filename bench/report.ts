import { cpus, totalmem } from 'node:os';
import type { Bench, Goal, Measured, Table } from './bench.ts';

const INTRODUCTION = `# Benchmarks

Made by \`npm run bench\`, which measures everything, or by \`npm run bench -- NAME…\`, which measures some of it and leaves the other
sections as they are. Figures are medians (least-greatest). Times are of a shared machine: compare what stands in one table, which was
measured in one run, in turn.`;

/** A section of the page: what was measured, on what, and what came out. */
export function sectionOf({ title, about }: Bench, { tables, goals }: Measured): string {
  return [
    `## ${title}`,
    about,
    ...tables.map(tableOf),
    ...(goals.length === 0 ? [] : [goalsOf(goals)]),
    `_${new Date().toISOString().slice(0, 10)}, ${machine()}_`,
  ].join('\n\n');
}

function tableOf({ columns, rows, note }: Table): string {
  const lines = [columns, columns.map((_, nth) => (nth === 0 ? '---' : '---:')), ...rows];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return note === undefined ? table : `${table}\n\n${note}`;
}

function goalsOf(goals: readonly Goal[]): string {
  return tableOf({
    columns: ['goal', 'promised', 'measured', ''],
    rows: goals.map(({ id, promise, measured, holds }) => [id, promise, measured, holds ? '✔' : '✖']),
  });
}

function machine(): string {
  const processors = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${processors.length} × ${processors[0]?.model.trim() ?? process.arch}, ${memory} GiB, ${process.platform}, Node ${process.version}`;
}

/** The page with these sections in place of those of the same title; new ones come where `titles` has them. */
export function pageWith(page: string, sections: ReadonlyMap<string, string>, titles: readonly string[]): string {
  const kept = page
    .split(/^(?=## )/m)
    .slice(1)
    .map((text): [string, string] => [text.slice(3, text.indexOf('\n')), text.trim()]);
  const all = new Map([...kept, ...sections]);
  return `${[INTRODUCTION, ...titles.flatMap((title) => all.get(title) ?? [])].join('\n\n')}\n`;
}
