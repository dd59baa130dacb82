import { asked, mismatchOf } from '../../../lake/mismatch.ts';
import { tableLabel } from '../../../lake/table.ts';
import { addressOf, kindOf, nameOf } from '../../../model/address.ts';
import type { Address } from '../../../model/address.ts';
import type { TableMismatch } from '../../../model/impact/table-mismatch.ts';
import { icebergTablesOf } from '../../../model/lake/named-tables.ts';
import type { FedTable, MissingTable, PointPlaces } from '../../../model/lake/table.ts';
import type { Change } from '../../../model/plan.ts';
import type { Steps } from '../../../model/steps.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import { afterwards } from '../afterwards.ts';
import type { Specs } from '../afterwards.ts';
import { profileMetricsOf } from '../profile-metrics.ts';
import { fedTableOf, feedsByStream, firehoseActions, icebergTable } from './lake.ts';
import type { Feed, FeedsByStream } from './lake.ts';

/** The tables that fit what was written and do not fit what will be, of streams that stay; a stream a step. */
export function* findingMismatches(changes: readonly Change[], before: Specs): Steps<readonly TableMismatch[]> {
  const staying = [...changedStreams(changes)].filter(([stream]) => before.has(addressOf('DeliveryStream', stream)));
  if (staying.length === 0) return [];
  const after = afterwards(changes, before);
  const [was, is] = [yield* feedsByStream(before), yield* feedsByStream(after)];
  const found: TableMismatch[] = [];
  for (const [stream, addresses] of staying) {
    yield;
    if (!after.has(addressOf('DeliveryStream', stream))) continue;
    for (const mismatch of mismatchesIn(stream, { before, was, after, is }))
      found.push({ ...mismatch, stream, addresses });
  }
  return found;
}

/** The streams that changes are about, and those that changed rules write to or wrote to, each with these changes. */
function changedStreams(changes: readonly Change[]): ReadonlyMap<string, readonly Address[]> {
  const found = new Map<string, Address[]>();
  const note = (stream: string, address: Address): void => {
    const known = found.get(stream);
    if (known === undefined) found.set(stream, [address]);
    else if (!known.includes(address)) known.push(address);
  };
  for (const change of changes) {
    const { address } = change;
    if (kindOf(address) === 'DeliveryStream') note(nameOf(address), address);
    if (kindOf(address) !== 'TopicRule') continue;
    const sides = [...('before' in change ? [change.before] : []), ...('after' in change ? [change.after] : [])];
    for (const action of sides.flatMap(firehoseActions)) note(String(action['deliveryStreamName']), address);
  }
  return found;
}

type Mismatched = Omit<TableMismatch, 'stream' | 'addresses'>;

interface Sides {
  readonly before: Specs;
  readonly was: FeedsByStream;
  readonly after: Specs;
  readonly is: FeedsByStream;
}

function mismatchesIn(stream: string, { before, was, after, is }: Sides): readonly Mismatched[] {
  const fedBefore = was.get(stream) ?? [];
  const old = writtenBy(stream, before, fedBefore);
  if (old === undefined || 'why' in old.fed) return [];
  const { fed, labels, isIceberg } = old;
  const fedAfter = is.get(stream);
  if (fedAfter === undefined) {
    // What a profile does not export any more, it loses of its own accord.
    const isExported = fedBefore.some(({ exported }) =>
      [...exported.profiles].some(([profile, topic]) => exportsTo(topic, after.get(profile))),
    );
    return isExported ? labels.map((table) => ({ table, isIceberg, differences: [], questions: asked(fed) })) : [];
  }
  const now = writtenBy(stream, after, fedAfter, fed.table.points);
  return labels.flatMap((table) => {
    // Another table over objects is told by what differs in them.
    const isLeft = now?.isIceberg !== isIceberg || (isIceberg && !now.labels.includes(table));
    const mismatch = isLeft
      ? { differences: ['the stream does not write into it'], questions: asked(fed) }
      : mismatchOf(fed, 'why' in now.fed ? now.fed : now.fed.table);
    return mismatch === undefined ? [] : [{ table, isIceberg, ...mismatch }];
  });
}

/** What a stream writes for tables: for one over objects in S3, or for those of Apache Iceberg that it names. */
interface Written {
  readonly labels: readonly string[];
  readonly fed: FedTable | MissingTable;
  readonly isIceberg: boolean;
}

function writtenBy(stream: string, specs: Specs, feeds: readonly Feed[], known?: PointPlaces): Written | undefined {
  const spec = specs.get(addressOf('DeliveryStream', stream));
  if (spec === undefined) return undefined;
  const named = icebergTablesOf(spec);
  if (named.length > 0)
    return { labels: named.map(tableLabel), fed: icebergTable(stream, spec, feeds, known), isIceberg: true };
  // No table takes its name from the database.
  const options = { database: '', ...(known === undefined ? {} : { known }) };
  const fed = fedTableOf(stream, specs, feeds, options);
  if (fed === undefined) return undefined;
  return { labels: 'why' in fed ? [] : [tableLabel(fed.table)], fed, isIceberg: false };
}

function exportsTo(topic: string, profile: JsonObject | undefined): boolean {
  if (profile === undefined) return false;
  const { mqttTopic, exported } = profileMetricsOf(profile);
  return mqttTopic === topic && exported.length > 0;
}
