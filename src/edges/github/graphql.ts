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
    if (!(error instanceof Error && error.name === 'GraphqlResponseError')) throw error;
    throw operatorError({ kind: 'denied', reason: error.message }, 'GraphQL', (text) => text);
  }
}
