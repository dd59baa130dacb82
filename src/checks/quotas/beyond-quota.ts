import type { Quota } from '../../catalogue/quotas.ts';
import type { Address } from '../../model/address.ts';
import type { Context, Finding } from '../shared/check.ts';
import { afterwards, before, declared } from '../shared/resources.ts';

/** Whether there would be more of a kind than AWS takes. Told once, at the first resource that is new: what is live already fits. */
export function* beyond(context: Context, kind: string, { limit, what }: Quota): Generator<Finding> {
  const count = afterwards(context, kind).length;
  if (count <= limit) return;
  const known = new Set<Address>(before(context, kind).map(({ address }) => address));
  const added = declared(context, kind).find(({ address }) => !known.has(address));
  if (added === undefined) return;
  const others = count - declared(context, kind).length;
  const whose = others === 0 ? '' : `, ${others} of them not of these profiles`;
  yield {
    address: added.address,
    message: `There would be ${count} ${what}${whose}; AWS takes ${limit}.`,
    hint: 'Take out what nothing refers to any more.',
  };
}
