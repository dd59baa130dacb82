import { kindOf, nameOf } from '../../model/address.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { Change, Edit } from '../../model/plan.ts';
import type { Source } from '../../model/problem.ts';
import { padEnd, wrap } from '../text/display-width.ts';
import type { EditGroup } from '../words/edit-groups.ts';
import { groupEdits } from '../words/edit-groups.ts';
import { showEdit } from '../words/edit-lines.ts';
import type { Palette } from '../text/palette.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../../model/values/text.ts';
import { yamlLines } from '../text/yaml.ts';

/** How terminal output is written: its colours, and the columns that there are. */
export interface TerminalPage {
  readonly paint: Palette;
  readonly width: number;
}

type PaletteColor = keyof Palette;

const SYMBOLS: Readonly<Record<Change['action'], string>> = {
  create: '+',
  update: '~',
  replace: '±',
  delete: '-',
};
const STYLES: Readonly<Record<Change['action'], PaletteColor>> = {
  create: 'green',
  update: 'yellow',
  replace: 'red',
  delete: 'red',
};
const SIGNS: Readonly<Record<Edit['op'], string>> = { add: '+', change: '~', remove: '-' };
const SIGN_STYLES: Readonly<Record<string, PaletteColor>> = { '+': 'green', '~': 'yellow', '-': 'red', ' ': 'dim' };

/** An action with its symbol, in its colour: `+ create`. */
export function actionText(action: Change['action'], paint: Palette): string {
  return paint[STYLES[action]](`${SYMBOLS[action]} ${action}`);
}

/** A place that terminals and editors open: `profiles/soundbox.yaml:14`. */
export function placeText({ file, line }: Source): string {
  return plainLine(`${file}:${line}`);
}

/** One change with everything that it does, as lines. */
export function changeLines(change: Change, page: TerminalPage): readonly string[] {
  const { paint } = page;
  const place = change.source === undefined ? '' : `  ${paint.dim(placeText(change.source))}`;
  const head = `  ${padEnd(actionText(change.action, paint), 9)}  ${paint.bold(plainLine(change.address))}${place}`;
  const notes = notesOf(change).flatMap((note) => wrap(note, page.width - 6));
  return [head, ...notes.map((note) => `      ${paint.cyan(note)}`), ...bodyLines(change, page)];
}

/** Many changes of one action as a list of what they are about, kind by kind. */
export function namesLines(changes: readonly Change[], page: TerminalPage): readonly string[] {
  const { paint, width } = page;
  const kinds = groupsBy(changes, ({ address }) => kindOf(address));
  return [...kinds].flatMap(([kind, [first, ...others]]) => {
    const names = [first, ...others].map(({ address }) => plainLine(nameOf(address)));
    const head = `  ${padEnd(actionText(first.action, paint), 9)}  ${paint.bold(`${names.length} of ${plainLine(kind)}`)}`;
    const hint = `  ${paint.dim('--full shows their fields')}`;
    return [`${head}${hint}`, ...wrap(names.join(', '), width - 6).map((line) => `      ${line}`)];
  });
}

function bodyLines(change: Change, page: TerminalPage): readonly string[] {
  if (change.action === 'create') return specLines(change.after, 'green', page);
  if (change.action === 'delete') return specLines(change.before, 'red', page);
  return groupEdits(change.edits).flatMap((group) => groupLines(group, change, page));
}

function specLines(
  spec: Extract<Change, { action: 'create' }>['after'],
  style: PaletteColor,
  { paint, width }: TerminalPage,
): readonly string[] {
  return yamlLines(spec, width - 6).map((line) => `      ${paint[style](line)}`);
}

function notesOf(change: Change): readonly string[] {
  if (change.action === 'replace') {
    const because = `deleted and created again: AWS can't change ${listed(change.because.map(plainLine))} in place`;
    return change.releases.length === 0
      ? [because]
      : [because, `meanwhile detached from ${listed(change.releases.map(plainLine))}`];
  }
  if (change.action === 'create' && change.renamedFrom !== undefined)
    return [`takes the place of ${plainLine(change.renamedFrom)}`];
  if (change.action === 'delete' && change.renamedTo !== undefined)
    return [`${plainLine(change.renamedTo)} takes its place`];
  return [];
}

function groupLines(group: EditGroup, change: Change, page: TerminalPage): readonly string[] {
  const indent = group.path === '' ? '      ' : '        ';
  const labels = Math.max(...group.edits.map(({ label }) => plainLine(label).length));
  const columns = Math.min(labels, Math.floor(page.width / 2));
  const lines = group.edits.flatMap(({ label, edit }) =>
    editLines(edit, padEnd(plainLine(label), columns), indent, change.source, page),
  );
  return group.path === '' ? lines : [`      ${page.paint.bold(plainLine(group.path))}`, ...lines];
}

function editLines(
  edit: Edit,
  label: string,
  indent: string,
  above: Source | undefined,
  page: TerminalPage,
): readonly string[] {
  const { paint } = page;
  const sign = SIGNS[edit.op];
  const head = `${indent}${paint[SIGN_STYLES[sign] ?? 'dim'](sign)} ${label}`;
  const place = edit.source === undefined || isSame(edit.source, above) ? '' : `  ${paint.dim(placeText(edit.source))}`;
  const shown = showEdit(edit, page.width - indent.length - label.length - 4);
  if (shown.form === 'block') {
    const lines = shown.lines.map(
      (line) => `${indent}    ${paint[SIGN_STYLES[line.sign] ?? 'dim'](`${line.sign} ${line.text}`.trimEnd())}`,
    );
    return [`${head.trimEnd()}${place}`, ...lines, ...caveatLines(edit, indent, page)];
  }
  const before = shown.before === undefined ? [] : [paint.red(shown.before)];
  const after = shown.after === undefined ? [] : [paint.green(shown.after)];
  return [`${head}  ${[...before, ...after].join(' → ')}${place}`, ...caveatLines(edit, indent, page)];
}

function caveatLines({ caveat }: Edit, indent: string, { paint, width }: TerminalPage): readonly string[] {
  const lines = caveat === undefined ? [] : wrap(`${caveat}.`, width - indent.length - 4);
  return lines.map((line) => `${indent}    ${paint.yellow(line)}`);
}

function isSame(source: Source, other: Source | undefined): boolean {
  return source.file === other?.file && source.line === other.line;
}
