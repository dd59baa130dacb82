import { allowing } from './finding.ts';
import type { Answer, Finding } from './finding.ts';

/** The finding about what this role may not do, with the statement that lets it. */
export function refusal(
  what: string,
  action: string,
  resource: string,
  answer: Exclude<Answer<unknown>, { value: unknown }>,
): Finding {
  const why = 'message' in answer ? answer.message : 'there is none';
  if (answer.type === 'denied')
    return {
      status: 'blocks',
      what: `DG7204: ${what}: ${why}`,
      remedy: `Add to the role: ${allowing(action, resource)}`,
    };
  return { status: 'blocks', what: `DG7201: ${what}: ${why}` };
}
