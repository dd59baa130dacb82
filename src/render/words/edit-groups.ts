import type { Edit } from '../../model/plan.ts';

/** An edit with the part of its path that its group does not already say. */
export interface LabelledEdit {
  readonly label: string;
  readonly edit: Edit;
}

/** Edits of one list element, as of a behavior; `path` is empty for a field that stands alone. */
export interface EditGroup {
  readonly path: string;
  readonly edits: readonly LabelledEdit[];
}

/** Gathers edits that follow each other by the list element that they are in, so that its name is said once. */
export function groupEdits(edits: readonly Edit[]): readonly EditGroup[] {
  const groups: { path: string; edits: LabelledEdit[] }[] = [];
  for (const edit of edits) {
    const path = elementOf(edit.path);
    const group = groups.at(-1);
    if (group?.path === path) group.edits.push({ label: labelIn(path, edit.path), edit });
    else groups.push({ path, edits: [{ label: labelIn(path, edit.path), edit }] });
  }
  return merged(groups.map((group) => (group.edits.length > 1 ? group : alone(group.path, group.edits))));
}

/** `behaviors[BatteryNotFlat]` of `behaviors[BatteryNotFlat].criteria.durationSeconds`; empty where no element is above the field. */
function elementOf(path: string): string {
  return /^.*\](?=\.)/.exec(path)?.[0] ?? '';
}

function labelIn(element: string, path: string): string {
  return element === '' ? path : path.slice(element.length + 1);
}

function alone(path: string, edits: readonly LabelledEdit[]): EditGroup {
  return {
    path: '',
    edits: edits.map(({ label, edit }) => ({ label: path === '' ? label : edit.path, edit })),
  };
}

function merged(groups: readonly EditGroup[]): readonly EditGroup[] {
  const result: EditGroup[] = [];
  for (const group of groups) {
    const last = result.at(-1);
    if (last?.path === '' && group.path === '')
      result[result.length - 1] = { path: '', edits: [...last.edits, ...group.edits] };
    else result.push(group);
  }
  return result;
}
