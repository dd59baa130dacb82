import { addressOf, kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading, Reporter } from '../../model/event.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { neededKinds } from '../../model/needed-kinds.ts';
import { keptOnce } from '../../model/resource.ts';
import type { DesiredState, LiveState } from '../../model/resource.ts';
import type { ResourceName, BulkReader } from '../../model/bulk-read.ts';
import { carefulReads } from './careful-reads.ts';
import type { CarefulReads } from './careful-reads.ts';
import { requestsSince, total, addCounts } from './request-counts.ts';
import { openBulkReads } from './bulk.ts';

/** What is read, and how. */
export interface ReadOptions {
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  /** Believed where they agree with `desired`, instead of asking for each resource. */
  readonly bulkReaders?: readonly BulkReader[];
  readonly desired?: DesiredState;
  /** Only these, which need not be there; everything where it is left out. */
  readonly only?: Iterable<Address>;
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
  { kinds, report, bulkReaders = [], desired, only, lenient }: ReadOptions,
): Promise<ReadResult> {
  const begin = aws.spent();
  const target = aws.target.name;
  const careful = carefulReads(
    lenient === true ? new Set() : desired === undefined ? new Set(kinds) : neededKinds(kinds, desired),
  );
  const wanted =
    only === undefined ? await everything(aws, kinds, careful) : [...only].map((address) => resourceAt(kinds, address));
  const bulk = await openBulkReads(aws, bulkReaders, wanted, desired);
  const expected = addCounts(requestsSince(begin, aws).requests, wanted.flatMap(bulk.requestsFor), bulk.requests);
  report({ type: 'estimate', doing: 'read', target, requests: total(expected), seconds: aws.minimumSeconds(expected) });
  bulk.begin();
  let done = 0;
  const progress = (): void => report({ type: 'reading', target, done, total: wanted.length });
  progress();
  const read = async (resource: ResourceName): Promise<readonly [Address, Live][]> => {
    const known = { isThere: only === undefined, part: bulk.known(resource) };
    const one = await careful.orNothing(resource.kind, () => resource.kind.read(aws, resource.name, known));
    done += 1;
    progress();
    const address = addressOf(resource.kind.name, resource.name);
    // Listed and then gone: somebody deleted it in between, or the list lags.
    return one === undefined ? [] : [[address, keptOnce(one, desired?.resources.get(address))]];
  };
  const entries = (await Promise.all(wanted.map(read))).flat();
  const live = new Map(entries.filter(([address]) => !careful.isUnread(kindOf(address))));
  const spent = requestsSince(begin, aws);
  const reading = {
    ...spent,
    resources: live.size,
    requests: total(spent.requests),
    minimumSeconds: aws.minimumSeconds(spent.requests),
    notes: bulk.notes,
    unread: careful.sentences(),
  };
  report({ type: 'read', target, reading });
  return { live, reading };
}

async function everything(aws: Aws, kinds: readonly Kind[], careful: CarefulReads): Promise<ResourceName[]> {
  const names = kinds.map((kind) => careful.orNothing(kind, () => named(aws, kind)));
  return (await Promise.all(names)).flatMap((of) => of ?? []);
}

function resourceAt(kinds: readonly Kind[], address: Address): ResourceName {
  return { kind: kinds.find(({ name }) => name === kindOf(address)) as Kind, name: nameOf(address) };
}

async function named(aws: Aws, kind: Kind): Promise<ResourceName[]> {
  const names: ResourceName[] = [];
  for await (const name of kind.list(aws)) names.push({ kind, name });
  return names;
}
