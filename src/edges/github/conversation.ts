import { join } from 'node:path';
import type { Conversation } from '../../model/workflow/conversation.ts';
import { OperatorError } from '../../model/problem.ts';
import type { WorkflowRun } from '../../model/workflow/run.ts';
import { COMMENT_BYTES } from '../../render/markdown/comment.ts';
import { filesIn } from '../files.ts';
import { retireComment, upsertComment } from './comments.ts';
import type { GitHub } from './connect.ts';
import { filesAtCommit, firstParent } from './files.ts';
import { closeIssue, upsertIssue } from './issues.ts';
import { withMarker } from './marker.ts';
import { roomOfPart } from './parts.ts';
import { commitsSince, findMergedPullRequests } from './pull-requests.ts';
import { readReviewed, reviewRecord } from './review.ts';
import type { Runner } from './runner.ts';
import { shareComment } from './shared-comment.ts';
import { setStatus } from './statuses.ts';

/** The label of drift issues, by which they are found. */
const DRIFT_LABEL = {
  name: 'defender-gitops-drift',
  color: 'd93f0b',
  description: 'An AWS account is not as the profiles say',
} as const;

const PLAN_FILE = 'defender-gitops-plan.json';

/** What a conversation is held through. `connect` is asked when GitHub is first needed, and throws where it cannot be reached. */
export interface Voice {
  readonly run: WorkflowRun;
  readonly runner: Runner;
  readonly connect: () => GitHub;
  /** A folder that lasts as long as the job. */
  readonly temporary: string;
}

/** Opens the conversation of a run on GitHub. */
export function openConversation({ run, runner, connect, temporary }: Voice): Conversation {
  const say = (work: (github: GitHub) => Promise<Said>): Promise<string | undefined> =>
    undelivered(() => work(connect()));
  return {
    annotate: runner.annotate,
    output: runner.output,
    summarize: async (markdown) => void (await runner.summarize(markdown)),
    keepPlan: (text) => keepFile(temporary, PLAN_FILE, text),
    comment: ({ pullRequest, key, body, review, part }) => {
      if (part !== undefined) {
        const text = body(roomOfPart(part.name, part.of));
        return say((github) => shareComment(github, { pullRequest, key, part: { name: part.name, text } }));
      }
      const marker = { key, ...(review && { record: reviewRecord(review.head, review.targets) }) };
      const room = COMMENT_BYTES - Buffer.byteLength(withMarker(marker, ''));
      return say((github) => upsertComment(github, { pullRequest, ...marker, body: body(room) }));
    },
    retire: (post) => say((github) => retireComment(github, post)),
    setStatus: (status) => say((github) => setStatus(github, { ...status, url: run.runUrl })),
    reportDrift: ({ target, body, ...report }) => {
      const text = { ...report, key: driftKey(target), label: DRIFT_LABEL, body: body(COMMENT_BYTES - MARKER_BYTES) };
      return say((github) => upsertIssue(github, text));
    },
    closeDrift: (target, news) =>
      say((github) => closeIssue(github, { key: driftKey(target), label: DRIFT_LABEL.name, news })),
    mergedBy: async (push) => findMergedPullRequests(connect(), push),
    commitsSince: async (commit, branch) => commitsSince(connect(), commit, branch),
    reviewed: async (request) => readReviewed(connect(), request),
    baseFiles: async (folder, known) => {
      const github = connect();
      const commit = (await firstParent(github, run.commit)) ?? run.commit;
      return { commit, files: await filesAtCommit(github, { commit, folder, wanted: isProfile, known }) };
    },
    filesAt: async (commit, folder, known) => filesAtCommit(connect(), { commit, folder, wanted: isProfile, known }),
  };
}

/** Keeps a file for later steps of the job, and gives its path. */
export function keepFile(folder: string, name: string, text: string): string {
  filesIn(folder).write(name, text);
  return join(folder, name);
}

function isProfile(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !/(?:^|\/)\./.test(path);
}

/** More than the marker of an issue takes. */
const MARKER_BYTES = 500;

function driftKey(target: string): string {
  return `drift:${target}`;
}

/** What became of something that was to be said. */
type Said = { readonly status: string; readonly reason?: string };

/** Why something was not said; undefined where it was. That GitHub cannot take it is no reason to end a run. */
async function undelivered(work: () => Promise<Said>): Promise<string | undefined> {
  try {
    const { status, reason } = await work();
    if (status === 'too-long') return 'GitHub finds the text too long.';
    return status === 'denied' ? (reason ?? 'GitHub refuses it.') : undefined;
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
}
