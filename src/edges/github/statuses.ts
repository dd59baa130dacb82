import { createHash } from 'node:crypto';
import type { TargetStatus } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';
import { type Denied, orDenied } from './errors.ts';

/** Which statuses: of whose targets, and on what commit. */
export interface StatusPlace {
  readonly commit: string;
  readonly owner: string;
  /** The page of the run that sets them. */
  readonly runUrl: string;
}

/** A status of ours as GitHub has it. */
export interface Status {
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  /** Of the plan, or of the plans of all targets; absent where no plan was made. */
  readonly digest?: string;
  /** The pull request on which the plan is shown, and what proves the record there. */
  readonly shown?: { readonly pullRequest: number; readonly proof: string };
  /** Set where it marks a commit of which everything was applied: to which targets, as a digest of their names. */
  readonly applied?: string;
  /** When it was set, as ISO 8601. */
  readonly at: string;
}

const CONTEXT = 'defender-gitops/';
const ALL = 'all targets';

/** With more targets than this one status tells of all: GitHub takes 500 writes an hour. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
const SINGLE_STATUSES = 20;

/** GitHub refuses longer descriptions. https://docs.github.com/en/rest/commits/statuses */
const DESCRIPTION_LIMIT = 140;

/** The context of a target's status. Only an owner that is not the repository is named in it. */
function contextOf({ repository }: Pick<GitHub, 'repository'>, owner: string, target: string): string {
  const isOwn = owner === `${repository.owner}/${repository.repo}`;
  return `${CONTEXT}${isOwn ? '' : `${owner}/`}${target}`;
}

/** The contexts in which the status of a target can be: its own, and that of all targets. */
export function contextsOf(github: Pick<GitHub, 'repository'>, owner: string, target: string): readonly string[] {
  return [contextOf(github, owner, target), contextOf(github, owner, ALL)];
}

/**
 * Sets the statuses of targets on a commit: one each, or one for all where there are many. The digest goes into the
 * description and what proves the record into the address, which nobody can edit afterwards.
 */
export function setStatuses(
  github: GitHub,
  place: StatusPlace,
  statuses: readonly TargetStatus[],
  shown?: Status['shown'],
): Promise<{ readonly status: 'set' } | Denied> {
  const anchor = shown === undefined ? '' : `?pr=${shown.pullRequest}#record-${shown.proof}`;
  return setAll(github, place, statuses, anchor);
}

/** Marks a commit of the branch as one of which everything was applied to these targets. */
export function setApplied(
  github: GitHub,
  place: StatusPlace,
  targets: readonly string[],
): Promise<{ readonly status: 'set' } | Denied> {
  const statuses = targets.map((target): TargetStatus => ({ target, state: 'success', summary: 'applied' }));
  return setAll(github, place, statuses, `#applied-${namesDigest(targets)}`);
}

function setAll(
  github: GitHub,
  { commit, owner, runUrl }: StatusPlace,
  statuses: readonly TargetStatus[],
  anchor: string,
): Promise<{ readonly status: 'set' } | Denied> {
  return orDenied(async () => {
    for (const status of statuses.length > SINGLE_STATUSES ? [together(statuses)] : statuses)
      await github.octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
        ...github.repository,
        sha: commit,
        state: status.state,
        context: contextOf(github, owner, status.target),
        description: describe(status),
        target_url: `${runUrl}${anchor}`,
        // The newest counts, so setting it twice is setting it once.
        request: { permission: 'statuses: write', repeatable: true },
      });
    return { status: 'set' };
  });
}

/** One status for many targets: the worst of their states, and a digest of their digests. */
function together(statuses: readonly TargetStatus[]): TargetStatus {
  const state = (['failure', 'pending'] as const).find((bad) => statuses.some((one) => one.state === bad)) ?? 'success';
  const summaries = new Map<string, number>();
  for (const { summary } of statuses) summaries.set(summary, (summaries.get(summary) ?? 0) + 1);
  const summary = [...summaries].map(([text, count]) => `${count} of ${statuses.length}: ${text}`).join(', ');
  const known = statuses
    .filter(({ digest }) => digest !== undefined)
    .map(({ target, digest }) => `${target} ${digest}`);
  const digest = `sha256:${sha256(known.sort().join('\n'))}`;
  return { target: ALL, state, summary, ...(known.length > 0 && { digest }) };
}

/** The statuses that our own author set on a commit, newest first; those that others set in our name are left out. */
export async function readStatuses(github: GitHub, commit: string): Promise<readonly Status[]> {
  const author = await github.author();
  const all = await github.octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/statuses', {
    ...github.repository,
    ref: commit,
    per_page: 100,
  });
  return all
    .filter(({ context, creator }) => creator?.login === author && context.startsWith(CONTEXT))
    .sort((left, right) => (left.id > right.id ? -1 : 1))
    .map(statusOf);
}

/** Whether a commit bears the mark that everything of it was applied to these targets. */
export async function isApplied(
  github: GitHub,
  commit: string,
  owner: string,
  targets: readonly string[],
): Promise<boolean> {
  const marks = (await readStatuses(github, commit)).filter((one) => one.applied !== undefined);
  const all = contextOf(github, owner, ALL);
  if (marks.some(({ context, applied }) => context === all && applied === namesDigest(targets))) return true;
  return targets.every((target) => marks.some(({ context }) => context === contextOf(github, owner, target)));
}

function namesDigest(targets: readonly string[]): string {
  return sha256(targets.toSorted().join('\n'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function describe({ summary, digest }: TargetStatus): string {
  const end = digest === undefined ? '' : ` · ${digest}`;
  const room = DESCRIPTION_LIMIT - end.length;
  return `${summary.length > room ? `${summary.slice(0, room - 1)}…` : summary}${end}`;
}

function statusOf(status: {
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly target_url: string | null;
  readonly created_at: string;
}): Status {
  const { context, description, target_url: url, created_at: at } = status;
  const digest = / · (sha256:[0-9a-f]{64})$/.exec(description ?? '')?.[1];
  const state = (['error', 'failure', 'pending'] as const).find((known) => known === status.state) ?? 'success';
  const [, applied] = /#applied-([0-9a-f]{64})$/.exec(url ?? '') ?? [];
  const [, number, proof] = /\?pr=(\d+)#record-([0-9a-f]{64})$/.exec(url ?? '') ?? [];
  return {
    context,
    state,
    at,
    ...(applied !== undefined && state === 'success' && { applied }),
    ...(digest !== undefined && { digest }),
    ...(proof !== undefined && { shown: { pullRequest: Number(number), proof } }),
  };
}
