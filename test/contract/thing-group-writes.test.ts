import { describe, expect, test } from 'vitest';
import { thingGroup } from '../../src/kinds/thing-group/kind.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { openAccount } from './account.ts';
import { present } from './laws.ts';

const kind = thingGroup as unknown as Kind;
const write = kind.write as Write;
const described: JsonObject = { thingGroupDescription: 'Rooms', attributePayload: { attributes: { floor: '3' } } };

describe('a thing group', () => {
  test.each<{ what: string; spec: JsonObject; sent: readonly string[] }>([
    { what: 'a static one', spec: {}, sent: ['CreateThingGroup', 'UpdateThingGroup', 'DeleteThingGroup'] },
    {
      what: 'a dynamic one',
      spec: { queryString: 'a:b' },
      sent: ['CreateDynamicThingGroup', 'UpdateDynamicThingGroup', 'DeleteDynamicThingGroup'],
    },
  ])('is made, changed and deleted by operations of its sort: $what', async ({ spec, sent }) => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'Warm', spec);
    await write.update(aws, await present(kind, aws, 'Warm'), { ...spec, thingGroupProperties: described });
    await write.delete(aws, await present(kind, aws, 'Warm'));
    expect(mutations().map(({ operation }) => operation)).toEqual(sent);
  });

  test('is updated with all that can be said, because AWS may keep what is left out', async () => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'Warm', { thingGroupProperties: described });
    const live = await present(kind, aws, 'Warm');
    mutations();
    await write.update(aws, live, { thingGroupProperties: { attributePayload: { attributes: { wing: 'b' } } } });
    expect(mutations().map(({ input }) => input)).toEqual([
      {
        thingGroupName: 'Warm',
        expectedVersion: 1,
        thingGroupProperties: {
          thingGroupDescription: '',
          attributePayload: { attributes: { wing: 'b' }, merge: false },
        },
      },
    ]);
    // What somebody changed meanwhile is not overwritten.
    await expect(write.update(aws, live, {})).rejects.toThrow('expected version');
  });

  test('becomes the other sort, or moves to another group, only by being made anew', () => {
    const edit = { before: 'a', after: 'b' };
    expect(write.immutable({ op: 'change', path: 'queryString', ...edit })).toBe(false);
    expect(write.immutable({ op: 'add', path: 'queryString', after: 'b' })).toBe(true);
    expect(write.immutable({ op: 'remove', path: 'queryString', before: 'a' })).toBe(true);
    for (const op of ['add', 'change', 'remove'] as const)
      expect(write.immutable({ op, path: 'parentGroupName', ...edit })).toBe(true);
  });

  test('that is as AWS says by default says no more than a static one', async () => {
    const { aws } = await openAccount();
    await write.create(aws, 'Silent', { queryString: 'connectivity.connected:false' });
    expect((await present(kind, aws, 'Silent')).spec).toEqual({ queryString: 'connectivity.connected:false' });
  });
});
