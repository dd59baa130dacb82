import { statement } from '../prerequisites/diagnostic.ts';
import type { Answer, Remark } from '../prerequisites/diagnostic.ts';

/** The remark about what this role may not do, with the statement that lets it. */
export function refusal(
  what: string,
  action: string,
  resource: string,
  answer: Exclude<Answer<unknown>, { value: unknown }>,
): Remark {
  const why = 'message' in answer ? answer.message : 'there is none';
  if (answer.type === 'denied')
    return { status: 'blocks', code: 'DG7204', what: `${what}: ${why}`, remedy: statement(action, resource) };
  return { status: 'blocks', code: 'DG7201', what: `${what}: ${why}` };
}
