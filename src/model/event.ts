import type { Address } from './address.ts';
import type { Change, Outcome } from './plan.ts';
import type { SubscriptionCounts } from './exports/subscription.ts';

/** How an account was read: resources, requests, seconds, and the seconds that so many requests take at the least. */
export interface Reading {
  readonly resources: number;
  readonly requests: number;
  readonly seconds: number;
  readonly minimumSeconds: number;
  /** What had to be asked for one by one, and why, as sentences. */
  readonly notes: readonly string[];
  /** What could not be read and is not needed, and why, as sentences. */
  readonly unread: readonly string[];
}

/** One sending of a request. Milliseconds since 1970. `outcome` is `ok`, or the name of the error as AWS or the network has it. */
export interface Attempt {
  readonly sent: number;
  readonly answered: number;
  readonly outcome: string;
}

/** Something that happened on the way and that a waiting person wants to see. Plain data. */
export type Event =
  /** `unit` is `resource` where it is left out. */
  | {
      readonly type: 'reading';
      readonly target: string;
      readonly done: number;
      readonly total: number;
      readonly unit?: string;
    }
  /** What reading or writing will take at the least, once it is known what there is to do; seconds by AWS's quotas. */
  | {
      readonly type: 'estimate';
      readonly doing: 'read' | 'apply';
      readonly target: string;
      readonly requests: number;
      readonly seconds: number;
    }
  /** What it took in the end. */
  | { readonly type: 'read'; readonly target: string; readonly reading: Reading }
  | { readonly type: 'waiting'; readonly what: string; readonly seconds: number }
  /** Requests wait for a quota: how many, how fast it lets them go at present, and how long that takes. */
  | {
      readonly type: 'queued';
      readonly quota: string;
      readonly waiting: number;
      readonly perSecond: number;
      readonly seconds: number;
    }
  | { readonly type: 'retrying'; readonly operation: string; readonly reason: string; readonly seconds: number }
  | { readonly type: 'subscribed'; readonly broker: string; readonly topic: string; readonly resumed: boolean }
  | { readonly type: 'received'; readonly counts: SubscriptionCounts; readonly isLast: boolean }
  /** A request was sent. */
  | { readonly type: 'sent'; readonly operation: string }
  /** A request has its answer, at last. `asked`: when it began to wait for its quota. For the record, not for people. */
  | {
      readonly type: 'called';
      readonly target: string;
      readonly operation: string;
      readonly asked: number;
      readonly attempts: readonly Attempt[];
    }
  /** What a target needs is known. `digest` is that of the plan. */
  | { readonly type: 'planned'; readonly target: string; readonly digest: string; readonly changes: number }
  | { readonly type: 'starting'; readonly action: Change['action']; readonly address: Address }
  /** `told`: as a result, so that progress need not tell it again. */
  | { readonly type: 'finished'; readonly outcome: Outcome; readonly target?: string; readonly told?: true };

/** Takes progress; never results. */
export type Reporter = (event: Event) => void;
