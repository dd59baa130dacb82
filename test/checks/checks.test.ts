import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/checks.ts';
import { foundIn, SETTINGS } from './found.ts';
import { rows } from './rows.ts';

const FIRST = SETTINGS().split('\n').length - 1;

describe('the list of checks', () => {
  test('has each id and each code once', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
  });

  test('says what is wrong without a full stop, why in a sentence, and where that is written', () => {
    for (const { id, summary, why, source } of checks) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(summary, id).not.toMatch(/\.$/);
      expect(why, id).toMatch(/\.$/);
      expect(source, id).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//);
    }
  });

  test('is broken below, every one of them but what AWS says itself', () => {
    const broken = new Set([...rows.map(({ check }) => check), 'aws-refuses', 'aws-accepts', 'aws-not-asked']);
    expect(checks.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  });
});

describe('a check', () => {
  test.for(rows)('$check finds what is wrong at its line: $reason', ({ check, wrong, line, region }) => {
    const known = checks.find(({ id }) => id === check);
    const found = foundIn(wrong, region).filter((one) => one.check === check);
    expect(found.map((one) => one.line - FIRST)).toContain(line);
    expect(new Set(found.map(({ code, severity }) => `${code} ${severity}`))).toEqual(
      new Set([`${known?.code} ${known?.severity}`]),
    );
  });

  test('of a missing errorAction tells it once, and what is lost where a rule makes batches', () => {
    const found = rows
      .filter(({ check }) => check === 'error-action-missing')
      .map(({ wrong }) => foundIn(wrong).filter(({ hint }) => hint?.includes('errorAction') === true));
    expect(found.map((all) => all.map(({ message }) => message.replace(/^.*: /, '')))).toEqual([
      ['what fails is lost.'],
      ['a message with more than 500 metrics, and whatever fails is lost.'],
    ]);
  });

  test.for(rows)('$check finds nothing in what is right: $reason', ({ check, right, region }) => {
    const found = foundIn(right, region);
    expect(found.filter((one) => one.check === check || one.check === undefined)).toEqual([]);
  });
});
