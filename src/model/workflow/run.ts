/** A run of a workflow: what GitHub tells it in the environment and the event's payload. */
export interface WorkflowRun {
  readonly event: RunEvent;
  /** `owner/name`. */
  readonly repository: string;
  /** The commit that is checked out: for a pull request a test merge, not its head. */
  readonly commit: string;
  /** `main`; absent where the run is not on a branch. */
  readonly branch?: string;
  readonly actor: string;
  readonly apiUrl: string;
  /** `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
  /** How often it was run, this time included. */
  readonly attempt: number;
  /** The page of this run. */
  readonly runUrl: string;
  readonly workspace: string;
}

/** What set the run off, as far as anything depends on it. */
export type RunEvent =
  | PullRequestEvent
  | {
      readonly name: 'push';
      readonly before: string;
      readonly after: string;
      /** Absent for a tag. */
      readonly branch?: string;
      readonly isDefaultBranch: boolean;
      readonly deleted: boolean;
    }
  | { readonly name: 'schedule'; readonly cron?: string }
  | {
      readonly name: 'workflow_dispatch';
      readonly inputs: Readonly<Record<string, string>>;
      readonly isDefaultBranch: boolean;
    }
  | { readonly name: 'merge_group'; readonly head: string; readonly base: string; readonly branch: string }
  | { readonly name: 'other'; readonly event: string };

/** A pull request was opened, pushed to, closed, … */
export interface PullRequestEvent {
  readonly name: 'pull_request';
  readonly action: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** Last commit of the pull request itself. */
  readonly head: string;
  /** Tip of the base branch when the pull request was last pushed to; `firstParent` of the run's commit is the true base. */
  readonly base: string;
  readonly branch: string;
  /** Whether that is the default branch, which is the one that is applied. */
  readonly isDefaultBase: boolean;
  readonly merged: boolean;
  readonly draft: boolean;
  /** Why the run has a read-only token and no secrets; absent where it has both. */
  readonly restricted?: 'fork' | 'dependabot';
}
