import type { Duplex } from 'node:stream';
import type { IConnackPacket, IConnectPacket, IDisconnectPacket, ISubackPacket } from 'mqtt-packet';
import { KEEPALIVE, MOST_BYTES, ANSWER_TIMEOUT, startTalk } from './talk.ts';
import type { MqttVersion, Receive } from './talk.ts';

/** Who connects. */
export interface Identity {
  readonly clientId: string;
  readonly version: MqttVersion;
}

/** One connection to a broker, by whatever it is spoken over. */
export interface BrokerConnection {
  readonly connack: IConnackPacket;
  /** Resolves to the answer. */
  subscribe(filter: string): Promise<ISubackPacket>;
  pause(): void;
  resume(): void;
  /** Says goodbye and sends what is left to send. */
  end(): Promise<void>;
  /** Resolves when it is over, with the broker's last word where it had one. */
  readonly over: Promise<IDisconnectPacket | undefined>;
}

/** Seconds that the broker is asked to keep what is not delivered: AWS's most, a week. */
const SESSION_EXPIRY = 604_800;
/** Messages that may wait for acknowledgement; AWS's own limit is the same. https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
const RECEIVE_MAXIMUM = 100;

/** Makes itself known on a stream, with a session that stays. Rejects where there is no CONNACK; what it says is for the caller to judge. */
export async function openConnection(stream: Duplex, identity: Identity, receive: Receive): Promise<BrokerConnection> {
  // What a session had kept comes before the answer to a subscription: who pauses then never hears it.
  let isSubscribed = false;
  const talk = startTalk(stream, identity.version, (delivery) => receive(delivery) && isSubscribed);
  talk.send(greeting(identity));
  const connack = (await talk.answer('connack')) as IConnackPacket;
  const pinging = setInterval(() => talk.send({ cmd: 'pingreq' }), KEEPALIVE * 1000);
  void talk.over.then(() => clearInterval(pinging));
  return {
    connack,
    subscribe: async (topic) => {
      talk.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 1 }] });
      const suback = (await talk.answer('suback')) as ISubackPacket;
      isSubscribed = true;
      return suback;
    },
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    end: async () => {
      talk.send({ cmd: 'disconnect' });
      stream.end();
      const waiting = setTimeout(() => stream.destroy(), ANSWER_TIMEOUT);
      stream.resume();
      await talk.over;
      clearTimeout(waiting);
    },
    over: talk.over,
  };
}

function greeting({ clientId, version }: Identity): IConnectPacket {
  const properties = {
    sessionExpiryInterval: SESSION_EXPIRY,
    receiveMaximum: RECEIVE_MAXIMUM,
    maximumPacketSize: MOST_BYTES,
  };
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: version,
    clientId,
    clean: false,
    keepalive: KEEPALIVE,
    ...(version === 5 ? { properties } : {}),
  };
}
