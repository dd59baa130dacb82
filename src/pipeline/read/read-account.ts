import { addressOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading, Reporter } from '../../model/event.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { keptOnce } from '../../model/resource.ts';
import type { DesiredState, LiveState } from '../../model/resource.ts';
import type { ResourceName, BulkReader } from '../../model/bulk-read.ts';
import { requestsSince, total, addCounts } from './request-counts.ts';
import { openBulkReads } from './bulk.ts';
import { named } from './names.ts';
import type { Naming } from './names.ts';

/** What is read, and how. */
export interface ReadOptions {
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  /** Believed where they agree with `desired`, instead of asking for each resource. */
  readonly bulkReaders?: readonly BulkReader[];
  readonly desired?: DesiredState;
  /** Whose names stand in marks: with `desired`, for what AWS has no names for. */
  readonly owner?: string;
  /** Only these, which need not be there; everything where it is left out. */
  readonly only?: Iterable<Address>;
}

/** What is in an account, and what it took to see it. */
export interface ReadResult {
  readonly live: LiveState;
  readonly reading: Reading;
}

/**
 * Reads everything of every kind in one account and region. Only reads; all at once, because `aws` holds each operation
 * to its rate limiter. Fails as a whole: a plan on half an account would delete the other half.
 */
export async function readAccount(
  aws: Aws,
  { kinds, report, bulkReaders = [], desired, owner, only }: ReadOptions,
): Promise<ReadResult> {
  const begin = aws.spent();
  const target = aws.target.name;
  const wanted = only === undefined ? await everything(aws, kinds) : await chosen(aws, kinds, [...only]);
  const bulk = await openBulkReads(aws, bulkReaders, wanted, desired);
  const expected = addCounts(requestsSince(begin, aws).requests, wanted.flatMap(bulk.requestsFor), bulk.requests);
  report({ type: 'estimate', doing: 'read', target, requests: total(expected), seconds: aws.minimumSeconds(expected) });
  bulk.begin();
  let done = 0;
  const progress = (): void => report({ type: 'reading', target, done, total: wanted.length });
  progress();
  const found = await Promise.all(
    wanted.map(async (resource): Promise<FoundResource | undefined> => {
      const { kind, name } = resource;
      const live = await kind.read(aws, name, { isThere: only === undefined, part: bulk.known(resource) });
      done += 1;
      progress();
      // Listed and then gone: somebody deleted it in between, or the list lags.
      if (live === undefined) return undefined;
      return { kind, live: keptOnce(live, desired?.resources.get(addressOf(kind.name, name))) };
    }),
  );
  const naming = desired === undefined || owner === undefined ? undefined : { desired, owner };
  const live = byAddress(found, naming, only);
  const spent = requestsSince(begin, aws);
  const reading = {
    ...spent,
    resources: live.size,
    requests: total(spent.requests),
    minimumSeconds: aws.minimumSeconds(spent.requests),
    notes: bulk.notes,
  };
  report({ type: 'read', target, reading });
  return { live, reading };
}

async function everything(aws: Aws, kinds: readonly Kind[]): Promise<ResourceName[]> {
  return (await Promise.all(kinds.map((kind) => listed(aws, kind)))).flat();
}

/** What stands under these addresses; of kinds without names all there is, to find them among. */
async function chosen(aws: Aws, kinds: readonly Kind[], only: readonly Address[]): Promise<ResourceName[]> {
  const all = only.map((address) => ({ kind: kindAt(kinds, address), name: nameOf(address) }));
  const nameless = new Set(all.flatMap(({ kind }) => (kind.identity === undefined ? [] : [kind])));
  return [...all.filter(({ kind }) => !nameless.has(kind)), ...(await everything(aws, [...nameless]))];
}

interface FoundResource {
  readonly kind: Kind;
  readonly live: Live;
}

/** What was found under the names of its author; of `only`, where that is given. */
function byAddress(
  all: readonly (FoundResource | undefined)[],
  naming: Naming | undefined,
  only: Iterable<Address> | undefined,
): Map<Address, Live> {
  const found = all.filter((one) => one !== undefined);
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

async function listed(aws: Aws, kind: Kind): Promise<ResourceName[]> {
  const names: ResourceName[] = [];
  for await (const name of kind.list(aws)) names.push({ kind, name });
  return names;
}
