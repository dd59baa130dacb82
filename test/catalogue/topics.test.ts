import { describe, expect, test } from 'vitest';
import { matchesFilter } from '../../src/catalogue/topics.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/topics.html */
describe('a topic filter', () => {
  test.each([
    { filter: 'sensor/#', topic: 'sensor/', is: true, reason: 'a level may be empty' },
    { filter: 'sensor/#', topic: 'sensor/temperature', is: true, reason: '# takes the level it stands in' },
    { filter: 'sensor/#', topic: 'sensor/temperature/room1', is: true, reason: '# takes all levels below' },
    { filter: 'sensor/#', topic: 'Sensor/temperature', is: false, reason: 'topics are case-sensitive' },
    { filter: 'Sensor/a', topic: 'Sensor/a', is: true, reason: 'capitals are letters like others' },
    { filter: 'sensor/+/room1', topic: 'sensor/temperature/room1', is: true, reason: '+ takes one level' },
    { filter: 'sensor/+/room1', topic: 'sensor/temperature/room2', is: false, reason: 'the other levels count' },
    { filter: 'sensor/+', topic: 'sensor/temperature/room1', is: false, reason: '+ takes one level only' },
    { filter: 'sensor/+', topic: 'sensor', is: false, reason: '+ takes one level at least' },
    { filter: '+/a', topic: '$aws/a', is: false, reason: 'wildcards at the top leave reserved topics out' },
    {
      filter: '#',
      topic: '$aws/things/box/shadow',
      is: false,
      reason: 'wildcards at the top leave reserved topics out',
    },
    { filter: '$aws/things/#', topic: '$aws/things/box/shadow', is: true, reason: 'it says so' },
  ])('$filter takes $topic: $is, because $reason', ({ filter, topic, is }) =>
    expect(matchesFilter(filter, topic)).toBe(is),
  );
});
