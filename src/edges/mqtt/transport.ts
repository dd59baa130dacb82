import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createWebSocketStream, WebSocket } from 'ws';
import type { BrokerAddress } from './broker.ts';

/** Milliseconds for a connection to come about. */
const TIMEOUT = 10_000;

/** Opens what MQTT is spoken over. Rejects with the error of the network as it is. */
export async function dial(broker: BrokerAddress): Promise<Duplex> {
  switch (broker.protocol) {
    case 'mqtt:':
      return opened(connectTcp(broker.port, broker.host), 'connect');
    case 'mqtts:':
      return opened(connectTls(tlsOptions(broker)), 'secureConnect');
    case 'ws:':
    case 'wss:': {
      // The AWS SDK takes longer to load than all else: only who needs a signature waits for it.
      const { signedAddress } = await import('./signed-address.ts');
      const socket = new WebSocket(await signedAddress(broker), 'mqtt', {
        handshakeTimeout: TIMEOUT,
        perMessageDeflate: false,
        ...(broker.tls.ca === undefined ? {} : { ca: broker.tls.ca }),
      });
      const stream = createWebSocketStream(socket);
      // What goes wrong later comes as the end of the connection.
      stream.on('error', () => undefined);
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      return stream;
    }
  }
}

function tlsOptions({ host, port, tls }: BrokerAddress) {
  return {
    ...tls,
    host,
    port,
    // AWS IoT needs the server's name in the handshake; an address is none.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html: MQTT with a certificate on the port of HTTPS.
    ...(port === 443 ? { ALPNProtocols: ['x-amzn-mqtt-ca'] } : {}),
  };
}

async function opened<Socket extends Duplex & { setTimeout(ms: number): unknown }>(
  socket: Socket,
  event: string,
): Promise<Duplex> {
  socket.setTimeout(TIMEOUT);
  await new Promise<void>((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', reject);
    socket.once('timeout', () => reject(Object.assign(new Error('no answer within 10 s'), { code: 'ETIMEDOUT' })));
  }).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  socket.setTimeout(0);
  socket.on('error', () => undefined);
  return socket;
}
