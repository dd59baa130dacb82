import { startAll } from '../../model/steps.ts';
import type { Breather } from '../../model/steps.ts';
import { addressOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading, Reporter } from '../../model/event.ts';
import { isByDefault, kindAt } from '../../model/kind.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { keptOnce } from '../../model/resource.ts';
import type { DesiredState, LiveState } from '../../model/resource.ts';
import type { ResourceName, BulkReader } from '../../model/kinds/bulk-read.ts';
import { neededKinds } from '../../model/kinds/needed-kinds.ts';
import { carefulReads } from './careful-reads.ts';
import type { CarefulReads } from './careful-reads.ts';
import { requestsSince, total, addCounts } from './request-counts.ts';
import { openBulkReads } from './bulk.ts';
import { allOf } from './listing.ts';
import type { Listing } from './listing.ts';
import { named } from './names.ts';
import type { Naming } from './names.ts';

/** What is read, and how. */
export interface ReadOptions {
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  readonly breathe?: Breather;
  /** Believed where they agree with `desired`, instead of asking for each resource. */
  readonly bulkReaders?: readonly BulkReader[];
  readonly desired?: DesiredState;
  /** Whose names stand in marks: with `desired`, for what AWS has no names for. */
  readonly owner?: string;
  /** Only these, which need not be there; everything where it is left out. */
  readonly only?: Iterable<Address>;
  /** Looked at besides: of kinds that tell what is marked, what is neither declared nor ours. */
  readonly also?: readonly Address[];
  /** Set where any kind may be left out that cannot be read, and not only those that `desired` does not need. */
  readonly lenient?: true;
}

/** What is in an account, and what it took to see it. */
export interface ReadResult {
  readonly live: LiveState;
  readonly reading: Reading;
}

/**
 * Reads everything of every kind in one account and region. Only reads; all at once, because `aws` holds each operation
 * to its rate limiter. Fails as a whole: a plan on half an account would delete the other half. But kinds that nothing declared
 * needs are left out where AWS refuses to tell of them: then nothing of theirs is planned.
 */
export async function readAccount(
  aws: Aws,
  { kinds, report, breathe = () => undefined, bulkReaders = [], desired, owner, only, lenient, also = [] }: ReadOptions,
): Promise<ReadResult> {
  const begin = aws.spent();
  const target = aws.target.name;
  const needed = desired === undefined ? new Set(kinds) : neededKinds(kinds, desired);
  const careful = carefulReads(lenient === true ? new Set() : needed);
  const naming = desired === undefined || owner === undefined ? undefined : { desired, owner };
  const notes: string[] = [];
  const listing = { aws, careful, notes, naming, also };
  const early = only === undefined ? begunEarly(aws, kinds, careful) : new Map<Kind, never>();
  const wanted = only === undefined ? await allOf(kinds, listing) : await chosen(kinds, [...only], listing);
  const bulk = await openBulkReads(aws, bulkReaders, wanted, { desired, breathe });
  const later = wanted.filter(({ kind }) => !early.has(kind));
  const expected = addCounts(requestsSince(begin, aws).requests, later.flatMap(bulk.requestsFor), bulk.requests);
  report({ type: 'estimate', doing: 'read', target, requests: total(expected), seconds: aws.minimumSeconds(expected) });
  bulk.begin();
  const ask = async (resource: ResourceName): Promise<FoundResource | undefined> => {
    const { kind, name } = resource;
    const known = { isThere: only === undefined, part: bulk.known(resource) };
    const live = await (early.get(kind) ?? careful.orNothing(kind, () => kind.read(aws, name, known)));
    // Listed and then gone: somebody deleted it in between, or the list lags.
    return live && { kind, live: keptOnce(live, desired?.resources.get(addressOf(kind.name, name))) };
  };
  const read = await inParallel(wanted, { target, report, breathe }, ask);
  const found = read.filter((one) => one !== undefined).filter(({ kind }) => !careful.isUnread(kind.name));
  const live = byAddress(found, naming, only);
  const spent = requestsSince(begin, aws);
  const reading = {
    ...spent,
    // What is always there says nothing as long as nobody set it.
    resources: [...live].filter(([address, { spec }]) => !isByDefault(kindAt(kinds, address), spec)).length,
    requests: total(spent.requests),
    minimumSeconds: aws.minimumSeconds(spent.requests),
    notes: [...notes, ...bulk.notes],
    unread: careful.sentences(),
  };
  report({ type: 'read', target, reading });
  return { live, reading };
}

/** What there is once has no list to wait for: it is asked for meanwhile. */
function begunEarly(
  aws: Aws,
  kinds: readonly Kind[],
  careful: CarefulReads,
): ReadonlyMap<Kind, Promise<Live | undefined>> {
  const early = new Map<Kind, Promise<Live | undefined>>();
  for (const kind of kinds) {
    const { singleton } = kind;
    if (singleton === undefined) continue;
    const reading = careful.orNothing(kind, () => kind.read(aws, singleton));
    // It may fail before anybody waits for it; whoever does is told then.
    reading.catch(() => undefined);
    early.set(kind, reading);
  }
  return early;
}

/** Asks for all at once, and reports how many answers are there. */
async function inParallel<Asked, Answer>(
  wanted: readonly Asked[],
  { target, report, breathe }: { readonly target: string } & Required<Pick<ReadOptions, 'report' | 'breathe'>>,
  ask: (one: Asked) => Promise<Answer>,
): Promise<Answer[]> {
  let done = 0;
  const progress = (): void => report({ type: 'reading', target, done, total: wanted.length });
  progress();
  const asked = async (one: Asked): Promise<Answer> => {
    const answer = await ask(one);
    done += 1;
    progress();
    return answer;
  };
  return startAll(wanted, asked, breathe);
}

/** What stands under these addresses; of kinds without names all there is, to find them among. */
async function chosen(kinds: readonly Kind[], only: readonly Address[], listing: Listing): Promise<ResourceName[]> {
  const all = only.map((address) => ({ kind: kindAt(kinds, address), name: nameOf(address) }));
  const nameless = new Set(all.flatMap(({ kind }) => (kind.identity === undefined ? [] : [kind])));
  return [...all.filter(({ kind }) => !nameless.has(kind)), ...(await allOf([...nameless], listing))];
}

interface FoundResource {
  readonly kind: Kind;
  readonly live: Live;
}

/** What was found under the names of its author; of `only`, where that is given. */
function byAddress(
  found: readonly FoundResource[],
  naming: Naming | undefined,
  only: Iterable<Address> | undefined,
): Map<Address, Live> {
  const asked = only === undefined ? undefined : new Set(only);
  const nameless = new Set(found.flatMap(({ kind }) => (kind.identity === undefined ? [] : [kind])));
  const renamed = new Map(
    [...nameless].flatMap((kind) => {
      const lives = found.filter((one) => one.kind === kind).map(({ live }) => live);
      return named(kind, lives, naming).map((live, index): [Live | undefined, Live] => [lives[index], live]);
    }),
  );
  const entries = found.map(({ kind, live }): [Address, Live] => {
    const one = renamed.get(live) ?? live;
    return [addressOf(kind.name, one.name), one];
  });
  return new Map(entries.filter(([address]) => asked?.has(address) !== false));
}
