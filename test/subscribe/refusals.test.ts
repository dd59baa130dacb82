import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import type { Packet } from 'mqtt-packet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSubscriptionTopic } from '../../src/subscribe/subscription-topic.ts';
import { brokerAt } from '../../src/edges/mqtt/broker.ts';
import type { TlsFiles } from '../../src/edges/mqtt/broker.ts';
import { subscribeTo } from '../../src/edges/mqtt/subscription.ts';
import type { Event } from '../../src/model/event.ts';
import type { Subscription } from '../../src/model/exports/subscription.ts';
import { startMqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import type { MqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import { PARTIES, title } from '../parties/installed.ts';
import { batchOf, pointOf } from './batches.ts';
import { authorityIn } from './certificates.ts';
import type { Authority } from './certificates.ts';
import { allLinesIn, linesIn } from './folder.ts';
import { scriptedBroker } from './scripted-broker.ts';
import { startSubscriber, until } from './program.ts';

let broker: MqttBroker;
let root = '';

beforeAll(async () => {
  broker = await startMqttBroker();
  root = mkdtempSync(join(tmpdir(), 'refusals-'));
});
afterAll(async () => {
  await broker.close();
  rmSync(root, { recursive: true, force: true });
});

/** Subscribes as the command does. */
const subscribe = (address: string, files: TlsFiles = {}, filter = 'a/b'): Promise<Subscription> =>
  subscribeTo({
    broker: brokerAt(address, files),
    filter,
    clientId: 'refused',
    report: (_: Event) => undefined,
    stop: new Promise(() => undefined),
  });

describe('a topic that nothing can be received from is refused before anything is connected to', () => {
  const rows = [
    { topic: '$aws/rules/ToLake', message: /Basic Ingest delivers to its rule only/, reason: 'Basic Ingest' },
    { topic: '$share/g/$aws/rules/ToLake', message: /Basic Ingest/, reason: 'Basic Ingest by a group' },
    { topic: '$share/g', message: /group/, reason: 'a group without a topic' },
    { topic: '$share//a', message: /group/, reason: 'a group without a name' },
    { topic: '', message: /no topic/, reason: 'nothing' },
    { topic: 'a\nb', message: /no topic/, reason: 'a control character' },
    { topic: 'a/#/b', message: /wildcard/, reason: '# in the middle' },
    { topic: 'a+/b', message: /wildcard/, reason: '+ beside something' },
    { topic: '1/2/3/4/5/6/7/8/9', message: /7 slashes/, reason: 'too deep for AWS' },
    { topic: 'é'.repeat(129), message: /256 bytes/, reason: 'too long for AWS' },
  ];
  test.each(rows)('$reason', ({ topic, message }) => {
    expect(() => checkSubscriptionTopic(topic)).toThrow(
      expect.objectContaining({ code: 'DG7105', message: expect.stringMatching(message) as string }),
    );
  });
  test.each(['a', 'a/b/+/#', '$share/group/a/#', '1/2/3/4/5/6/7/8', '$aws/things/x'])('%s is taken', (topic) => {
    expect(() => checkSubscriptionTopic(topic)).not.toThrow();
  });
});

describe('a broker that cannot be used', () => {
  test('that nobody is at the address', async () => {
    await expect(subscribe('mqtt://127.0.0.1:1')).rejects.toMatchObject({ code: 'DG7101', message: /ECONNREFUSED/ });
  });
  test('that its name is unknown', async () => {
    await expect(subscribe('mqtt://nowhere.invalid')).rejects.toMatchObject({ code: 'DG7101', message: /nowhere/ });
  });
  test('that it does not grant the subscription', async () => {
    const refused = subscribe(broker.url, {}, '$share/g/t');
    await expect(refused).rejects.toMatchObject({ code: 'DG7104', message: /refuses the subscription/ });
  });
  const welcome = { cmd: 'connack', reasonCode: 0, sessionPresent: false } as const;
  const granted = { cmd: 'suback', messageId: 1, granted: [1] } as const;
  const refusals = [
    {
      answers: { connect: [{ cmd: 'connack', reasonCode: 0x87, sessionPresent: false }] },
      fault: { code: 'DG7103', message: /not authorized/ },
      reason: 'that it does not let the client in',
    },
    {
      answers: { connect: [{ cmd: 'connack', reasonCode: 0x89, sessionPresent: false }] },
      fault: { code: 'DG7101', message: /busy/ },
      reason: 'that it is busy',
    },
    {
      answers: { connect: ['hang up'] },
      fault: { code: 'DG7101', hint: /iot:Connect/ },
      reason: 'that it hangs up, as AWS does without iot:Connect',
    },
    {
      answers: { connect: [welcome], subscribe: ['hang up'] },
      fault: { code: 'DG7104', hint: /iot:Subscribe/ },
      reason: 'that it hangs up on a subscription, as AWS does without iot:Subscribe',
    },
    {
      answers: { connect: [welcome], subscribe: [granted, { cmd: 'disconnect', reasonCode: 0x8e }] },
      fault: { code: 'DG7103', message: /Another client/ },
      reason: 'that somebody else took the session',
    },
  ] as const;
  test.each(refusals)('$reason', async ({ answers, fault }) => {
    const script = answers as Readonly<Record<string, readonly (Packet | 'hang up')[]>>;
    const scripted = await scriptedBroker(({ cmd }) => script[cmd] ?? []);
    const fails = async (): Promise<void> => {
      const subscription = await subscribe(scripted.url);
      while ((await subscription.take()) !== undefined);
    };
    await expect(fails()).rejects.toMatchObject(fault);
    scripted.close();
  });
  test.each([
    ['http://x', 'no address of a broker'],
    ['mqtt://', 'no address of a broker'],
    [undefined, '--broker is missing'],
  ])('that --broker is %s', (address, message) => {
    expect(() => brokerAt(address, {})).toThrow(message);
  });
});

describe('mutual TLS', () => {
  const { openssl } = PARTIES;
  let server: Server;
  let ours: Authority;
  let others: Authority;
  let address = '';

  beforeAll(async () => {
    if (!openssl.isHere) return;
    [ours, others] = [authorityIn(root, 'ours'), authorityIn(root, 'others')];
    const { cert, key } = ours.issue('broker', 'IP:127.0.0.1');
    const identity = { cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ours.ca) };
    server = createServer({ ...identity, requestCert: true }, (socket) => {
      socket.on('error', () => undefined);
      const plain = connectTcp(Number(new URL(broker.url).port), '127.0.0.1');
      socket.pipe(plain).pipe(socket);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `mqtts://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server?.close());
  const secured = test.skipIf(!openssl.isHere);

  secured(title('takes a certificate of its authority', openssl), async () => {
    const subscription = await subscribe(address, { ca: ours.ca, ...ours.issue('us', 'DNS:us') });
    await broker.publish('a/b', batchOf(pointOf('over-tls')));
    const arrivals = await subscription.take();
    expect(new TextDecoder().decode(arrivals?.deliveries[0]?.payload)).toContain('over-tls');
    arrivals?.deliveries[0]?.acknowledge();
    await subscription.close();
  });
  secured(title('says that the broker is not whom it claims to be', openssl), async () => {
    const files = { ca: others.ca, ...ours.issue('us', 'DNS:us') };
    await expect(subscribe(address, files)).rejects.toMatchObject({ code: 'DG7102', message: /TLS with mqtts/ });
  });
  secured(title('says that a broker that hangs up may not take the certificate', openssl), async () => {
    const files = { ca: ours.ca, ...others.issue('stranger', 'DNS:us') };
    await expect(subscribe(address, files)).rejects.toMatchObject({ hint: /may not take the certificate/ });
  });
  test('says which file cannot be read, or is none', () => {
    writeFileSync(join(root, 'no.pem'), 'hello');
    expect(() => brokerAt('mqtts://x', { ca: join(root, 'absent.pem') })).toThrow(
      /--ca .*absent.pem cannot be read: there is no such file/,
    );
    expect(() => brokerAt('mqtts://x', { ca: join(root, 'no.pem') })).toThrow(/no.pem is not PEM/);
    expect(() => brokerAt('mqtts://x', { key: 'test/x' })).toThrow(/--key/);
  });
});

describe('an sink that takes nothing', () => {
  test.skipIf(process.platform !== 'linux')(
    'a full disk ends it with an error; what was not written stays with the broker',
    async () => {
      const args = ['full/disk', '--broker', broker.url, '--client-id', 'full'];
      const full = openSync('/dev/full', 'w');
      const program = startSubscriber(args, { stdout: full });
      closeSync(full);
      await until('it has subscribed', () => program.err().includes('subscribed'));
      await broker.publish('full/disk', batchOf(pointOf('not-lost')));
      expect(await program.ended).toBe(1);
      expect(program.err()).toMatch(/DG7106: Standard output cannot be written: the disk is full/);
      const next = startSubscriber(args);
      await until('it comes again', () => next.out().includes('not-lost'));
      next.kill('SIGTERM');
      expect(await next.ended).toBe(0);
    },
  );

  test.skipIf(process.platform === 'win32')(
    'a file that may not grow keeps what was safe, and goes on with the next run',
    async () => {
      const folder = join(root, 'small');
      const args = ['small/disk', '--broker', broker.url, '--client-id', 'small', '--out', folder];
      // A limit of the kernel on the size of files: half a line is written, and then nothing.
      const program = startSubscriber(args, { shell: 'ulimit -f 4' });
      await until('it has subscribed', () => program.err().includes('subscribed'));
      const sent = Array.from({ length: 40 }, (_, nth) => pointOf(`thing-${nth}`.padEnd(100, 'x')));
      for (const point of sent) await broker.publish('small/disk', batchOf(point));
      expect(await program.ended).toBe(1);
      expect(program.err()).toMatch(/DG7106: .*small cannot be written: it would be too large/);
      const next = startSubscriber(args);
      await until('all is there', () => allLinesIn(folder, 'small').length >= sent.length);
      next.kill('SIGTERM');
      expect(await next.ended).toBe(0);
      expect(linesIn(folder).toSorted()).toEqual(sent.map((point) => JSON.stringify(point)).toSorted());
    },
  );
});
