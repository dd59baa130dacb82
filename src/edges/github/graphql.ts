import type { Octokit } from 'octokit';
import { operatorError } from './errors.ts';

/**
 * Asks GraphQL. Every document that is sent may be sent twice, so lost answers are asked for again.
 * What it refuses in a successful answer comes out like any other denial.
 */
export async function graphql<Data>(
  octokit: Octokit,
  document: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Data> {
  try {
    return await octokit.graphql<Data>(document, { ...variables, request: { repeatable: true } });
  } catch (error) {
    const kind = refusalOf(error);
    if (kind === undefined) throw error;
    const reason = error instanceof Error ? error.message : '';
    throw operatorError(
      kind === 'limited' ? { kind, reason, seconds: 0 } : { kind, reason },
      'GraphQL',
      (text) => text,
    );
  }
}

/** GraphQL refuses in an answer with status 200, and the throttling plugin has an error of its own for one of its reasons. */
function refusalOf(error: unknown): 'denied' | 'limited' | undefined {
  if (!(error instanceof Error && 'response' in error)) return undefined;
  if (/rate limit/i.test(error.message)) return 'limited';
  return error.name === 'GraphqlResponseError' ? 'denied' : undefined;
}
