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

/** What is read, and how. */
export interface ReadOptions {
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  /** Believed where they agree with `desired`, instead of asking for each resource. */
  readonly bulkReaders?: readonly BulkReader[];
  readonly desired?: DesiredState;
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
  { kinds, report, bulkReaders = [], desired, only }: ReadOptions,
): Promise<ReadResult> {
  const begin = aws.spent();
  const target = aws.target.name;
  const wanted =
    only === undefined ? await everything(aws, kinds) : [...only].map((address) => resourceAt(kinds, address));
  const bulk = await openBulkReads(aws, bulkReaders, wanted, desired);
  const expected = addCounts(requestsSince(begin, aws).requests, wanted.flatMap(bulk.requestsFor), bulk.requests);
  report({ type: 'estimate', doing: 'read', target, requests: total(expected), seconds: aws.minimumSeconds(expected) });
  bulk.begin();
  let done = 0;
  const progress = (): void => report({ type: 'reading', target, done, total: wanted.length });
  progress();
  const entries = await Promise.all(
    wanted.map(async (resource): Promise<[Address, Live] | undefined> => {
      const live = await resource.kind.read(aws, resource.name, {
        isThere: only === undefined,
        part: bulk.known(resource),
      });
      done += 1;
      progress();
      const address = addressOf(resource.kind.name, resource.name);
      // Listed and then gone: somebody deleted it in between, or the list lags.
      return live === undefined ? undefined : [address, keptOnce(live, desired?.resources.get(address))];
    }),
  );
  const live = new Map(entries.filter((entry) => entry !== undefined));
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
  return (await Promise.all(kinds.map((kind) => named(aws, kind)))).flat();
}

function resourceAt(kinds: readonly Kind[], address: Address): ResourceName {
  return { kind: kindAt(kinds, address), name: nameOf(address) };
}

async function named(aws: Aws, kind: Kind): Promise<ResourceName[]> {
  const names: ResourceName[] = [];
  for await (const name of kind.list(aws)) names.push({ kind, name });
  return names;
}
