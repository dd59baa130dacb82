import { describe, expect, test } from 'vitest';
import { STREAM_DESTINATIONS } from '../../src/catalogue/stream-destinations.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { Assumptions } from '../../src/sandbox/assumptions.ts';
import { namesOf, optionalMembers } from './optional-members.ts';
import { isRare, membersOf, remove, removeEach } from './removals.ts';

describe.each(kinds)('a line for a $name that is taken out of the YAML', (kind) => {
  test('is gone from the account, and the plan is empty', async () => {
    console.info(
      await removeEach(
        kind,
        membersOf(kind).filter((path) => !isRare(path)),
      ),
    );
  });
});

/** What AWS may keep: the assumption that decides, and the members that it is about. */
const DOUBTFUL: readonly { kind: string; assumption: keyof Assumptions; members: readonly string[] }[] = [
  { kind: 'SecurityProfile', assumption: 'emptyDescriptionClears', members: ['description'] },
  { kind: 'AuditSuppression', assumption: 'emptyDescriptionClears', members: ['description'] },
  {
    kind: 'ThingGroup',
    assumption: 'emptyDescriptionClears',
    members: ['thingGroupProperties.thingGroupDescription'],
  },
  {
    kind: 'DeliveryStream',
    assumption: 'emptyPrefixClears',
    members: Object.keys(STREAM_DESTINATIONS)
      .flatMap((member) => [member, `${member}.s3BackupConfiguration`, `${member}.s3Configuration`])
      .flatMap((place) => [`${place}.prefix`, `${place}.errorOutputPrefix`]),
  },
];

describe.each(DOUBTFUL)('were $assumption false', ({ kind: kindName, assumption, members }) => {
  const kind = kinds.find(({ name }) => name === kindName) as Kind;
  const paths = optionalMembers(kind.schema).filter((path) => members.includes(namesOf(path)) && !isRare(path));

  test.each(paths.map((path) => ({ name: namesOf(path), path })))(
    'taking out $name ends with what to do, before and after',
    async ({ path, name }) => {
      const removal = await remove(kind, [path], { [assumption]: false });
      expect(removal).toMatchObject({ way: 'update', status: 'failed', isGone: false, plansEmpty: false });
      const [caveat] = removal?.caveats ?? [];
      expect(caveat).toMatch(/AWS documents no way to clear .* write the/);
      expect(removal?.detail).toBe(`AWS keeps other values than were sent: ${name}. ${caveat}`);
      expect(removal?.caveatsAgain).toEqual([caveat]);
    },
  );

  test.each(paths.map((path) => ({ name: namesOf(path), path })))(
    'taking out $name is foretold as uncertain although it is true',
    async ({ path }) => {
      expect(await remove(kind, [path])).toMatchObject({
        caveats: [expect.any(String)],
        status: 'verified',
        plansEmpty: true,
      });
    },
  );
});

test('nothing else carries a caveat', () => {
  const doubtful = kinds.flatMap((kind) =>
    optionalMembers(kind.schema)
      .map(namesOf)
      .filter((path) => kind.write?.caveat?.({ op: 'remove', path: path.replaceAll('{}', ''), before: '' }))
      .map((path) => `${kind.name} ${path}`),
  );
  const known = new Set(
    kinds.flatMap((kind) => optionalMembers(kind.schema).map((path) => `${kind.name} ${namesOf(path)}`)),
  );
  const expected = DOUBTFUL.flatMap(({ kind, members }) => members.map((member) => `${kind} ${member}`)).filter((one) =>
    known.has(one),
  );
  expect(doubtful.toSorted()).toEqual(expected.toSorted());
});
