import type { JsonObject } from '../../model/values/json.ts';
import type { Change, Edit } from '../../model/plan.ts';
import { groupEdits } from '../words/edit-groups.ts';
import { showEdit } from '../words/edit-lines.ts';
import { shortened, plainLine } from '../text/plain-text.ts';
import { code, codeCell, fenced, html, prose } from './escape.ts';
import { counted } from '../words/plan.ts';
import { lineText, yamlLines } from '../text/yaml.ts';

/** What of a change its diff needs. */
export type Shown = Pick<Change, 'action' | 'address' | 'edits'> & {
  readonly before?: JsonObject;
  readonly after?: JsonObject;
};

/** The sign of an action in Markdown. */
export const EMOJI: Readonly<Record<Change['action'], string>> = {
  create: '➕',
  update: '✏️',
  replace: '♻️',
  delete: '➖',
};

const COLUMNS = 100;

/** One resource's change as a diff that can be folded away. `target` is named where there are several. */
export function diffDetails(change: Shown, target: string | undefined, isOpen: boolean): string {
  const fields =
    change.action === 'update' || change.action === 'replace' ? ` · ${counted(change.edits.length, 'field')}` : '';
  const place = target === undefined ? '' : ` · <code>${html(target)}</code>`;
  const summary = `<summary>${EMOJI[change.action]} ${change.action} <code>${html(change.address)}</code>${fields}${place}</summary>`;
  const caveats = new Set(change.edits.flatMap(({ caveat }) => (caveat === undefined ? [] : [caveat])));
  const notes = [...caveats].map((caveat) => `⚠️ ${prose(caveat)}.\n\n`).join('');
  return `<details${isOpen ? ' open' : ''}>${summary}\n\n${fenced(diffLines(change), 'diff')}\n\n${notes}</details>`;
}

/** A change as the lines of a diff: the sign in column 0, a space, and what goes or comes. */
function diffLines(change: Shown): readonly string[] {
  if (change.action === 'create' && change.after !== undefined) return signed('+', yamlLines(change.after, COLUMNS));
  if (change.action === 'delete' && change.before !== undefined) return signed('-', yamlLines(change.before, COLUMNS));
  return groupEdits(change.edits).flatMap((group) => {
    const indent = group.path === '' ? '' : '  ';
    const lines = group.edits.flatMap(({ label, edit }) => editLines(label, edit, indent));
    return group.path === '' ? lines : [`  ${plainLine(group.path)}`, ...lines];
  });
}

/** The first edits of a change in a few words, for a table. */
export function editsCell(edits: readonly Edit[], most = 2): string {
  const shown = edits.slice(0, most).map(editCell);
  const rest = edits.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${counted(rest, 'more field')}`] : [])].join('<br>');
}

function editCell({ op, path, before, after }: Edit): string {
  const label = code(shortened(path, 80)).replaceAll('|', '¦');
  const text = (value: Edit['before']): string => (value === undefined ? '' : lineText(value));
  if (text(before).length + text(after).length > 48)
    return `${label} ${op === 'change' ? 'changed' : op === 'add' ? 'added' : 'removed'}`;
  if (op === 'add') return `${label} added: **${codeCell(text(after))}**`;
  if (op === 'remove') return `${label} removed: ${codeCell(text(before))}`;
  // No line is broken between the values.
  return `${label} ${codeCell(text(before))}\u00a0→\u00a0**${codeCell(text(after))}**`;
}

function editLines(label: string, edit: Edit, indent: string): readonly string[] {
  const name = `${indent}${plainLine(label)}`;
  const shown = showEdit(edit, COLUMNS - name.length);
  if (shown.form === 'block')
    return [
      `  ${name}:`,
      ...shown.lines.map(({ sign, text }) =>
        `${sign === '⋮' ? ' ' : sign} ${indent}  ${sign === '⋮' ? '⋮' : text}`.trimEnd(),
      ),
    ];
  return [
    ...(shown.before === undefined ? [] : [`- ${name}: ${shown.before}`]),
    ...(shown.after === undefined ? [] : [`+ ${name}: ${shown.after}`]),
  ];
}

function signed(sign: '+' | '-', lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${sign} ${line}`.trimEnd());
}
