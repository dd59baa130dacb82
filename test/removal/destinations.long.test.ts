import { expect, test } from 'vitest';
import { deliveryStream } from '../../src/kinds/delivery-stream/kind.ts';
import type { Kind } from '../../src/model/kind.ts';
import { isRare, membersOf, removeEach } from './removals.ts';

test('a line for a destination that few streams have is gone from the account, too, when it is taken out', async () => {
  const kind = deliveryStream as unknown as Kind;
  const members = membersOf(kind).filter(isRare);
  expect(members.length).toBeGreaterThan(100);
  console.info(await removeEach(kind, members));
});
