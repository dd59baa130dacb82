import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { brokerAt } from '../../src/edges/mqtt/broker.ts';
import type { TlsFiles } from '../../src/edges/mqtt/broker.ts';
import { subscribeTo } from '../../src/edges/mqtt/subscription.ts';
import type { Event } from '../../src/model/event.ts';
import type { BrokerMessage, Subscription } from '../../src/model/exports/subscription.ts';
import { authorityIn } from './certificates.ts';
import type { Authority } from './certificates.ts';
import { PARTIES, title } from '../parties/installed.ts';

const { mosquitto, openssl } = PARTIES;
const party = {
  isHere: mosquitto.isHere && openssl.isHere,
  missing: mosquitto.isHere ? openssl.missing : mosquitto.missing,
};
const withBroker = test.skipIf(!party.isHere);

let root = '';
let authority: Authority;
const running = new Set<ChildProcess>();

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'mosquitto-'));
  if (party.isHere) authority = authorityIn(root, 'authority');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all([...running].map(stopped));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts mosquitto with the lines of a configuration; it keeps its sessions in `store`. */
async function start(port: number, store: string, lines: readonly string[] = []): Promise<ChildProcess> {
  mkdirSync(join(root, store), { recursive: true });
  const config = join(root, `${store}.conf`);
  const always = ['allow_anonymous true', 'persistence true', `persistence_location ${join(root, store)}/`];
  const user = process.getuid?.() === 0 ? ['user root'] : [];
  writeFileSync(config, [...always, ...user, `listener ${port} 127.0.0.1`, ...lines, ''].join('\n'));
  const child = spawn('mosquitto', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  await new Promise<void>((resolve, reject) => {
    let told = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      if (/mosquitto version .* running/.test(told)) resolve();
    });
    child.once('exit', () => reject(new Error(`mosquitto ended: ${told}`)));
  });
  return child;
}

async function stopped(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

interface Told {
  readonly events: readonly Event[];
  readonly subscription: Subscription;
}

async function subscribe(address: string, clientId: string, files: TlsFiles = {}, filter = 'dd/#'): Promise<Told> {
  const events: Event[] = [];
  const stop = new Promise<void>(() => undefined);
  const report = (event: Event): void => void events.push(event);
  const wish = { broker: brokerAt(address, files), filter, clientId, report, stop, firstPause: 50 };
  return { events, subscription: await subscribeTo(wish) };
}

/** Seconds without a message after which a test no longer waits. */
const ANSWER_TIMEOUT = 20;

/** What arrives until it is enough; a busy machine brings it in any portions. */
async function arriving(
  told: Told,
  isEnough: (count: number) => boolean,
  then: (one: BrokerMessage) => void,
): Promise<string[]> {
  const arrived: string[] = [];
  for (let idle = 0; idle < ANSWER_TIMEOUT && !isEnough(arrived.length);) {
    const { deliveries } = (await told.subscription.take()) ?? { deliveries: [] };
    idle = deliveries.length === 0 ? idle + 1 : 0;
    for (const one of deliveries) {
      arrived.push(new TextDecoder().decode(one.payload));
      then(one);
    }
  }
  return arrived;
}

/** Takes and acknowledges messages until there are so many. */
async function take(told: Told, count: number): Promise<string[]> {
  return await arriving(
    told,
    (so) => so >= count,
    ({ acknowledge }) => acknowledge(),
  );
}

async function publish(port: number, topic: string, messages: readonly string[]): Promise<void> {
  const publisher = await connectAsync(`mqtt://127.0.0.1:${port}`);
  for (const message of messages) await publisher.publishAsync(topic, message, { qos: 1 });
  await publisher.endAsync();
}

const numbered = (count: number, name = 'm'): string[] => Array.from({ length: count }, (_, nth) => `${name}${nth}`);

describe('mosquitto, with MQTT 5', () => {
  withBroker(
    title('delivers again what was not acknowledged before it was restarted, and nothing else', party),
    async () => {
      const port = await freePort();
      const before = await start(port, 'restarted');
      const told = await subscribe(`mqtt://127.0.0.1:${port}`, 'steady');
      await publish(port, 'dd/a', numbered(3, 'old'));
      expect(await take(told, 3)).toEqual(numbered(3, 'old'));
      await publish(port, 'dd/a', numbered(2, 'late'));
      const unsettled = await arriving(
        told,
        (so) => so > 0,
        () => undefined,
      );
      expect(unsettled).not.toEqual([]);
      await stopped(before);
      await start(port, 'restarted');
      const isBack = (): boolean => told.events.some((event) => event.type === 'subscribed' && event.resumed);
      const again = await arriving(
        told,
        (so) => so >= 2 && isBack(),
        ({ acknowledge }) => acknowledge(),
      );
      expect([...new Set(again)].toSorted()).toEqual(numbered(2, 'late'));
      await told.subscription.close();
    },
  );

  withBroker(title('shares a subscription: each message goes to one of the group', party), async () => {
    const port = await freePort();
    await start(port, 'shared');
    const members = await Promise.all(
      ['one', 'two'].map((id) => subscribe(`mqtt://127.0.0.1:${port}`, id, {}, '$share/lake/dd/+')),
    );
    await publish(port, 'dd/a', numbered(40));
    let total = 0;
    const acknowledged = ({ acknowledge }: BrokerMessage): void => {
      total++;
      acknowledge();
    };
    const taken = await Promise.all(members.map((member) => arriving(member, () => total >= 40, acknowledged)));
    expect(taken.flat().toSorted()).toEqual(numbered(40).toSorted());
    for (const one of taken) expect(one.length).toBeGreaterThan(0);
    for (const { subscription } of members) await subscription.close();
  });

  withBroker(title('takes a client certificate, and a policy decides what it may do', party), async () => {
    const port = await freePort();
    const { cert, key } = authority.issue('broker', 'IP:127.0.0.1');
    writeFileSync(join(root, 'acl'), 'user us\ntopic read dd/#\n');
    await start(port, 'secured', [
      `cafile ${authority.ca}`,
      `certfile ${cert}`,
      `keyfile ${key}`,
      'require_certificate true',
      'use_identity_as_username true',
      `acl_file ${join(root, 'acl')}`,
    ]);
    const address = `mqtts://127.0.0.1:${port}`;
    const us = { ca: authority.ca, ...authority.issue('us', 'DNS:us') };
    const { subscription } = await subscribe(address, 'us', us);
    await subscription.close();
    const stranger = { ca: authority.ca, ...authorityIn(root, 'elsewhere').issue('us', 'DNS:us') };
    await expect(subscribe(address, 'stranger', stranger)).rejects.toMatchObject({ code: 'DG7102', message: /alert/ });
    await expect(subscribe(address, 'nobody', { ca: authority.ca })).rejects.toMatchObject({
      code: 'DG7102',
      message: /alert/,
    });
  });

  withBroker(title('is not flooded: at most 100 messages wait for acknowledgement', party), async () => {
    const port = await freePort();
    await start(port, 'flood', ['max_inflight_messages 0', 'max_queued_messages 0']);
    const told = await subscribe(`mqtt://127.0.0.1:${port}`, 'slow');
    await publish(port, 'dd/a', numbered(300));
    const held: BrokerMessage[] = [];
    await arriving(
      told,
      (so) => so >= 100,
      (one) => void held.push(one),
    );
    expect((await told.subscription.take())?.deliveries).toEqual([]);
    expect(held).toHaveLength(100);
    for (const { acknowledge } of held) acknowledge();
    expect((await take(told, 200)).toSorted()).toEqual(numbered(300).slice(100).toSorted());
    await told.subscription.close();
  });
});
