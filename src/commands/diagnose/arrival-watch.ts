import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Aws, ListedObject } from '../../model/aws.ts';
import { isObject } from '../../model/values/json.ts';
import { ask } from '../prerequisites/diagnostic.ts';
import type { Answer } from '../prerequisites/diagnostic.ts';
import { refusal } from './live-resource.ts';
import type { End } from './rule.ts';

/** Buckets that a batch is waited for in, as they were before it was published. */
export interface ArrivalWatch {
  /** Seconds until the slowest has written it. */
  readonly seconds: number;
  /** What may not be listed: `blocks` where the batch is waited for, `unchecked` where it comes only if something fails. */
  readonly unseen: readonly Diagnostic[];
  /** Where it has not come yet. */
  open(): readonly { readonly of: string; readonly place: string }[];
  places(): string;
  /** Looks into what is new; tells of each place where the text is. */
  look(text: string, seconds: number): Promise<readonly Diagnostic[]>;
}

/** One place, and the objects in it that need not be looked into. */
interface WatchedPrefix {
  readonly end: End;
  readonly isForErrors: boolean;
  readonly prefix: string;
  readonly seen: Set<string>;
}

/** Minutes by which clocks, ours and AWS's, may differ. */
const SKEW = 60_000;

/** Notes what lies where a batch can come. */
export async function openWatch(aws: Aws, landings: readonly End[], errors: readonly End[]): Promise<ArrivalWatch> {
  const now = aws.now();
  const places = [...landings, ...errors].map((end): WatchedPrefix => {
    // The key tells when the oldest record of the object came, which may wait there already.
    const prefix = end.prefix(now - end.seconds * 1000 - SKEW, now + SKEW);
    return { end, isForErrors: errors.includes(end), prefix, seen: new Set() };
  });
  const unseen: Diagnostic[] = [];
  const watched: WatchedPrefix[] = [];
  for (const place of places) {
    const before = await ask(() => listed(aws, place));
    if (before.type !== 'taken') unseen.push(notListed(aws, place, before));
    else {
      for (const { key } of before.value) place.seen.add(key);
      watched.push(place);
    }
  }
  const waiting = new Set(watched.filter(({ isForErrors }) => !isForErrors));
  return {
    seconds: Math.max(0, ...landings.map((landing) => landing.seconds)),
    unseen,
    open: () => [...waiting].map((place) => ({ of: place.end.of, place: placeText(place) })),
    places: () => [...waiting].map(placeText).join(' and '),
    look: async (text, seconds) => {
      const diagnostics: Diagnostic[] = [];
      for (const place of [...waiting, ...watched.filter(({ isForErrors }) => isForErrors)]) {
        const diagnostic = await lookInto(aws, place, text, seconds);
        if (diagnostic === undefined) continue;
        waiting.delete(place);
        diagnostics.push(diagnostic);
      }
      return diagnostics;
    },
  };
}

async function lookInto(
  aws: Aws,
  place: WatchedPrefix,
  text: string,
  seconds: number,
): Promise<Diagnostic | undefined> {
  const { end, seen, isForErrors } = place;
  for (const { key } of await listed(aws, place)) {
    if (seen.has(key)) continue;
    seen.add(key);
    const name = `s3://${end.bucket}/${key}`;
    const answer = await ask(() => aws.s3('GetObject', { bucket: end.bucket, key }));
    if (answer.type !== 'taken') {
      // What stands before the time, so that it holds tomorrow too.
      const resource = `arn:${aws.target.partition}:s3:::${end.bucket}/${end.prefix(0, 2 * aws.now())}*`;
      return refusal(`${name} cannot be read`, 's3:GetObject', resource, answer);
    }
    const body = new TextDecoder().decode(answer.value.body);
    if (!isForErrors && body.includes(text))
      return { status: 'fine', message: `It came after ${seconds} s, into ${name}.` };
    const failed = isForErrors ? failureIn(body, text) : undefined;
    if (failed !== undefined)
      return {
        status: 'blocks',
        code: 'DG7202',
        message: `The batch came to ${end.of} after ${seconds} s, into ${name}${failed}.`,
        hint: 'What is exported meanwhile goes there too. Put right what that object names; it holds the message.',
      };
  }
  return undefined;
}

/** What went wrong, where it went wrong for this batch: messages and records are kept in base64. */
function failureIn(body: string, text: string): string | undefined {
  for (const line of body.split('\n')) {
    const entry = objectIn(line);
    const kept = entry?.['base64OriginalPayload'] ?? entry?.['rawData'];
    if (typeof kept !== 'string' || !decoded(kept).includes(text)) continue;
    // https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html
    const reason = /"(?:errorMessage|errorDescription)":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
    return reason === undefined ? '' : `: ${reason}`;
  }
  return undefined;
}

function objectIn(line: string) {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

async function listed(aws: Aws, { end: { bucket }, prefix }: WatchedPrefix): Promise<readonly ListedObject[]> {
  const found: ListedObject[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await aws.s3('ListObjectsV2', { bucket, prefix, ...(after === undefined ? {} : { after }) });
    found.push(...page.objects);
    after = page.next;
    more = after !== undefined;
  }
  return found;
}

function notListed(aws: Aws, place: WatchedPrefix, answer: Exclude<Answer<unknown>, { value: unknown }>): Diagnostic {
  const resource = `arn:${aws.target.partition}:s3:::${place.end.bucket}`;
  const diagnostic = refusal(`${placeText(place)} cannot be listed`, 's3:ListBucket', resource, answer);
  return place.isForErrors ? { ...diagnostic, status: 'unchecked' } : diagnostic;
}

function placeText({ end: { bucket }, prefix }: WatchedPrefix): string {
  return `s3://${bucket}/${prefix}`;
}
