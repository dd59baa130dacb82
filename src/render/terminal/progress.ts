import type { Event } from '../../model/event.ts';
import { plainLine } from '../text/plain-text.ts';
import { counted } from '../words/plan.ts';

/** What is under way, followed event by event. Times are milliseconds. */
export interface Progress {
  /** Takes an event that happened at `now`. */
  readonly follow: (event: Event, now: number) => void;
  /** How much is done, how long the rest will take and what it waits for, in one line; undefined where nothing is under way. */
  readonly line: (now: number) => string | undefined;
}

/** Work that is counted: so much of so much, since then. */
interface CountedWork {
  readonly what: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly since: number;
  /** When something of it was last done. */
  readonly at: number;
}

/** How long the answer to a request may take before it is spoken of, and for how long it is known what a quota said. */
const SOON = 1000;
const STALE = 3000;

/** Follows one run. */
export function createProgress(): Progress {
  const underWay = new Map<string, number>();
  let work: CountedWork | undefined;
  let changes = 0;
  let bound = { seconds: 0, at: 0 };
  let queued: (Extract<Event, { type: 'queued' }> & { readonly at: number }) | undefined;
  const follow = (event: Event, now: number): void => {
    if (event.type === 'sent') underWay.set(event.operation, now);
    if (event.type === 'called' || event.type === 'retrying') underWay.delete(event.operation);
    if (event.type === 'queued') queued = { ...event, at: now };
    if (event.type === 'estimate') bound = { seconds: event.seconds, at: now };
    if (event.type === 'planned') changes += event.changes;
    if (event.type === 'reading') {
      const { done, total, unit = 'resource' } = event;
      const since = done === 0 ? now : (work?.since ?? now);
      if (done === total) bound = { seconds: 0, at: now };
      work = done === total ? undefined : { what: `reading ${event.target}: `, done, total, unit, since, at: now };
    }
    if (event.type === 'starting') work ??= { what: '', done: 0, total: changes, unit: 'change', since: now, at: now };
    if (event.type === 'finished' && work !== undefined) work = { ...work, done: work.done + 1, at: now };
    if (work !== undefined && work.done >= work.total && work.total > 0) work = undefined;
  };
  const line = (now: number): string | undefined => {
    const pace = queued !== undefined && now - queued.at < STALE ? queued : undefined;
    const [late] = [...underWay].filter(([, since]) => now - since >= SOON);
    const waits =
      pace !== undefined
        ? `${plainLine(pace.quota)} takes ${rate(pace.perSecond)} a second`
        : late && `no answer to ${plainLine(late[0])} for ${duration((now - late[1]) / 1000)}`;
    if (work === undefined) return waits === undefined ? undefined : `… ${waits}`;
    const left = (known: { seconds: number; at: number }): number => known.seconds - (now - known.at) / 1000;
    const rest = restOf(work, Math.max(left(bound), pace === undefined ? 0 : left(pace)), now);
    const parts = [`… ${plainLine(work.what)}${work.done} of ${counted(work.total, work.unit)}`, rest, waits];
    return parts.filter((part) => part !== undefined).join(', ');
  };
  return { follow, line };
}

/** The longer one of what the quotas say and what has been seen so far; nothing where neither says more than a second. */
function restOf({ done, total, since, at }: CountedWork, least: number, now: number): string | undefined {
  const seen = done === 0 ? 0 : ((at - since) * ((total - done) / done) - (now - at)) / 1000;
  const seconds = Math.max(seen, least);
  return seconds < 1 ? undefined : `about ${duration(seconds)} to go`;
}

/** A span of time, as people read it. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function rate(perSecond: number): string {
  return String(Number(perSecond.toPrecision(2)));
}
