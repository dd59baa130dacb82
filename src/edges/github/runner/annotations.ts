import type { Annotation, Level } from '../../../model/workflow/conversation.ts';

/** GitHub's levels, the worst first. */
export const LEVELS = ['error', 'warning', 'notice'] as const satisfies readonly Level[];

/** How many annotations of one level a step can show; the runner drops the others. https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs */
const BUDGET = 10;

/** Characters after which the runner cuts a message. */
const MESSAGE_LIMIT = 4096;

/**
 * Chooses what there is room for at one level where `shown` are shown already: all, or the first ones and one that
 * counts the rest.
 */
export function withinBudget(
  annotations: readonly Annotation[],
  level: Level,
  shown: number,
): { readonly show: readonly Annotation[]; readonly rest: readonly Annotation[] } {
  const all = annotations.filter((annotation) => annotation.level === level);
  const room = Math.max(0, BUDGET - shown);
  if (all.length <= room) return { show: all.map(shorten), rest: [] };
  const rest = all.slice(Math.max(0, room - 1));
  const count: Annotation = {
    level,
    message: `${rest.length} more of this kind: see the log and the job summary.`,
  };
  return { show: room === 0 ? [] : [...all.slice(0, room - 1).map(shorten), count], rest };
}

function shorten(annotation: Annotation): Annotation {
  const { message } = annotation;
  return message.length <= MESSAGE_LIMIT
    ? annotation
    : { ...annotation, message: `${message.slice(0, MESSAGE_LIMIT - 1)}…` };
}
