import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { doctor } from '../../src/commands/diagnose/doctor.ts';
import { verify } from '../../src/commands/diagnose/verify.ts';
import { validate } from '../../src/commands/validate.ts';
import { createRunRecord } from '../../src/render/json/run-record.ts';
import { renderEvent } from '../../src/render/terminal/event.ts';
import { planned, testWorld, writes } from '../world.ts';
import type { TestWorld } from '../world.ts';

const SETTINGS = readFileSync(new URL('../../profiles/defender.yaml', import.meta.url), 'utf8');

/** A value that no output may hold, in the form that its place asks for. */
const CANARY = 'canary7f3a9cdeadbeefdeadbeefdeadbeefdeadbeef';

const rule = (action: string): string =>
  `rules:\n  R:\n    sql: SELECT * FROM 'a/b'\n    actions:\n      - ${action}\n`;

const places: readonly {
  readonly place: string;
  readonly reason: string;
  readonly text: (secret: string) => string;
}[] = [
  {
    place: 'the token of Salesforce',
    reason: 'AWS gives it back in full',
    text: (secret) =>
      rule(`salesforce: { token: ${secret}, url: "https://ingestion-x.a.sfdcnow.com/streams/a/b/event" }`),
  },
  {
    place: 'a property of Kafka',
    reason: 'a password among plain properties',
    text: (secret) =>
      rule(
        `kafka: { destinationArn: "arn:aws:iot:ap-south-1:111122223333:ruledestination/vpc/x", topic: t, clientProperties: { bootstrap.servers: "b:9096", security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512, sasl.scram.username: u, sasl.scram.password: ${secret} } }`,
      ),
  },
  {
    place: 'a header of HTTP',
    reason: 'any header may carry a key',
    text: (secret) => rule(`http: { url: "https://example.com/x", headers: [{ key: X-Anything, value: ${secret} }] }`),
  },
  {
    place: 'an address in a description',
    reason: 'user and password before the host',
    text: (secret) =>
      `customMetrics:\n  m: { metricType: number, displayName: "https://u:${secret.replaceAll(/["\n]/g, '')}@h" }\n`,
  },
];

/** Everything that anybody sees of a world: what was printed, told on the way, recorded and written. */
function shown(world: TestWorld): string {
  const record = createRunRecord({ version: '0.0.0', command: 'apply', at: 0 });
  for (const event of world.events) record.follow(event, 0);
  const events = world.events.map((event) => renderEvent(event, { color: false })).join('\n');
  const written = [...world.disk].filter(([file]) => !file.startsWith('profiles/')).map(([, text]) => text);
  return [world.printed(), events, JSON.stringify(record.document({ at: 0, exitCode: 0 })), ...written].join('\n');
}

const choice = { folder: 'profiles', accept: [], only: [] };

describe.each(places)('$place: $reason', ({ text }) => {
  const worldOf = (secret: string): TestWorld =>
    testWorld({ 'profiles/defender.yaml': SETTINGS, 'profiles/a.yaml': text(secret) });

  test.each([
    { what: 'plan', run: (world: TestWorld) => planned(world, { out: 'plan.json' }) },
    { what: 'plan as JSON', run: (world: TestWorld) => planned(world, { format: 'json' }) },
    { what: 'apply', run: (world: TestWorld) => apply(world, choice) },
    { what: 'apply as JSON', run: (world: TestWorld) => apply(world, { ...choice, format: 'json' }) },
    { what: 'doctor', run: (world: TestWorld) => doctor(world, choice) },
    { what: 'doctor as JSON', run: (world: TestWorld) => doctor(world, { ...choice, format: 'json' }) },
    {
      what: 'apply, and then verify with a batch',
      run: async (world: TestWorld) => (await apply(world, choice), verify(world, { ...choice, publish: true })),
    },
    {
      what: 'the same as JSON',
      run: async (world: TestWorld) => (
        await apply(world, choice),
        verify(world, { ...choice, publish: true, format: 'json' })
      ),
    },
  ])('$what does not show it', async ({ run }) => {
    const world = worldOf(CANARY);
    await run(world);
    expect(shown(world)).not.toContain(CANARY);
  });

  test('it is sent to AWS, or this would prove nothing', async () => {
    const world = worldOf(CANARY);
    await apply(world, choice);
    expect(writes(world)).toHaveLength(1);
    expect(JSON.stringify(world.sandbox.state)).toContain(CANARY);
  });

  test('a plan that changes it does not show it, before or after', async () => {
    const world = worldOf(`${CANARY}Old`);
    await apply(world, choice);
    world.disk.set('profiles/a.yaml', text(`${CANARY}New`));
    shown(world);
    await planned(world);
    expect(shown(world)).not.toContain(CANARY);
  });

  test.each([
    { reason: 'of the wrong type', secret: `[${CANARY}]` },
    { reason: 'with a brace too many', secret: `${CANARY} }` },
    { reason: 'with a character that no file may hold', secret: `"${CANARY}\u202e"` },
    { reason: 'with a variable that is not declared', secret: `"\${var.none}${CANARY}"` },
    { reason: 'where its file ends', secret: `"${CANARY}\n` },
  ])('what is wrong $reason is told without it', async ({ secret }) => {
    const world = worldOf(secret);
    await validate(world, choice);
    await validate(world, { ...choice, format: 'json' });
    expect(shown(world)).not.toContain(CANARY);
  });
});
