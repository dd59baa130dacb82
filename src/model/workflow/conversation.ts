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
  /** After the merge, the commit that it became on the base branch; before, a test merge. */
  readonly mergeCommit?: string;
}

/** Where the commits of a push come from. */
export interface Push {
  /** The pull requests that were merged, in order. */
  readonly merged: readonly PullRequest[];
  /** Commits that came with none of them. */
  readonly direct: readonly string[];
}

/** The plan of one target that reviewers saw. */
export interface Reviewed {
  readonly digest: string;
  /** Digests of its changes, by which a part of it can be recognised; empty where they are not known for sure. */
  readonly changes: readonly string[];
}

/** The comment of a key on a pull request. */
export interface Post {
  readonly pullRequest: number;
  readonly key: string;
  /** Writes the text within a number of bytes. */
  readonly body: (bytes: number) => string;
  /** The plan that the comment shows, kept for when it is applied. */
  readonly review?: { readonly head: string; readonly targets: ReadonlyMap<string, Reviewed> };
  /** Where several jobs write the comment together: which part is the text, and how many share the room. */
  readonly part?: { readonly name: string; readonly of: number };
}

/** What a commit's page says of one target. */
export interface CommitStatus {
  readonly commit: string;
  readonly target: string;
  readonly state: 'failure' | 'pending' | 'success';
  readonly summary: string;
  readonly digest?: string;
}

/** What the drift issue of a target says. */
export interface DriftReport {
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
  /** Keeps the plan, as JSON, for later steps of the job; gives the path of the file. */
  readonly keepPlan: (text: string) => string;
  readonly comment: (post: Post) => Promise<string | undefined>;
  /** Folds the comment of a key away as outdated: the next one is a new comment. */
  readonly retire: (post: Pick<Post, 'pullRequest' | 'key'>) => Promise<string | undefined>;
  readonly setStatus: (status: CommitStatus) => Promise<string | undefined>;
  readonly reportDrift: (report: DriftReport) => Promise<string | undefined>;
  /** Closes the drift issue of a target, if there is one, with a last comment. */
  readonly closeDrift: (target: string, news: string) => Promise<string | undefined>;
  readonly mergedBy: (push: {
    readonly before: string;
    readonly after: string;
    readonly branch: string;
  }) => Promise<Push>;
  /** How many commits a branch has that a commit does not know. */
  readonly commitsSince: (commit: string, branch: string) => Promise<number>;
  /** What was reviewed on the head of a pull request, by target, as we recorded it ourselves. */
  readonly reviewed: (
    request: Pick<Post, 'pullRequest' | 'key'> & {
      readonly head: string;
      /** The digest of a plan with these changes; undefined for an unknown target. */
      readonly digestOf: (target: string, changes: readonly string[]) => string | undefined;
    },
  ) => Promise<ReadonlyMap<string, Reviewed>>;
  /** The files of profiles at a commit, by path; `known` need not be fetched. */
  readonly filesAt: (commit: string, folder: string, known: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
  /** The files of profiles before the pull request of this run, by path, and the commit; `known` need not be fetched. */
  readonly baseFiles: (
    folder: string,
    known: Iterable<string>,
  ) => Promise<{ readonly commit: string; readonly files: ReadonlyMap<string, string> }>;
}
