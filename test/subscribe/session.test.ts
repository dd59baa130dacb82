import type { IConnectPacket, IPublishPacket, Packet } from 'mqtt-packet';
import { describe, expect, onTestFinished, test } from 'vitest';
import { brokerAt } from '../../src/edges/mqtt/broker.ts';
import { subscribeTo } from '../../src/edges/mqtt/subscription.ts';
import type { Event } from '../../src/model/event.ts';
import { until } from './program.ts';
import { scriptedBroker } from './scripted-broker.ts';

type Answers = readonly (Packet | 'hang up')[];

const welcome = (sessionPresent: boolean): Packet => ({ cmd: 'connack', reasonCode: 0, sessionPresent });
const granted: Packet = { cmd: 'suback', messageId: 1, granted: [1] };

/** Subscribes at a broker that answers connections one after the other, and keeps what it hears. */
async function subscribed(connections: readonly { readonly welcome: Packet; readonly then: Answers }[]) {
  const heard: Packet[] = [];
  const events: Event[] = [];
  let nth = -1;
  const broker = await scriptedBroker((packet) => {
    heard.push(packet);
    if (packet.cmd === 'connect') nth += 1;
    const { welcome: first, then } = connections[nth] ?? { welcome: welcome(false), then: [] };
    return packet.cmd === 'connect' ? [first] : packet.cmd === 'subscribe' ? then : [];
  });
  onTestFinished(() => broker.close());
  const subscribing = subscribeTo({
    broker: brokerAt(broker.url, {}),
    filter: 'defender/fleet',
    clientId: 'me',
    stop: new Promise(() => undefined),
    firstPause: 1,
    report: (event) => void events.push(event),
  });
  return { subscribing, heard, events };
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-persistent-sessions */
describe('a session', () => {
  test('is one that the broker keeps, with QoS 1', async () => {
    const { subscribing, heard } = await subscribed([{ welcome: welcome(false), then: [granted] }]);
    await (await subscribing).close();
    expect(heard[0]).toMatchObject({
      cmd: 'connect',
      clientId: 'me',
      clean: false,
      protocolVersion: 5,
      // A week, and the messages that AWS lets wait: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits
      properties: { sessionExpiryInterval: 604_800, receiveMaximum: 100 },
    });
    expect(heard[1]).toMatchObject({ cmd: 'subscribe', subscriptions: [{ topic: 'defender/fleet', qos: 1 }] });
  });

  test('is resumed by the same client after a lost connection, and told apart from a new one', async () => {
    const { subscribing, heard, events } = await subscribed([
      { welcome: welcome(false), then: [granted, 'hang up'] },
      { welcome: welcome(true), then: [granted, 'hang up'] },
      { welcome: welcome(false), then: [granted] },
    ]);
    const subscription = await subscribing;
    const joins = () => events.filter((event) => event.type === 'subscribed');
    await until('it has come back twice', () => joins().length === 3);
    await subscription.close();
    expect(joins().map((event) => event.resumed)).toEqual([false, true, false]);
    const connects = heard.filter((packet): packet is IConnectPacket => packet.cmd === 'connect');
    expect(connects.map(({ clientId, clean }) => [clientId, clean])).toEqual([
      ['me', false],
      ['me', false],
      ['me', false],
    ]);
  });

  test('is none where the subscription is refused', async () => {
    const refused: Packet = { cmd: 'suback', messageId: 1, granted: [0x87] };
    const { subscribing } = await subscribed([{ welcome: welcome(false), then: [refused] }]);
    await expect(subscribing).rejects.toMatchObject({ code: 'DG7104' });
  });
});

test('a message is acknowledged by its number, when that is asked for, and once', async () => {
  const about = { cmd: 'publish', topic: 'defender/fleet', payload: 'x', dup: false, retain: false } as const;
  const messages: readonly IPublishPacket[] = [
    { ...about, qos: 1, messageId: 7 },
    { ...about, qos: 0 },
    { ...about, qos: 1, messageId: 9 },
  ];
  const { subscribing, heard } = await subscribed([{ welcome: welcome(false), then: [granted, ...messages] }]);
  const subscription = await subscribing;
  const taken = [];
  while (taken.length < messages.length) taken.push(...((await subscription.take())?.deliveries ?? []));
  for (const { acknowledge } of taken.toReversed()) acknowledge();
  await subscription.close();
  const acknowledged = heard.filter(({ cmd }) => cmd === 'puback').map(({ messageId }) => messageId);
  expect(acknowledged).toEqual([9, 7]);
});
