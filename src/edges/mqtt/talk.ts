import type { Duplex } from 'node:stream';
import { generate, parser } from 'mqtt-packet';
import type { IDisconnectPacket, IPublishPacket, Packet } from 'mqtt-packet';
import type { BrokerMessage } from '../../model/exports/subscription.ts';

/** The versions of MQTT that are spoken: 5, and 3.1.1 as 4 to brokers that know no other. */
export type MqttVersion = 5 | 4;

/** Takes what arrives, and says whether that is enough for now: reading then pauses. */
export type Receive = (delivery: BrokerMessage) => boolean;

/** Seconds between two signs of life; AWS takes 30 to 1200: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
export const KEEPALIVE = 30;

/** Milliseconds that the broker has for an answer. */
export const ANSWER_TIMEOUT = 10_000;

/** Bytes of one packet; AWS sends at most 128 KB: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
export const MOST_BYTES = 1024 * 1024;

/** MQTT's packets on a stream. */
export interface Talk {
  send(packet: Packet): void;
  /** The next packet of a kind. Rejects when the stream ends before, or after ANSWER_TIMEOUT. */
  answer(cmd: Packet['cmd']): Promise<Packet>;
  readonly over: Promise<IDisconnectPacket | undefined>;
}

/** Speaks MQTT on a stream until that ends. */
export function startTalk(stream: Duplex, protocolVersion: MqttVersion, receive: Receive): Talk {
  const parse = parser({ protocolVersion });
  const awaited = new Map<Packet['cmd'], (packet: Packet) => void>();
  let lastWord: IDisconnectPacket | undefined;
  let failure: Error | undefined;
  stream.on('error', (error) => (failure ??= error));
  const send = (packet: Packet): void => {
    if (stream.writable) stream.write(generate(packet, { protocolVersion }));
  };
  parse.on('packet', (packet: Packet) => {
    if (packet.cmd === 'publish' && receive(deliveryOf(packet, send))) stream.pause();
    if (packet.cmd === 'disconnect') {
      lastWord = packet;
      stream.destroy();
    }
    awaited.get(packet.cmd)?.(packet);
    awaited.delete(packet.cmd);
  });
  parse.on('error', () => stream.destroy());
  stream.on('data', (bytes: Buffer) => {
    if (parse.parse(bytes) > MOST_BYTES) stream.destroy();
  });
  const over = endOf(stream).then(() => lastWord);
  const giveUp = (why: Error): void => {
    failure ??= why;
    stream.destroy();
  };
  return { send, over, answer: (cmd) => answered(cmd, { giveUp, failure: () => failure, awaited, over }) };
}

interface PendingAnswer {
  readonly giveUp: (why: Error) => void;
  /** What went wrong, where something did. */
  readonly failure: () => Error | undefined;
  readonly awaited: Map<Packet['cmd'], (packet: Packet) => void>;
  readonly over: Promise<unknown>;
}

function answered(cmd: Packet['cmd'], { giveUp, failure, awaited, over }: PendingAnswer): Promise<Packet> {
  return new Promise((resolve, reject) => {
    const late = new Error(`no ${cmd.toUpperCase()} came within ${ANSWER_TIMEOUT / 1000} seconds`);
    const timer = setTimeout(() => giveUp(late), ANSWER_TIMEOUT);
    awaited.set(cmd, (packet) => {
      clearTimeout(timer);
      resolve(packet);
    });
    void over.then(() => {
      clearTimeout(timer);
      reject(failure() ?? new Error(`it hung up instead of answering with ${cmd.toUpperCase()}`));
    });
  });
}

/** Resolves when a stream is over. One on which nothing comes for longer than the broker may keep silent is ended. */
function endOf(stream: Duplex): Promise<void> {
  let isAlive = true;
  stream.on('data', () => (isAlive = true));
  const watch = setInterval(() => {
    // Whoever does not listen hears no sign of life.
    if (!isAlive && !stream.isPaused()) stream.destroy();
    isAlive = false;
  }, KEEPALIVE * 1500);
  stream.once('end', () => stream.destroy());
  return new Promise((resolve) => {
    stream.once('close', () => {
      clearInterval(watch);
      resolve();
    });
  });
}

function deliveryOf(
  { topic, payload, qos, messageId = 0 }: IPublishPacket,
  send: (packet: Packet) => void,
): BrokerMessage {
  return {
    topic,
    payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload,
    acknowledge: () => {
      if (qos > 0) send({ cmd: 'puback', messageId });
    },
  };
}
