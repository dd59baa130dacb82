import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Aedes } from 'aedes';
import { basicIngestOf } from '../catalogue/topics.ts';

/** A broker on this machine, for what the sandbox publishes and whoever subscribes. */
export interface MqttBroker {
  /** `mqtt://127.0.0.1:1883`. */
  readonly url: string;
  /** Resolves when somebody has subscribed to something. */
  readonly subscribed: Promise<void>;
  /** Publishes with QoS 1 as an AWS service does; resolves when every session has it. */
  publish(topic: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * MQTT 3.1.1 on the loopback interface, with sessions that last as long as the broker. As on AWS nobody can subscribe to a
 * Basic Ingest topic; unlike AWS it has no shared subscriptions, and refuses them.
 */
export async function startMqttBroker(options: { readonly port?: number } = {}): Promise<MqttBroker> {
  const broker = await Aedes.createBroker({
    authorizeSubscribe: (_client, subscription, callback) =>
      callback(null, isRefused(subscription.topic) ? null : subscription),
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `mqtt://127.0.0.1:${port}`,
    subscribed: new Promise((resolve) => broker.on('subscribe', () => resolve())),
    publish: (topic, payload) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: 'publish', qos: 1, dup: false, retain: false, topic, payload } as const;
        broker.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}

/** What goes to a rule goes nowhere else: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html */
function isRefused(filter: string): boolean {
  return basicIngestOf(filter) !== undefined || filter.startsWith('$share/');
}
