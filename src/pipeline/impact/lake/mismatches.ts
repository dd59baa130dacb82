import { asked, mismatchOf } from '../../../lake/mismatch.ts';
import { tableLabel } from '../../../lake/table.ts';
import { addressOf, kindOf, nameOf } from '../../../model/address.ts';
import type { Address } from '../../../model/address.ts';
import type { TableMismatch } from '../../../model/impact/table-mismatch.ts';
import type { Change } from '../../../model/plan.ts';
import type { Steps } from '../../../model/steps.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import { afterwards } from '../afterwards.ts';
import type { Specs } from '../afterwards.ts';
import { profileMetricsOf } from '../profile-metrics.ts';
import { fedTableOf, feedsByStream, firehoseActions } from './lake.ts';
import type { FeedsByStream } from './lake.ts';

/** The tables that fit what was written and do not fit what will be, of streams that stay; a stream a step. */
export function* findingMismatches(changes: readonly Change[], before: Specs): Steps<readonly TableMismatch[]> {
  const staying = [...changedStreams(changes)].filter(([stream]) => before.has(addressOf('DeliveryStream', stream)));
  if (staying.length === 0) return [];
  const after = afterwards(changes, before);
  const [was, is] = [yield* feedsByStream(before), yield* feedsByStream(after)];
  const found: TableMismatch[] = [];
  for (const [stream, addresses] of staying) {
    yield;
    const mismatch = after.has(addressOf('DeliveryStream', stream))
      ? mismatchIn(stream, { before, was, after, is })
      : undefined;
    if (mismatch !== undefined) found.push({ ...mismatch, stream, addresses });
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

interface Sides {
  readonly before: Specs;
  readonly was: FeedsByStream;
  readonly after: Specs;
  readonly is: FeedsByStream;
}

/** No table takes its name from this. */
const DATABASE = { database: '' };

function mismatchIn(
  stream: string,
  { before, was, after, is }: Sides,
): Omit<TableMismatch, 'stream' | 'addresses'> | undefined {
  const fedBefore = was.get(stream);
  const old = fedBefore === undefined ? undefined : fedTableOf(stream, before, fedBefore, DATABASE);
  if (fedBefore === undefined || old === undefined || 'why' in old) return undefined;
  const table = tableLabel(old.table);
  const fed = is.get(stream);
  if (fed === undefined) {
    // What a profile does not export any more, it loses of its own accord.
    const isExported = fedBefore.some(({ exported }) =>
      [...exported.profiles].some(([profile, topic]) => exportsTo(topic, after.get(profile))),
    );
    return isExported ? { table, differences: [], questions: asked(old) } : undefined;
  }
  const now = fedTableOf(stream, after, fed, { ...DATABASE, known: old.table.points });
  const mismatch = now === undefined ? undefined : mismatchOf(old, 'why' in now ? now : now.table);
  return mismatch === undefined ? undefined : { table, ...mismatch };
}

function exportsTo(topic: string, profile: JsonObject | undefined): boolean {
  if (profile === undefined) return false;
  const { mqttTopic, exported } = profileMetricsOf(profile);
  return mqttTopic === topic && exported.length > 0;
}
