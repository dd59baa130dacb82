import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTopicIndex } from '../../src/catalogue/topic-index.ts';
import { matchesFilter } from '../../src/catalogue/topics.ts';

/** Few words, so that filters and topics meet often; what no filter or topic may be is among them. */
const levels = fc.array(fc.constantFrom('a', 'b', '', '+', '#', '$aws', 'a+', '$'), { minLength: 1, maxLength: 5 });
const text = levels.map((all) => all.join('/'));

function indexOf(filters: readonly string[]) {
  const index = createTopicIndex<number>();
  for (const [nth, filter] of filters.entries()) index.add(filter, nth);
  return index;
}

describe('an index of topic filters', () => {
  test('finds what comparing with each filter finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), text, (filters, topic) => {
        const compared = [...filters.keys()].filter((nth) => matchesFilter(filters[nth] ?? '', topic));
        expect(indexOf(filters).matching(topic)).toEqual(compared);
      }),
      { numRuns: 2000 },
    );
  });

  test('has a value as often as it was added', () => {
    const index = createTopicIndex<string>();
    index.add('a/+', 'one');
    index.add('a/+', 'one');
    expect(index.matching('a/b')).toEqual(['one', 'one']);
  });

  test('is empty at first', () => expect(createTopicIndex().matching('a')).toEqual([]));
});
