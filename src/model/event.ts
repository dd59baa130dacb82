import type { Address } from './address.ts';
import type { Change, Outcome } from './plan.ts';
import type { SubscriptionCounts } from './subscription.ts';

/** How an account was read: resources, requests, seconds, and the seconds that so many requests take at the least. */
export interface Reading {
  readonly resources: number;
  readonly requests: number;
  readonly seconds: number;
  readonly bound: number;
  /** What had to be asked for one by one, and why, as sentences. */
  readonly notes: readonly string[];
}

/** Something that happened on the way and that a waiting person wants to see. Plain data. */
export type Event =
  | { readonly type: 'reading'; readonly target: string; readonly done: number; readonly total: number }
  /** What reading will take at the least, once it is known what there is to read; seconds by AWS's quotas. */
  | { readonly type: 'bound'; readonly target: string; readonly requests: number; readonly seconds: number }
  /** What it took in the end. */
  | { readonly type: 'read'; readonly target: string; readonly reading: Reading }
  | { readonly type: 'waiting'; readonly what: string; readonly seconds: number }
  | { readonly type: 'retrying'; readonly operation: string; readonly reason: string; readonly seconds: number }
  | { readonly type: 'subscribed'; readonly broker: string; readonly topic: string; readonly resumed: boolean }
  | { readonly type: 'received'; readonly counts: SubscriptionCounts; readonly isLast: boolean }
  | { readonly type: 'starting'; readonly action: Change['action']; readonly address: Address }
  | { readonly type: 'finished'; readonly outcome: Outcome };

/** Takes progress; never results. */
export type Reporter = (event: Event) => void;
