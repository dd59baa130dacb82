import type { Event } from '../../model/event.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import { maskText } from '../text/secrets.ts';

/** Collects what happens in a run: what it sent, what it waited for, what became of each change. Never what was sent. */
export interface RunRecord {
  /** Takes an event that happened at `now`. Milliseconds since 1970. */
  readonly follow: (event: Event, now: number) => void;
  /** The record as `plan --record`, `apply --record` and the action write it, as `recordDocumentSchema` describes. */
  readonly document: (end: { readonly at: number; readonly exitCode: number; readonly error?: string }) => JsonObject;
}

/** What is known of a run when it begins. */
export interface Beginning {
  readonly version: string;
  readonly command: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Begins the record of a run. Times in it are milliseconds since its beginning. */
export function createRunRecord(beginning: Beginning): RunRecord {
  const plans: JsonObject[] = [];
  const calls: Called[] = [];
  const waits: JsonObject[] = [];
  const outcomes: JsonObject[] = [];
  const since = (time: number): number => Math.round(time - beginning.at);
  const follow = (event: Event, now: number): void => {
    const at = since(now);
    if (event.type === 'called') calls.push(event);
    else if (event.type === 'planned') plans.push(planOf(event));
    else if (event.type === 'finished') outcomes.push(outcomeOf(event, at));
    else if (event.type === 'waiting' || event.type === 'retrying' || event.type === 'queued')
      waits.push({ at, ...waitOf(event) });
  };
  const document: RunRecord['document'] = ({ at, exitCode, error }) =>
    compact({
      schemaVersion: 1,
      version: beginning.version,
      command: beginning.command,
      started: new Intl.DateTimeFormat('sv', FORMAT).format(beginning.at).replace(' ', 'T').concat('Z'),
      milliseconds: since(at),
      exitCode,
      error,
      plans,
      totals: totalsOf(calls),
      calls: calls.map((call) => callOf(call, since)),
      waits,
      outcomes,
    });
  return { follow, document };
}

type Called = Extract<Event, { type: 'called' }>;

function planOf({ target, digest, changes }: Extract<Event, { type: 'planned' }>): JsonObject {
  return { target, digest, changes };
}

function outcomeOf({ outcome, target }: Extract<Event, { type: 'finished' }>, at: number): JsonObject {
  const { action, address, status, detail } = outcome;
  return compact({ at, target, action, address, status, detail: detail === undefined ? undefined : maskText(detail) });
}

function waitOf(event: Extract<Event, { type: 'waiting' | 'retrying' | 'queued' }>): JsonObject {
  if (event.type === 'waiting') return { for: event.what, why: 'not ready' };
  const seconds = tenths(event.seconds);
  if (event.type === 'retrying') return { for: event.operation, why: maskText(event.reason), seconds };
  return { for: event.quota, why: 'quota', seconds, waiting: event.waiting, perSecond: tenths(event.perSecond) };
}

function callOf({ target, operation, asked, attempts }: Called, since: (time: number) => number): JsonObject {
  return {
    target,
    operation,
    asked: since(asked),
    attempts: attempts.map(({ sent, answered, outcome }) => ({
      sent: since(sent),
      latency: Math.round(answered - sent),
      outcome: outcome.slice(0, 100),
    })),
  };
}

// Without Date, which only the edges have.
const FORMAT = { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'medium' } as const;

function totalsOf(calls: readonly Called[]): JsonObject {
  const attempts = calls.flatMap((call) => call.attempts);
  return {
    calls: calls.length,
    attempts: attempts.length,
    throttled: attempts.filter(({ outcome }) => /Throttl|TooManyRequests|RequestLimit/.test(outcome)).length,
    // A call that ends with an error may well be an answer: that nothing of the name is there.
    errors: calls.filter((call) => call.attempts.at(-1)?.outcome !== 'ok').length,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
