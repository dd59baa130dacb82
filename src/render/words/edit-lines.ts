import type { JsonValue } from '../../model/values/json.ts';
import type { Edit } from '../../model/plan.ts';
import { displayWidth } from '../text/display-width.ts';
import { plainLines } from '../text/plain-text.ts';
import type { DiffLine } from '../text/text-diff.ts';
import { textDiff } from '../text/text-diff.ts';
import { lineText, yamlLines } from '../text/yaml.ts';

/** An edit as a person reads it: on one line where it fits, else as the lines that go and come. */
export type ShownEdit =
  | { readonly form: 'line'; readonly before?: string; readonly after?: string }
  | { readonly form: 'block'; readonly lines: readonly DiffLine[] };

/** Decides how an edit is shown, given the columns that are left for its values. */
export function showEdit({ before, after }: Edit, columns: number): ShownEdit {
  const line = {
    ...(before === undefined ? {} : { before: lineText(before) }),
    ...(after === undefined ? {} : { after: lineText(after) }),
  };
  const width = displayWidth(`${line.before ?? ''} → ${line.after ?? ''}`);
  if (!isLong(before) && !isLong(after) && width <= columns) return { form: 'line', ...line };
  const lines = textDiff(linesOf(before, columns), linesOf(after, columns));
  if (lines.some(({ sign }) => sign !== ' ')) return { form: 'block', lines };
  return { form: 'block', lines: textDiff([line.before ?? ''], [line.after ?? '']) };
}

/** Texts of several lines never go on one: a reviewer reads SQL as it is written. */
function isLong(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trimEnd().includes('\n');
}

function linesOf(value: JsonValue | undefined, columns: number): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string' && isLong(value)) return plainLines(value.replace(/\n$/, ''));
  return yamlLines(value, columns);
}
