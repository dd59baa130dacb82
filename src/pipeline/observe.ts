import { addressOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { Aws } from '../model/aws.ts';
import type { Reporter } from '../model/event.ts';
import type { Kind, Live } from '../model/kind.ts';
import type { LiveState } from '../model/resource.ts';

/**
 * Reads everything of every kind in one account and region. Only reads; all at once, because `aws` holds each operation
 * to its budget. Fails as a whole: a plan on half an account would delete the other half.
 */
export async function observe(aws: Aws, kinds: readonly Kind[], report: Reporter): Promise<LiveState> {
  const listed = await Promise.all(kinds.map((kind) => namesOf(aws, kind)));
  const wanted = kinds.flatMap((kind, index) => (listed[index] ?? []).map((name) => ({ kind, name })));
  let done = 0;
  const progress = (): void => report({ type: 'reading', target: aws.target.name, done, total: wanted.length });
  progress();
  const entries = await Promise.all(
    wanted.map(async ({ kind, name }): Promise<[Address, Live] | undefined> => {
      const live = await kind.read(aws, name);
      done += 1;
      progress();
      // Listed and then gone: somebody deleted it in between, or the list lags.
      return live === undefined ? undefined : [addressOf(kind.name, name), live];
    }),
  );
  return new Map(entries.filter((entry) => entry !== undefined));
}

async function namesOf(aws: Aws, kind: Kind): Promise<string[]> {
  const names: string[] = [];
  for await (const name of kind.list(aws)) names.push(name);
  return names;
}
