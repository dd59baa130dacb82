import type { Source } from '../problem.ts';

/** How grave an annotation is. */
export type Level = 'error' | 'warning' | 'notice';

/** A message at a line of a file, as GitHub shows it in the files of a pull request. */
export interface Annotation {
  readonly level: Level;
  readonly message: string;
  readonly title?: string;
  /** The file as seen from the workspace. */
  readonly source?: Source;
}

/** A pull request, as far as the workflow needs it. */
export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly state: 'open' | 'closed';
  /** The last commit of its own, on which reviewers saw the plan. */
  readonly head: string;
  /** The branch it goes into. */
  readonly base: string;
  readonly merged: boolean;
  /** When it was merged, as ISO 8601. */
  readonly mergedAt?: string;
  /** After the merge, the commit that it became on the base branch; before, a test merge. */
  readonly mergeCommit?: string;
}

/** A push to a branch. */
export interface PushRange {
  readonly before: string;
  readonly after: string;
  readonly branch: string;
}

/** Where the commits of a push come from. */
export interface Push {
  /** The pull requests that were merged, in order. */
  readonly merged: readonly PullRequest[];
  /** Commits that came with none of them, or that GitHub has not yet named one for. */
  readonly direct: readonly string[];
}

/** What of a branch has not been applied yet. */
export interface Unapplied {
  /** The pull requests that were merged since, newest first. */
  readonly merged: readonly PullRequest[];
  /** The last commit that bears the mark of having been applied; absent where none of the commits that were looked at does. */
  readonly applied?: string;
}

/** The spec of a resource in two versions of the profiles, as digests that name the resource too. */
export interface StateChange {
  readonly from: string;
  readonly to: string;
}

/** The plan of one target that reviewers saw. Digests may be shortened, to their first 32 digits at least. */
export interface Reviewed {
  readonly digest: string;
  /** Digests of its changes, by which a part of it can be recognised; empty where they are not known. */
  readonly changes: readonly string[];
  /** What the pull request wants otherwise than its base, whatever the account has. */
  readonly states?: readonly StateChange[];
}

/** What was reviewed, by target; `why` is the end of a sentence that says why a target is missing. */
export interface ReviewedTargets {
  readonly targets: ReadonlyMap<string, Reviewed>;
  readonly why?: string;
}

/**
 * Which of our comments or issues: there is one per key, `WHAT@OWNER`. What bears `WHAT` alone is of an earlier version and is
 * taken over; so is, with `folder`, what was recorded of that folder under another owner.
 */
export interface CommentKey {
  readonly key: string;
  readonly folder?: string;
}

/** The comment of a key on a pull request. */
export interface Post extends CommentKey {
  readonly pullRequest: number;
  /** Writes the text within a number of bytes. */
  readonly body: (bytes: number) => string;
  /** Where several jobs write the comment together: which part is the text, and how many share the room. */
  readonly part?: { readonly name: string; readonly of: number };
  /** Whether to write only where the comment is there already. */
  readonly onlyAnew?: true;
}

/** What a plan comment stands for, kept for when the plan is applied. */
export interface PlanRecord {
  readonly head: string;
  /** The branch that the pull request goes into. */
  readonly base: string;
  /** Where the profiles are: two folders may not share an owner and a target. */
  readonly folder: string;
  readonly targets: ReadonlyMap<string, Reviewed>;
}

/** The comment that shows a plan, and the statuses that stand for it. */
export interface PlanPost extends Pick<Post, 'pullRequest' | 'key' | 'body' | 'onlyAnew'> {
  readonly owner: string;
  readonly record: PlanRecord;
  readonly statuses: readonly TargetStatus[];
}

/** What a commit's page says of one target. */
export interface TargetStatus {
  readonly target: string;
  readonly state: 'failure' | 'pending' | 'success';
  readonly summary: string;
  readonly digest?: string;
}

/** Whose targets. */
export interface OwnedTargets {
  readonly owner: string;
  readonly targets: readonly string[];
}

/** What could not be said, and why, as a sentence. */
export type Undelivered = readonly [what: string, why: string];

/** What the drift issue of a target says. */
export interface DriftReport {
  readonly owner: string;
  readonly target: string;
  readonly title: string;
  readonly body: (bytes: number) => string;
  readonly digest: string;
  /** The comment that tells of the change, where the drift is another than before. */
  readonly news: string;
}

/**
 * Where a run of the workflow talks to people: its own page, and the repository on GitHub. What says something gives the
 * reason where it could not be said, as a sentence, and never ends the run; what asks throws an OperatorError instead.
 */
export interface Conversation {
  /** Shows messages, most important first, as many as there is room for. */
  readonly annotate: (annotations: readonly Annotation[]) => void;
  readonly output: (name: string, value: string) => void;
  /** Adds to the page of the run. */
  readonly summarize: (markdown: string) => Promise<void>;
  /** Keeps the plan, as JSON, for later steps of the job, apart from those of other folders and targets; gives the path of the file. */
  readonly keepPlan: (text: string, place: { readonly folder: string; readonly targets: readonly string[] }) => string;
  readonly comment: (post: Post) => Promise<'said' | 'none' | { readonly why: string }>;
  /**
   * Shows a plan on a pull request: the comment first, and the statuses once it stands there. Says nothing where the head or
   * the base is another by now, or the pull request is closed; where the comment cannot be written no status is green.
   * Throws an OperatorError where another folder's plan has the same place.
   */
  readonly postPlan: (post: PlanPost) => Promise<readonly Undelivered[]>;
  /** Folds the comment of a key away as outdated: the next one is a new comment. */
  readonly retire: (post: Pick<Post, 'pullRequest' | 'key'>) => Promise<string | undefined>;
  readonly setStatuses: (
    commit: string,
    owner: string,
    statuses: readonly TargetStatus[],
  ) => Promise<string | undefined>;
  /** Marks a commit as one of which everything is applied to these targets. */
  readonly markApplied: (commit: string, targets: OwnedTargets) => Promise<string | undefined>;
  readonly reportDrift: (report: DriftReport) => Promise<string | undefined>;
  /** Closes the drift issues of targets, where there are some, each with a last comment. */
  readonly closeDrift: (of: OwnedTargets, news: (target: string) => string) => Promise<string | undefined>;
  /** Waits for GitHub's index where `awaitsIndex`. */
  readonly mergedBy: (push: PushRange, awaitsIndex: boolean) => Promise<Push>;
  /** The pull requests of a merge group: those whose commits a branch lacks and a commit has, as they are now. */
  readonly queuedIn: (group: { readonly head: string; readonly branch: string }) => Promise<readonly PullRequest[]>;
  /** What was merged into a branch and not applied to these targets, from a commit backwards, as far as `depth` commits. */
  readonly unapplied: (
    from: { readonly commit: string; readonly branch: string; readonly depth: number } & OwnedTargets,
  ) => Promise<Unapplied>;
  /** The last commit of a branch. */
  readonly tipOf: (branch: string) => Promise<string>;
  /** What was reviewed on a pull request, by target, as we recorded it ourselves. */
  readonly reviewed: (
    request: CommentKey & { readonly pullRequest: PullRequest; readonly owner: string },
  ) => Promise<ReviewedTargets>;
  /** The files of profiles at a commit, by path; `known` need not be fetched. */
  readonly filesAt: (commit: string, folder: string, known: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
  /** The files of profiles before the pull request of this run, by path, and the commit; `known` need not be fetched. */
  readonly baseFiles: (
    folder: string,
    known: Iterable<string>,
  ) => Promise<{ readonly commit: string; readonly files: ReadonlyMap<string, string> }>;
}
