import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Write } from '../../src/model/kind.ts';
import { markOf } from '../../src/model/kinds/ownership.ts';
import { THING_GROUPS } from '../arbitraries/metrics.ts';
import { specs } from '../arbitraries/specs.ts';
import { namesOf, openAccount } from './account.ts';
import { present } from './laws.ts';
import { TARGET } from '../arbitraries/target.ts';

const assumptions = { mostPerPage: 2 };

const listed = kinds.filter(({ singleton, identity }) => singleton === undefined && identity === undefined);

describe.each(listed)('a $name is seen as a whole, however few entries AWS puts on a page', (kind) => {
  const write = kind.write as Write;
  const [{ targets: _, tags: _tags, ...plain } = {}] = fc.sample(specs(kind), { seed: 1, numRuns: 1 });

  test('beside all others', async () => {
    const { aws } = await openAccount({ assumptions });
    const others = await namesOf(kind, aws);
    const names = ['A', 'B', 'C', 'D', 'E'].map((letter) => `Listed_${letter}`);
    for (const name of names) await write.create(aws, name, kind.normalize(plain, TARGET));
    expect((await namesOf(kind, aws)).toSorted()).toEqual([...others, ...names].toSorted());
  });

  test('with the tags that say whose it is and that it is protected', async () => {
    const { aws } = await openAccount({ assumptions });
    const tags = { a: '1', b: '2', c: '3', 'defender-gitops:owner': 'acme', 'defender-gitops:protect': 'true', z: '4' };
    await write.create(aws, 'Tagged', kind.normalize({ ...plain, tags }, TARGET));
    const { spec } = await present(kind, aws, 'Tagged');
    expect(spec['tags']).toEqual(tags);
    expect(markOf(kind, spec)).toEqual({ owner: 'acme', isProtected: true });
  });

  test.runIf(kind.parts['targets'] !== undefined)('with all that it is attached to', async () => {
    const { aws } = await openAccount({ assumptions });
    const { partition, region, account } = TARGET;
    const targets = THING_GROUPS.slice(0, 5).map(
      (name) => `arn:${partition}:iot:${region}:${account}:thinggroup/${name}`,
    );
    expect(targets.length).toBeGreaterThan(2);
    await write.create(aws, 'Attached', kind.normalize({ ...plain, targets }, TARGET));
    expect((await present(kind, aws, 'Attached')).spec['targets']).toEqual(targets.toSorted());
  });
});
