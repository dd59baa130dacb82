import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batched, behaviorsIn } from '../../../src/commands/planning/behavior-batches.ts';
import type { Question } from '../../../src/commands/planning/behavior-batches.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { planned, testWorld } from '../../world.ts';

const behavior: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ name: 'same', criteria: { mlDetectionConfig: { confidenceLevel: 'HIGH' } } }),
  fc
    .nat(400)
    .map((ports): JsonObject => ({ name: 'same', criteria: { value: { ports: Array<number>(ports).fill(1) } } })),
  fc.constant({ name: 'same', metric: 'm' }),
);
const questions = fc
  .array(fc.array(behavior, { minLength: 1, maxLength: 30 }), { maxLength: 40 })
  .map((all) => all.map((behaviors, index): Question => ({ address: `SecurityProfile/P${index}`, behaviors })));

test('every profile is asked about once, in batches that a profile could be', () => {
  const portsOf = ({ criteria }: JsonObject): number =>
    (criteria as { value?: { ports?: readonly number[] } } | undefined)?.value?.ports?.length ?? 0;
  fc.assert(
    fc.property(questions, (all) => {
      const batches = batched(all);
      expect(new Set(batches.flat())).toEqual(new Set(all));
      expect(batches.flat()).toHaveLength(all.length);
      for (const batch of batches.filter(({ length }) => length > 1)) {
        const behaviors = behaviorsIn(batch);
        expect(behaviors.length).toBeLessThanOrEqual(100);
        expect(behaviors.reduce((sum, one) => sum + portsOf(one), 0)).toBeLessThanOrEqual(1000);
        expect(new Set(behaviors.map(({ name }) => name)).size).toBe(behaviors.length);
        const learning = behaviors.filter(({ criteria }) =>
          JSON.stringify(criteria ?? {}).includes('mlDetectionConfig'),
        );
        expect([0, behaviors.length]).toContain(learning.length);
      }
    }),
  );
});

const fleet = (operatorOf: (nth: number) => string): string =>
  `owner: me\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\nsecurityProfiles:\n${Array.from(
    { length: 12 },
    (_, nth) =>
      `  P${nth}: { behaviors: [{ name: a, metric: aws:num-disconnects, criteria: { comparisonOperator: ${operatorOf(nth)}, value: { count: 5 }, durationSeconds: 300 } }] }\n`,
  ).join('')}`;

test.each([
  { reason: 'one request for all where nothing is wrong', wrong: -1, requests: 1 },
  { reason: 'one more for the one that is in doubt', wrong: 3, requests: 2 },
])('AWS is asked with few requests: $reason', async ({ wrong, requests }) => {
  const world = testWorld({ 'profiles/a.yaml': fleet((nth) => (nth === wrong ? 'in-cidr-set' : 'less-than')) });
  await planned(world, { format: 'json' });
  const asked = world.sandbox.calls.filter(({ operation }) => operation === 'ValidateSecurityProfileBehaviors');
  expect(asked).toHaveLength(requests);
  const { problems = [] } = JSON.parse(world.printed()) as { problems?: readonly { check: string; line: number }[] };
  expect(problems.map(({ line }) => line)).toEqual(wrong < 0 ? [] : [4 + wrong, 4 + wrong]);
});

test('what AWS refuses of many together is told of the one that it is about', async () => {
  const world = testWorld(
    { 'profiles/a.yaml': fleet(() => 'less-than') },
    {
      // AWS, of another mind about one threshold.
      door: (handler) => ({
        ...handler,
        handle: async (request, ...rest) => {
          const answered = await handler.handle(request, ...rest);
          if (!request.path.endsWith('/security-profile-behaviors/validate')) return answered;
          const text =
            typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body as Uint8Array);
          if (!text.includes('"count":7')) return answered;
          const answer = { valid: false, validationErrors: [{ errorMessage: 'Behavior a has no 7.' }] };
          return { response: { ...answered.response, body: new TextEncoder().encode(JSON.stringify(answer)) } };
        },
      }),
    },
  );
  world.disk.set('profiles/a.yaml', fleet(() => 'less-than').replace(/(P7:.*?count: )5/, '$17'));
  await planned(world, { format: 'json' });
  const { problems } = JSON.parse(world.printed()) as { problems: readonly { line: number; message: string }[] };
  expect(problems).toMatchObject([{ line: 11, message: expect.stringContaining('has no 7') }]);
});
