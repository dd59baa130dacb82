import { nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { compact } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Kind, Known, Live } from '../../model/kind.ts';
import type { Change } from '../../model/plan.ts';
import { diff } from '../plan/diff.ts';
import { readNamed } from '../read/names.ts';
import { failureOf } from './failure.ts';
import { specAfter, specBefore } from './specs.ts';

/** What is known of a resource when it has been written. */
interface Written {
  /** Parts that need not be asked for. */
  readonly settled: readonly string[];
  /** What AWS knew it by just before, where it has no name. One that is made anew has another. */
  readonly identity: string | undefined;
}

/** What is not as asked, or undefined. Parts that are settled are not asked for. */
export async function readBack(
  change: Change,
  kind: Kind,
  { settled, identity }: Written,
  aws: Aws,
): Promise<string | undefined> {
  const after = specAfter(change, kind);
  const known = after === undefined ? undefined : partsOf(after, settled);
  return disagreement(aws, change.address, async () => {
    const live =
      identity === undefined || change.action === 'replace'
        ? await readNamed(aws, kind, nameOf(change.address), after ?? specBefore(change), known)
        : await kind.read(aws, identity, known);
    return difference(change, after, live);
  });
}

/** What `compare` still says, or undefined once it says nothing. Reads can lag behind writes, so it is asked again for a while. */
export async function disagreement(
  aws: Aws,
  address: Address,
  compare: () => Promise<string | undefined>,
): Promise<string | undefined> {
  let unlike: string | undefined;
  const isRead = async (): Promise<true | undefined> => {
    unlike = undefined;
    // A list that lags can make a read fail (a rule that is gone is answered as a forbidden one is).
    unlike = await failureOf(async () => {
      const wrong = await compare();
      if (wrong !== undefined) throw new Error(wrong);
    });
    return unlike === undefined ? true : undefined;
  };
  try {
    await aws.until(`${address} to read as written`, isRead, READ_BACK_SECONDS);
  } catch (error) {
    // The program is at fault.
    if (unlike === undefined) throw error;
  }
  return unlike;
}

/** How long a read may disagree with the write before it; consistency is not documented for these APIs. */
const READ_BACK_SECONDS = 5;

/** These parts of a spec, as known. */
function partsOf(spec: JsonObject, parts: readonly string[]): Known {
  return {
    isThere: true,
    part: (name) => Promise.resolve(parts.includes(name) ? { spec: compact({ [name]: spec[name] }) } : undefined),
  };
}

function difference(change: Change, after: JsonObject | undefined, live: Live | undefined): string | undefined {
  if (after === undefined) return live === undefined ? undefined : 'it is still there';
  if (live === undefined) return 'it is not there';
  const paths = diff(after, live.spec).map((edit) => edit.path);
  if (paths.length === 0) return undefined;
  const caveats = change.edits.flatMap(({ path, caveat }) =>
    caveat === undefined || !paths.includes(path) ? [] : [caveat],
  );
  return [`AWS keeps other values than were sent: ${paths.join(', ')}`, ...new Set(caveats)].join('. ');
}
