import type { GitHub } from './connect.ts';
import { type Denied, orDenied } from './errors.ts';

/** A commit status of ours: what one target's plan was for this commit. */
export interface Status {
  readonly target: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  /** The plan's digest; absent where no plan was made. */
  readonly digest?: string;
}

const CONTEXT = 'defender-gitops/';

/** GitHub refuses longer descriptions. https://docs.github.com/en/rest/commits/statuses */
const DESCRIPTION_LIMIT = 140;

/**
 * Sets the status of a target on a commit. The digest goes into the description, which nobody can edit afterwards;
 * the summary before it is shortened to fit.
 */
export function setStatus(
  github: GitHub,
  request: { readonly commit: string; readonly summary: string; readonly url?: string } & Status,
): Promise<{ readonly status: 'set' } | Denied> {
  const { commit, target, state, url } = request;
  return orDenied(async () => {
    await github.octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...github.repository,
      sha: commit,
      state,
      context: `${CONTEXT}${target}`,
      description: describe(request),
      ...(url !== undefined && { target_url: url }),
      // The newest counts, so setting it twice is setting it once.
      request: { permission: 'statuses: write', repeatable: true },
    });
    return { status: 'set' };
  });
}

/** Our own author's newest status per target; those that others set in our name are left out. */
export async function readStatuses(github: GitHub, commit: string): Promise<ReadonlyMap<string, Status>> {
  const author = await github.author();
  const all = await github.octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/statuses', {
    ...github.repository,
    ref: commit,
    per_page: 100,
  });
  const own = all.filter(({ context, creator }) => creator?.login === author && context.startsWith(CONTEXT));
  const newestLast = own.sort((left, right) => (left.id < right.id ? -1 : 1));
  return new Map(newestLast.map((status) => [status.context.slice(CONTEXT.length), statusOf(status)]));
}

function describe({ summary, digest }: { readonly summary: string; readonly digest?: string }): string {
  const end = digest === undefined ? '' : ` · ${digest}`;
  const room = DESCRIPTION_LIMIT - end.length;
  return `${summary.length > room ? `${summary.slice(0, room - 1)}…` : summary}${end}`;
}

function statusOf(status: {
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
}): Status {
  const digest = / · (sha256:[0-9a-f]{64})$/.exec(status.description ?? '')?.[1];
  const state = (['error', 'failure', 'pending'] as const).find((known) => known === status.state) ?? 'success';
  return { target: status.context.slice(CONTEXT.length), state, ...(digest !== undefined && { digest }) };
}
