import { addressOf, kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading, Reporter } from '../../model/event.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { keptOnce } from '../../model/resource.ts';
import type { DesiredState, LiveState } from '../../model/resource.ts';
import type { Named, Survey } from '../../model/bulk-read.ts';
import { readingSince, sum, together } from './request-counts.ts';
import { openSurveys } from './bulk.ts';

/** What is read, and how. */
export interface Observation {
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  /** Believed where they agree with `desired`, instead of asking for each resource. */
  readonly surveys?: readonly Survey[];
  readonly desired?: DesiredState;
  /** Only these, which need not be there; everything where it is left out. */
  readonly only?: Iterable<Address>;
}

/** What is in an account, and what it took to see it. */
export interface Observed {
  readonly live: LiveState;
  readonly reading: Reading;
}

/**
 * Reads everything of every kind in one account and region. Only reads; all at once, because `aws` holds each operation
 * to its budget. Fails as a whole: a plan on half an account would delete the other half.
 */
export async function observe(
  aws: Aws,
  { kinds, report, surveys = [], desired, only }: Observation,
): Promise<Observed> {
  const begin = aws.spent();
  const target = aws.target.name;
  const wanted =
    only === undefined ? await everything(aws, kinds) : [...only].map((address) => resourceAt(kinds, address));
  const surveyed = await openSurveys(aws, surveys, wanted, desired);
  const expected = together(readingSince(begin, aws).requests, wanted.flatMap(surveyed.requestsFor), surveyed.requests);
  report({ type: 'bound', doing: 'read', target, requests: sum(expected), seconds: aws.bound(expected) });
  surveyed.begin();
  let done = 0;
  const progress = (): void => report({ type: 'reading', target, done, total: wanted.length });
  progress();
  const entries = await Promise.all(
    wanted.map(async (resource): Promise<[Address, Live] | undefined> => {
      const live = await resource.kind.read(aws, resource.name, {
        isThere: only === undefined,
        part: surveyed.known(resource),
      });
      done += 1;
      progress();
      const address = addressOf(resource.kind.name, resource.name);
      // Listed and then gone: somebody deleted it in between, or the list lags.
      return live === undefined ? undefined : [address, keptOnce(live, desired?.resources.get(address))];
    }),
  );
  const live = new Map(entries.filter((entry) => entry !== undefined));
  const spent = readingSince(begin, aws);
  const reading = {
    ...spent,
    resources: live.size,
    requests: sum(spent.requests),
    bound: aws.bound(spent.requests),
    notes: surveyed.notes,
  };
  report({ type: 'read', target, reading });
  return { live, reading };
}

async function everything(aws: Aws, kinds: readonly Kind[]): Promise<Named[]> {
  return (await Promise.all(kinds.map((kind) => named(aws, kind)))).flat();
}

function resourceAt(kinds: readonly Kind[], address: Address): Named {
  return { kind: kinds.find(({ name }) => name === kindOf(address)) as Kind, name: nameOf(address) };
}

async function named(aws: Aws, kind: Kind): Promise<Named[]> {
  const names: Named[] = [];
  for await (const name of kind.list(aws)) names.push({ kind, name });
  return names;
}
