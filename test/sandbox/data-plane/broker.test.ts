import { describe, expect, test } from 'vitest';
import { createBroker } from '../../../src/sandbox/data-plane/broker.ts';

/** A broker before two rules, and what reached whom. */
function broker() {
  const reached: string[] = [];
  const made = createBroker({
    matching: (topic) => (topic.startsWith('a/') ? ['ToLake', 'Broken'] : []),
    deliver: (rule, topic) => {
      if (rule !== 'ToLake') return false;
      reached.push(`${rule} ${topic}`);
      return true;
    },
  });
  return { ...made, reached };
}

describe('a message', () => {
  test('on a Basic Ingest topic reaches exactly that rule, no other one by its FROM, and no subscriber', () => {
    const { publish, onMessage, reached } = broker();
    onMessage('#', (topic) => void reached.push(`subscriber ${topic}`));
    onMessage('$aws/rules/ToLake', (topic) => void reached.push(`subscriber ${topic}`));
    expect(publish('$aws/rules/ToLake/a/c', '{}')).toEqual({ way: 'basic-ingest', rules: ['ToLake'], subscribers: 0 });
    expect(publish('$aws/rules/ToLake', '{}')).toMatchObject({ rules: ['ToLake'] });
    expect(reached).toEqual(['ToLake a/c', 'ToLake ']);
  });

  test('for a rule that does not take it is told as missing', () => {
    const { publish, reached } = broker();
    expect(publish('$aws/rules/Nowhere', '{}')).toEqual({
      way: 'basic-ingest',
      rules: [],
      subscribers: 0,
      missing: 'Nowhere',
    });
    expect(reached).toEqual([]);
  });

  test('on an ordinary topic reaches the rules whose FROM takes it, and every subscriber until it stops', () => {
    const { publish, onMessage, reached } = broker();
    const stop = onMessage('a/+', (topic, payload) => void reached.push(`subscriber ${topic} ${payload}`));
    onMessage('b/#', () => void reached.push('another'));
    expect(publish('a/b', '{}')).toEqual({ way: 'broker', rules: ['ToLake'], subscribers: 1 });
    stop();
    expect(publish('a/b', '{}').subscribers).toBe(0);
    expect(reached).toEqual(['ToLake a/b', 'subscriber a/b {}', 'ToLake a/b']);
  });
});
