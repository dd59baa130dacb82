import type { Address } from './address.ts';
import type { Change, Outcome } from './plan.ts';
import type { SubscriptionCounts } from './subscription.ts';

/** Something that happened on the way and that a waiting person wants to see. Plain data. */
export type Event =
  | { readonly type: 'reading'; readonly target: string; readonly done: number; readonly total: number }
  | { readonly type: 'waiting'; readonly what: string; readonly seconds: number }
  | { readonly type: 'retrying'; readonly operation: string; readonly reason: string; readonly seconds: number }
  | { readonly type: 'subscribed'; readonly broker: string; readonly topic: string; readonly resumed: boolean }
  | { readonly type: 'received'; readonly counts: SubscriptionCounts; readonly isLast: boolean }
  | { readonly type: 'starting'; readonly action: Change['action']; readonly address: Address }
  | { readonly type: 'finished'; readonly outcome: Outcome };

/** Takes progress; never results. */
export type Reporter = (event: Event) => void;
