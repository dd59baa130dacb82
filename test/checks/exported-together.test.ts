import { expect, test } from 'vitest';
import { foundIn } from './found.ts';

const profile = (name: string, metrics: readonly string[], topic = 't'): string =>
  `  ${name}: { targets: [thinggroup/soundboxes], metricsExport: { topic: ${topic}, roleArn: role/e, metrics: [${metrics.join(', ')}] } }\n`;
const TOPICS = 'topics: { t: { mqtt: a }, u: { mqtt: b } }\nsecurityProfiles:\n';
const told = (yaml: string, check: string) => foundIn(`${TOPICS}${yaml}`).filter((one) => one.check === check);

test('of many profiles that export the same, each is told once, and all by the first', () => {
  const names = ['A', 'B', 'C', 'D', 'E'];
  const found = told(names.map((name) => profile(name, ['aws:num-disconnects'])).join(''), 'exported-twice');
  expect(found).toHaveLength(names.length - 1);
  expect(new Set(found.map(({ message }) => message))).toEqual(
    new Set(['SecurityProfile/A exports aws:num-disconnects of some of the same devices to the same topic.']),
  );
});

test('all metrics that two profiles both export are told together', () => {
  const metrics = ['aws:num-disconnects', 'aws:num-messages-received', 'aws:num-messages-sent'];
  const more = ['aws:all-bytes-in', 'aws:all-bytes-out'];
  const [three] = told(profile('A', metrics) + profile('B', metrics, 'u'), 'exported-to-two-topics');
  expect(three?.message).toContain(
    'A exports aws:num-disconnects, aws:num-messages-received and aws:num-messages-sent of',
  );
  const [five] = told(profile('A', [...metrics, ...more]) + profile('B', [...metrics, ...more]), 'exported-twice');
  expect(five?.message).toContain('and 2 more metrics of some');
});
