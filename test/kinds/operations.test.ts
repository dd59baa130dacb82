import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { actionFor, actionForPart } from '../../src/model/kinds/operation.ts';
import type { Operation, Verb } from '../../src/model/kinds/operation.ts';
import * as firehose from '../../src/sdk/firehose.ts';
import * as iot from '../../src/sdk/iot.ts';
import { OPERATIONS } from '../operations.ts';

const repository = resolve(import.meta.dirname, '../..');
const sources = globSync('src/**/*.ts', { cwd: repository }).map((file) => ({
  file,
  text: readFileSync(resolve(repository, file), 'utf8'),
}));

/** The folder of a kind: `CustomMetric` lives in `src/kinds/custom-metric`. */
const homeOf = (kind: string): string => `src/kinds/${kind.replaceAll(/(?<=.)(?=[A-Z])/g, '-').toLowerCase()}`;

/** The operations that files send, as actions in policies. */
const sentIn = (isSo: (file: string) => boolean): readonly string[] =>
  sources
    .filter(({ file }) => isSo(file))
    .flatMap(({ text }) => [...text.matchAll(/\baws\.(iot|firehose|tag)\(\s*'(\w+)'/g)])
    .map(([, service, operation]) => `${service}:${operation}`);

describe.each(kinds)('the operations of a $name', (kind) => {
  const { name, operations, parts, singleton, write } = kind;
  const all = Object.values(operations) as readonly Operation[];
  const having = (verb: Verb): number => all.filter((operation) => operation.verb === verb).length;

  test('are in its home, a folder of its name', () => {
    const files = sources.map(({ file }) => file);
    for (const part of ['kind.ts', 'operations.ts']) expect(files).toContain(`${homeOf(name)}/${part}`);
    expect(files.filter((file) => file.startsWith('src/kinds/') && basename(file) === 'kind.ts')).toHaveLength(
      kinds.length,
    );
  });

  test('have one for each thing that it does, and for each part', () => {
    const each: readonly Verb[] = singleton === undefined ? ['list', 'describe'] : ['describe'];
    const writing: readonly Verb[] = singleton === undefined ? ['create', 'update', 'delete'] : ['update', 'delete'];
    for (const verb of [...each, ...(write === undefined ? [] : writing)]) {
      expect(having(verb), verb).toBe(1);
      expect(actionFor(kind, verb)).toMatch(/^\w+:\w+$/);
    }
    expect(all.flatMap(({ part = [] }) => part).toSorted()).toEqual(Object.keys(parts).toSorted());
    for (const part of Object.keys(parts)) expect(OPERATIONS.get(actionForPart(kind, part))?.for).toBe('plan');
    expect(Object.keys(parts)).toEqual(expect.arrayContaining([...(write?.settles ?? [])]));
  });

  test('are all that its files send', () => {
    const sent = sentIn((file) => dirname(file) === homeOf(name));
    expect(sent.length).toBeGreaterThan(singleton === undefined ? 4 : 2);
    expect(Object.keys(operations)).toEqual(expect.arrayContaining([...sent]));
  });
});

describe('all operations', () => {
  test('that anybody sends are known: in the home of a kind', () => {
    const all = sentIn((file) => !file.startsWith('src/sandbox/'));
    expect([...OPERATIONS.keys()]).toEqual(expect.arrayContaining([...all]));
  });

  test('that are bundled are known, and no others: src/sdk', () => {
    const bundled = Object.entries({ iot, firehose }).flatMap(([service, commands]) =>
      Object.keys(commands).map((command) => `${service}:${command.replace(/Command$/, '')}`),
    );
    const known = [...OPERATIONS.keys()].filter((action) => !action.startsWith('tag:'));
    expect(known.toSorted()).toEqual(bundled.toSorted());
  });

  test('by which kinds write are spelt in their home and in the sandbox, and in no more than four files', () => {
    const writing = kinds.flatMap(({ name, operations }) =>
      Object.entries(operations).flatMap(([action, { verb = 'list' }]) =>
        ['create', 'update', 'delete'].includes(verb) ? [{ home: homeOf(name), operation: action.split(':')[1] }] : [],
      ),
    );
    expect(writing).toHaveLength(3 * kinds.length - kinds.filter(({ singleton }) => singleton !== undefined).length);
    for (const { home, operation } of writing) {
      const spelt = sources.filter(({ text }) => new RegExp(`\\b${operation}\\b`).test(text)).map(({ file }) => file);
      expect(spelt.filter((file) => !file.startsWith(`${home}/`) && !file.startsWith('src/sandbox/'))).toEqual([]);
      expect(spelt.length, `${operation}: ${spelt.join(' ')}`).toBeLessThanOrEqual(4);
    }
  });
});
