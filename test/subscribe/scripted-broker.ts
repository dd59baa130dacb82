import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { generate, parser } from 'mqtt-packet';
import type { Packet } from 'mqtt-packet';

/** A broker that answers each packet as a test wants it; `hang up` ends the connection. */
export async function scriptedBroker(
  answers: (packet: Packet) => readonly (Packet | 'hang up')[],
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((socket) => {
    const parse = parser();
    let protocolVersion = 4;
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => parse.parse(bytes));
    parse.on('packet', (packet) => {
      if (packet.cmd === 'connect') protocolVersion = packet.protocolVersion ?? 4;
      const all = answers(packet);
      // In one portion, as a broker under load writes them.
      socket.write(
        Buffer.concat(all.map((one) => (one === 'hang up' ? Buffer.of() : generate(one, { protocolVersion })))),
      );
      if (all.includes('hang up')) socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
