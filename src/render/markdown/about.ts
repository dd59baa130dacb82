import type { Address } from '../../model/address.ts';
import type { Change, Edit, Outcome, Plan } from '../../model/plan.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Review } from '../../model/review.ts';

/** What every comment knows of the run that writes it. */
export interface About {
  /** The commit that it is about. */
  readonly head: string;
  /** Where the run and its summary are. */
  readonly runUrl: string;
  /** The web address of a line of the profiles; undefined where there is none. */
  readonly links: (source: Source) => string | undefined;
  /** How this was checked and what was not, each as a sentence. */
  readonly notes?: readonly string[];
}

/** A live field that differs without this pull request: applying takes it back to what the profiles say. */
export interface PreExisting {
  readonly target: string;
  readonly address: Address;
  readonly action: Change['action'];
  readonly edits: readonly Edit[];
  /** Who changed it, where that is known. */
  readonly by?: string;
}

/** The profiles as they were before the pull request. */
export interface Before {
  /** Where a resource of a target stood in them; undefined where it did not. */
  readonly source: (target: string, address: Address) => Source | undefined;
  /** As `About.links`, for these. */
  readonly links: About['links'];
}

/** What was recorded of a target's plan when it was reviewed. */
export interface ReviewedDigests {
  readonly digest: string;
  /** Digests of its changes; empty where they are not known. */
  readonly changes: readonly string[];
}

/** What became of one target. */
export interface Applied {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

/** What a pull-request comment says: one of the states that a change goes through. */
export type Comment = About &
  (
    | {
        readonly state: 'planned';
        readonly reviews: readonly Review[];
        readonly notFromThisChange?: readonly PreExisting[];
        /** Set where merging applies nothing, because it is another branch that is applied. */
        readonly into?: { readonly base: string };
        /** The branch that is applied, where merging leads there. */
        readonly branch?: string;
        /** Absent where they cannot be had. */
        readonly before?: Before;
        /** What is merged and not applied yet, and what that means for this plan, as sentences. */
        readonly pending?: readonly string[];
      }
    | { readonly state: 'invalid'; readonly problems: readonly Problem[] }
    /** No plan could be made: a fork without credentials, say. `why` is a sentence. */
    | { readonly state: 'not-checked'; readonly why: string }
    /** The plan that stood here no longer holds. `why` is a sentence. */
    | { readonly state: 'stale'; readonly why: string }
    | { readonly state: 'applied'; readonly applied: readonly Applied[] }
    /** Nothing was applied. `reviewed` by target; absent where there was no review to compare with, and `why` says so. */
    | {
        readonly state: 'refused';
        readonly plans: readonly Plan[];
        readonly reviewed: ReadonlyMap<string, ReviewedDigests>;
        readonly why?: string;
        /** What to do instead of what is usual, as ends of a list. */
        readonly ways?: readonly string[];
      }
    /** A newer run does it. `why` is a sentence. */
    | { readonly state: 'left'; readonly why: string }
  );
