import { passesSoon } from '../../model/aws.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { OperatorError } from '../../model/problem.ts';

/** What AWS made of a request: took it, has no such thing, refuses this caller, cannot now, or refuses it for another reason. */
export type Answer<Value> =
  | { readonly type: 'taken'; readonly value: Value }
  | { readonly type: 'missing' }
  | { readonly type: 'denied' | 'busy' | 'refused'; readonly message: string };

/** Sends a request that only reads, and tells apart how AWS answers it. Throws where AWS did not answer, or not this caller. */
export async function ask<Value>(request: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { type: 'taken', value: await request() };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const { name, code, message } = error;
    if (MISSING.has(name)) return { type: 'missing' };
    if (code === 'DG4003') return { type: 'denied', message };
    if (code !== 'DG4009') throw error;
    return { type: passesSoon(name) ? 'busy' : 'refused', message };
  }
}

const MISSING = new Set([
  'ResourceNotFoundException',
  'NoSuchEntityException',
  'EntityNotFoundException',
  'NoSuchBucket',
]);

/** What to add to the role so that it may send an operation such as `iot:ListDimensions`, on everything unless told. */
export function statement(action: string, resource = '*'): string {
  return `Add to the role: ${allowing(action, resource)}`;
}

/** The statement of a policy that allows one action on one resource. */
export function allowing(action: string, resource: string): string {
  return `{ "Effect": "Allow", "Action": "${action}", "Resource": "${resource}" }`;
}

/** The diagnostic about something that AWS did not let us see. */
export function notRead(
  what: string,
  action: string,
  answer: Exclude<Answer<unknown>, { value: unknown }>,
): Diagnostic {
  const message = 'message' in answer ? answer.message : 'not found';
  const hint = answer.type === 'denied' ? statement(action) : 'Run again in a minute.';
  return { status: 'unchecked', message: `${what} was not checked: ${message}`, hint };
}
