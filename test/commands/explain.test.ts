import { describe, expect, test } from 'vitest';
import { AWS_METRICS } from '../../src/catalogue/metrics.ts';
import { OPERATORS } from '../../src/catalogue/operators.ts';
import { checks } from '../../src/checks/checks.ts';
import { explain } from '../../src/commands/explain.ts';
import { CODES } from '../../src/model/codes.ts';
import { HAZARD_RULES } from '../../src/model/hazard-rules.ts';
import { testWorld } from '../world.ts';

async function told(word?: string): Promise<string> {
  const world = testWorld({});
  await explain(world, { word });
  return world.printed();
}

const names = [
  ...Object.keys(AWS_METRICS),
  ...Object.keys(OPERATORS),
  ...checks.map(({ id }) => id),
  ...Object.keys(HAZARD_RULES),
  ...Object.keys(CODES),
];

describe('explain', () => {
  test('without a word lists all that it knows', async () => {
    const text = await told();
    expect(names.filter((name) => !text.includes(`\n  ${name} `))).toEqual([]);
  });

  test('knows every name that it lists', async () => {
    for (const name of names) expect(await told(name)).toMatch(new RegExp(`^${name} \\(`));
  });

  test.for([
    {
      word: 'AWS:Num-Disconnects',
      says: /^aws:num-disconnects \(metric\)\n {2}what +times that a device disconnects/,
      reason: 'case does not count',
    },
    {
      word: 'disconnect-duration',
      says: /unit +minutes[^]*durationSeconds +none[^]*Thresholds|in minutes/,
      reason: 'aws: may be left out',
    },
    { word: 'DG8048', says: /^export-not-received \(check\)[^]*severity +warning/, reason: 'a check by its code' },
    {
      word: 'in-cidr-set',
      says: /normal is +addresses within the ranges only\n {2}value +cidrs/,
      reason: 'an operator',
    },
    { word: 'number-list', says: /operators +in-set, not-in-set/, reason: 'a type of custom metric' },
    { word: 'dimensions', says: /at most +10\n {2}adjustable +no/, reason: 'a quota' },
  ])('$word: $reason', async ({ word, says }) => {
    expect(await told(word)).toMatch(says);
  });

  test.each([
    { word: 'metricsExport', place: 'securityProfiles.NAME.metricsExport', reason: 'by its name' },
    {
      word: 'icebergDestination.s3Configuration.bucketArn',
      place: 'deliveryStreams.NAME.icebergDestination.s3Configuration.bucketArn',
      reason: 'by its path, though more places come before it than are shown',
    },
  ])('tells of a key $reason', async ({ word, place }) => {
    expect((await told(word)).replaceAll(/\s+/g, ' ')).toContain(` where ${place}`);
  });

  test('tells where the keys of a name are that many things have, and knows the path that it gives as an example', async () => {
    const text = (await told('roleArn')).replaceAll(/\s+/g, ' ');
    const [, path] = /as in: explain (\S+)/.exec(text) ?? [];
    expect(text.slice(text.indexOf(' where '))).toContain(String(path));
    expect(await told(path)).toMatch(/^roleArn \(key\)/);
  });

  test('names the nearest word where it knows nothing', async () => {
    await expect(told('num-disconect')).rejects.toThrow(
      expect.objectContaining({ code: 'DG5002', hint: expect.stringContaining('Did you mean num-disconnects?') }),
    );
  });

  test('names what has the word in it, or nearly, where no whole name is near', async () => {
    const hint = async (word: string): Promise<unknown> => {
      try {
        return await told(word);
      } catch (error) {
        return (error as { hint?: string }).hint;
      }
    };
    expect(await hint('disconects')).toMatch(/^Did you mean aws:num-disconnects\?/);
    expect(await hint('bytes')).toMatch(/^Did you mean aws:all-bytes-out or aws:all-bytes-in\?/);
    expect(await hint('discon')).toMatch(/^Did you mean aws:num-disconnects or aws:disconnect-duration /);
    expect(await hint('num-discon')).toBe('Did you mean num-disconnects? `defender-gitops explain` lists all.');
  });

  test.each(['DG9999', 'dg1', 'quux'])('guesses nothing where nothing is near: %s', async (word) => {
    await expect(told(word)).rejects.toThrow(expect.objectContaining({ hint: '`defender-gitops explain` lists all.' }));
  });

  test('fits the terminal', async () => {
    const world = { ...testWorld({}), style: { color: false, width: 80 } };
    let text = '';
    await explain({ ...world, print: (more) => void (text += more) }, {});
    const long = text.split('\n').filter((line) => line.length > 80 && !/https?:/.test(line));
    expect(long).toEqual([]);
  });
});
