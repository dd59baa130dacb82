import type { JsonObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import type { Change } from '../../model/plan.ts';

/** What a resource says before a change; of one that is created, what it is to say. */
export function specBefore(change: Change): JsonObject {
  return change.action === 'create' ? change.after : change.before;
}

/** What it is to say after it; undefined where it is to be gone. Where there is always one, AWS's defaults are left. */
export function specAfter(change: Change, { singleton }: Pick<Kind, 'singleton'>): JsonObject | undefined {
  if (change.action !== 'delete') return change.after;
  return singleton === undefined ? undefined : {};
}
