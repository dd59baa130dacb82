import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEditor } from './language-server.ts';
import type { Editor } from './language-server.ts';

const profile = (behavior: string): string =>
  `securityProfiles:\n  Soundbox:\n    targets: [all/things]\n    behaviors:\n      - name: Quiet\n${behavior}`;

describe('an editor with a YAML language server and the modeline', () => {
  let editor: Editor;
  beforeAll(async () => void (editor = await openEditor()));
  afterAll(() => editor.close());

  test.each([
    {
      what: 'the members of criteria',
      text: profile('        metric: aws:num-messages-sent\n        criteria:\n          |'),
      offers: ['comparisonOperator', 'value', 'durationSeconds', 'statisticalThreshold', 'mlDetectionConfig'],
    },
    {
      what: 'the operators',
      text: profile('        metric: aws:num-messages-sent\n        criteria:\n          comparisonOperator: |'),
      offers: ['less-than', 'greater-than-equals', 'in-cidr-set'],
    },
    { what: 'the metrics of AWS', text: profile('        metric: |'), offers: ['aws:num-disconnects'] },
    {
      what: 'the windows of time',
      text: profile('        metric: aws:num-messages-sent\n        criteria:\n          durationSeconds: |'),
      offers: ['300', '3600'],
    },
    { what: 'the sections of a file', text: '|', offers: ['securityProfiles', 'rules', 'deliveryStreams', 'topics'] },
  ])('is offered $what', async ({ text, offers }) =>
    expect(await editor.complete(text)).toEqual(expect.arrayContaining(offers)),
  );

  test.each([
    { what: 'a metric', text: profile('        metric: |aws:num-disconnects'), says: /disconnect/i },
    { what: 'a member', text: profile('        |metric: aws:num-disconnects'), says: /metric that AWS knows/ },
    {
      what: 'a member that is only ours',
      text: profile('        metric: aws:num-disconnects\n        |exportMetric: true'),
      says: /export/i,
    },
    { what: 'a section', text: 'security|Profiles:\n  A: { targets: [] }\n', says: /which metrics are exported where/ },
  ])('is told on hover what $what is', async ({ text, says }) => expect(await editor.hover(text)).toMatch(says));

  test('sees a wrong operator where it stands', async () => {
    const criteria = 'value: { count: 5 }\n          durationSeconds: 300\n          comparisonOperator: less-then\n';
    const text = profile(`        metric: aws:num-messages-sent\n        criteria:\n          ${criteria}`);
    const [diagnostic, ...others] = await editor.diagnose(text);
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ severity: 1, range: { start: { line: 10, character: 30 } } });
    expect(diagnostic?.message).toMatch(/less-than/);
  });

  test('sees nothing wrong in a sound file', async () =>
    expect(
      await editor.diagnose(profile('        metric: aws:num-messages-sent\n        exportMetric: true\n')),
    ).toEqual([]));
});
