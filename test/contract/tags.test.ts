import fc from 'fast-check';
import { expect, describe, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import { resourcesIn } from '../../src/sandbox/state.ts';
import { specs } from '../arbitraries/specs.ts';
import { openAccount } from './account.ts';
import { present } from './laws.ts';
import { TARGET } from '../arbitraries/target.ts';

const tagged = kinds.filter(({ ownership }) => ownership.by === 'tag');

describe.each(tagged)('tags of a $name', (kind: Kind) => {
  const write = kind.write as Write;
  const [plain] = fc.sample(specs(kind), { seed: 1, numRuns: 1 });
  const tags = {
    'defender-gitops:owner': 'acme/iot-security',
    'defender-gitops:protect': 'true',
    team: 'payments',
  };

  test('that AWS sets itself are neither shown nor taken away, but tell who manages the resource', async () => {
    const { aws, state } = await openAccount();
    const spec = kind.normalize({ ...plain, tags }, TARGET);
    await write.create(aws, 'Tagged', spec);
    const record = resourcesIn(state).find(({ arn }) => arn.endsWith('/Tagged'));
    Object.assign(record?.tags ?? {}, { 'aws:cloudformation:stack-name': 'fleet' });
    const live = await present(kind, aws, 'Tagged');
    expect(live).toMatchObject({ spec, managedBy: 'a CloudFormation stack' });
    await write.update(aws, live, kind.normalize({ ...spec, tags: {} }, TARGET));
    expect(record?.tags).toEqual({ 'aws:cloudformation:stack-name': 'fleet' });
  });

  test('are all read, however many pages they take', async () => {
    const { aws } = await openAccount();
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, String(index)]));
    await write.create(aws, 'Tagged', kind.normalize({ ...plain, tags: many }, TARGET));
    expect((await present(kind, aws, 'Tagged')).spec['tags']).toEqual(many);
  });

  test('do not disturb a change of all 50 of them', async () => {
    const { aws } = await openAccount();
    const many = (prefix: string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${prefix}-${index}`, '']));
    await write.create(aws, 'Tagged', kind.normalize({ ...plain, tags: many('old') }, TARGET));
    await write.update(
      aws,
      await present(kind, aws, 'Tagged'),
      kind.normalize({ ...plain, tags: many('new') }, TARGET),
    );
    expect((await present(kind, aws, 'Tagged')).spec['tags']).toEqual(many('new'));
  });

  test('are absent where there are none', async () => {
    const { aws } = await openAccount();
    await write.create(aws, 'Tagged', kind.normalize({ ...plain, tags: {} }, TARGET));
    expect((await present(kind, aws, 'Tagged')).spec).not.toHaveProperty('tags');
  });
});
