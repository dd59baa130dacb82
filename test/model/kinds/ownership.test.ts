import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../src/model/kind.ts';
import { givenUp, isOurMark, markOf, ownerOf, withMark, withoutMark } from '../../../src/model/kinds/ownership.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';

type Owned = Pick<Kind, 'ownership' | 'identity'>;
const byTag: Owned = { ownership: { by: 'tag' } };
const byText: Owned = { ownership: { by: 'text', member: 'note' } };
const bySection: Owned = { ownership: { by: 'section' } };
const nameless = (kind: Owned): Owned => ({ ...kind, identity: {} });

const OURS = { owner: 'acme', isProtected: false };
const KEPT = { owner: 'acme', isProtected: true };
const NAMED = { owner: 'acme corp', name: 'gateway', isProtected: true };

describe('a mark stands', () => {
  const rows: {
    reason: string;
    kind: Owned;
    spec: JsonObject;
    mark: typeof NAMED | typeof OURS;
    marked: JsonObject;
  }[] = [
    {
      reason: 'in tags, beside those of the author',
      kind: byTag,
      spec: { a: 1, tags: { team: 'x' } },
      mark: KEPT,
      marked: { a: 1, tags: { team: 'x', 'defender-gitops:owner': 'acme', 'defender-gitops:protect': 'true' } },
    },
    {
      reason: 'in tags where the author has none',
      kind: byTag,
      spec: { a: 1 },
      mark: OURS,
      marked: { a: 1, tags: { 'defender-gitops:owner': 'acme' } },
    },
    {
      reason: 'in a tag more where AWS has no name for it',
      kind: nameless(byTag),
      spec: {},
      mark: NAMED,
      marked: {
        tags: {
          'defender-gitops:owner': 'acme corp',
          'defender-gitops:name': 'gateway',
          'defender-gitops:protect': 'true',
        },
      },
    },
    {
      reason: 'at the end of a text',
      kind: byText,
      spec: { note: 'For the lake.' },
      mark: OURS,
      marked: { note: 'For the lake. [defender-gitops:acme]' },
    },
    {
      reason: 'alone where there is no text, with the name',
      kind: nameless(byText),
      spec: {},
      mark: NAMED,
      marked: { note: '[defender-gitops:acme corp gateway, protected]' },
    },
  ];
  test.each(rows)('$reason, and is read and taken off again', ({ kind, spec, mark, marked }) => {
    expect(withMark(kind, spec, mark)).toStrictEqual(marked);
    expect(markOf(kind, marked)).toStrictEqual(mark);
    expect(ownerOf(kind, marked)).toBe(mark.owner);
    expect(withoutMark(kind, marked)).toStrictEqual(spec);
  });

  test('without the name where AWS has one, and then an owner may be two words', () => {
    const tags = { 'defender-gitops:owner': 'acme corp', 'defender-gitops:protect': 'true' };
    expect(withMark(byTag, {}, NAMED)).toStrictEqual({ tags });
    const text = { note: '[defender-gitops:acme corp, protected]' };
    expect(withMark(byText, {}, NAMED)).toStrictEqual(text);
    expect(markOf(byText, text)).toStrictEqual({ owner: 'acme corp', isProtected: true });
  });

  test('also where nobody owns it and only its name is known', () => {
    const marked = { note: '[defender-gitops: gateway]' };
    expect(withMark(nameless(byText), {}, { name: 'gateway', isProtected: false })).toStrictEqual(marked);
    expect(markOf(nameless(byText), marked)).toStrictEqual({ owner: '', name: 'gateway', isProtected: false });
  });

  test('nowhere where a section says whose it is', () => {
    expect(withMark(bySection, { a: 1 }, KEPT)).toEqual({ a: 1 });
    expect(markOf(bySection, { a: 1 })).toEqual({ isProtected: false });
    expect(withoutMark(bySection, { a: 1 })).toEqual({ a: 1 });
  });
});

describe('whose a resource is', () => {
  test('nobody else says: a mark that an author wrote is none', () => {
    const forged = { tags: { 'defender-gitops:owner': 'other' } };
    expect(markOf(byTag, withMark(byTag, forged, OURS))).toEqual(OURS);
    const text = { note: 'x [defender-gitops:other, protected]' };
    expect(withMark(byText, text, OURS)).toEqual({ note: 'x [defender-gitops:acme]' });
  });

  test('is not known without a mark', () => {
    expect(markOf(byTag, { tags: { team: 'x' } })).toStrictEqual({ isProtected: false });
    expect(markOf(byTag, {})).toStrictEqual({ isProtected: false });
    expect(ownerOf(byTag, {})).toBeUndefined();
    const broken = { 'defender-gitops:owner': 1, 'defender-gitops:name': 2 };
    expect(markOf(nameless(byTag), { tags: broken })).toStrictEqual({ isProtected: false });
    for (const note of ['x', '', '[defender-gitops:acme] x', 'x[defender-gitops:acme]'])
      expect(markOf(byText, { note }), note).toEqual({ isProtected: false });
  });

  test('is protected by `true` alone', () => {
    expect(markOf(byTag, { tags: { 'defender-gitops:protect': 'false' } }).isProtected).toBe(false);
    expect(isOurMark('defender-gitops:protect', 'false')).toBe(false);
    const kept = { tags: { 'defender-gitops:protect': 'false' } };
    expect(withoutMark(byTag, kept), 'so that another value is the author’s').toEqual(kept);
    expect(isOurMark('defender-gitops:protect', 'true')).toBe(true);
    expect(isOurMark('defender-gitops:owner', 'x') && isOurMark('defender-gitops:name', 'x')).toBe(true);
    expect(isOurMark('team', 'true')).toBe(false);
  });

  test('nobody’s once it is given up; a tag that protects it stays for the next owner to take off', () => {
    const kept = withMark(nameless(byTag), { a: 1, tags: { team: 'x' } }, NAMED);
    expect(givenUp(nameless(byTag), kept)).toEqual({ a: 1, tags: { team: 'x', 'defender-gitops:protect': 'true' } });
    expect(givenUp(byTag, withMark(byTag, { a: 1 }, OURS))).toEqual({ a: 1 });
    expect(givenUp(byText, withMark(byText, { note: 'x' }, KEPT))).toEqual({ note: 'x' });
    expect(givenUp(bySection, { a: 1 })).toEqual({ a: 1 });
  });
});
