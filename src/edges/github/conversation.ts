import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CommentKey, Conversation, Post, Undelivered } from '../../model/workflow/conversation.ts';
import { OperatorError } from '../../model/problem.ts';
import type { WorkflowRun } from '../../model/workflow/run.ts';
import { COMMENT_BYTES } from '../../render/markdown/comment.ts';
import { filesIn } from '../files.ts';
import { retireComment, upsertComment } from './comments.ts';
import type { GitHub } from './connect.ts';
import { filesAtCommit, firstParent } from './files.ts';
import { closeIssues, upsertIssue } from './issues.ts';
import { withMarker } from './marker.ts';
import { roomOfPart } from './parts.ts';
import { postPlan } from './plan-post.ts';
import { findMergedPullRequests, findQueuedPullRequests, tipOf } from './pull-requests.ts';
import { readReviewed } from './review.ts';
import type { Runner } from './runner/runner.ts';
import { shareComment } from './shared-comment.ts';
import { setApplied, setStatuses } from './statuses.ts';
import { findUnapplied } from './unapplied.ts';

/** The label of drift issues, by which they are found. */
const DRIFT_LABEL = {
  name: 'defender-gitops-drift',
  color: 'd93f0b',
  description: 'An AWS account is not as the profiles say',
} as const;

const PLAN_FILE = 'defender-gitops-plan';

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
    keepPlan: (text, place) => keepFile(temporary, `${PLAN_FILE}${suffixOf(place)}.json`, text),
    comment: (post) => write(connect, post),
    postPlan: (post) => deliver(() => postPlan(connect(), post, run.runUrl)),
    retire: (post) => say((github) => retireComment(github, post)),
    setStatuses: (commit, owner, statuses) =>
      say((github) => setStatuses(github, { commit, owner, runUrl: run.runUrl }, statuses)),
    markApplied: (commit, { owner, targets }) =>
      say((github) => setApplied(github, { commit, owner, runUrl: run.runUrl }, targets)),
    reportDrift: ({ owner, target, body, ...report }) => {
      const text = { ...report, label: DRIFT_LABEL, body: body(COMMENT_BYTES - MARKER_BYTES) };
      return say((github) => upsertIssue(github, { ...text, ...driftKey(owner, target) }));
    },
    closeDrift: ({ owner, targets }, news) => {
      const all = targets.map((target) => ({ ...driftKey(owner, target), news: news(target) }));
      return say((github) => closeIssues(github, DRIFT_LABEL.name, all));
    },
    ...askers(connect),
    baseFiles: async (folder, known) => {
      const github = connect();
      const commit = (await firstParent(github, run.commit)) ?? run.commit;
      return { commit, files: await filesAtCommit(github, { commit, folder, wanted: isProfile, known }) };
    },
  };
}

/** Writes a comment, or the part of one; `none` where it was only to be written anew and is not there. */
async function write(connect: () => GitHub, { part, body, ...post }: Post): ReturnType<Conversation['comment']> {
  let status = '';
  const why = await undelivered(async () => {
    const github = connect();
    const room = COMMENT_BYTES - Buffer.byteLength(withMarker(post, ''));
    const written =
      part === undefined
        ? await upsertComment(github, { ...post, body: body(room) })
        : await shareComment(github, {
            ...post,
            part: { name: part.name, text: body(roomOfPart(part.name, part.of)) },
          });
    ({ status } = written);
    return written;
  });
  if (why !== undefined) return { why };
  return status === 'none' ? 'none' : 'said';
}

type Asker = 'mergedBy' | 'queuedIn' | 'unapplied' | 'tipOf' | 'reviewed' | 'filesAt';

/** What only asks. */
function askers(connect: () => GitHub): Pick<Conversation, Asker> {
  return {
    mergedBy: async (push, awaitsIndex) => findMergedPullRequests(connect(), push, awaitsIndex),
    queuedIn: async (group) => findQueuedPullRequests(connect(), group),
    unapplied: async (from) => findUnapplied(connect(), from),
    tipOf: async (branch) => tipOf(connect(), branch),
    reviewed: async ({ pullRequest, owner, ...key }) => readReviewed(connect(), { pullRequest, owner, key }),
    filesAt: async (commit, folder, known) => filesAtCommit(connect(), { commit, folder, wanted: isProfile, known }),
  };
}

/** Tells the files of one job apart: nothing for what is usual, else a short word for the folder and the targets. */
export function suffixOf({
  folder,
  targets,
}: {
  readonly folder: string;
  readonly targets: readonly string[];
}): string {
  if (folder === 'profiles' && targets.length === 0) return '';
  return `-${createHash('sha256')
    .update(JSON.stringify([folder, targets]))
    .digest('hex')
    .slice(0, 8)}`;
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

function driftKey(owner: string, target: string): CommentKey {
  return { key: `drift:${target}@${owner}` };
}

/** What could not be said of a plan. That two folders have the same place is no matter of GitHub's, and ends the run. */
async function deliver(work: () => Promise<readonly Undelivered[]>): Promise<readonly Undelivered[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OperatorError && error.code !== 'DG6013')
      return [['Nothing was said on the pull request', error.message]];
    throw error;
  }
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
