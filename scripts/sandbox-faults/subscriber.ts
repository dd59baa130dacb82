import { inFile } from './fault.ts';
import type { Chapter } from './fault.ts';

const ONCE = ['test/subscribe/exactly-once'];
const SEEN = ['test/subscribe/stages'];
const SESSION = ['test/subscribe/session'];
const FILES = ['test/subscribe/outlets', 'test/subscribe/exactly-once'];

/** What may lose or double data points on the way to files. */
export const SUBSCRIBER: Chapter = {
  title: 'The subscriber: what arrives, once',
  faults: [
    ...inFile('src/subscribe/subscribe.ts', ONCE, {
      'a message is acknowledged before it is written': [
        'await points.write(lines);',
        'for (const { acknowledge } of arrivals.deliveries) acknowledge();\n      await points.write(lines);',
      ],
      'what is no batch is acknowledged and gone': ['await rejected.write(refused);', ''],
      'what earlier runs wrote is not remembered': [
        'for await (const line of points.remembered()) seen.admit(JSON.parse(line) as DataPoint);',
        '',
      ],
      'the last file is left unfinished': ['await points.finish();\n  return EXIT.fine;', 'return EXIT.fine;'],
    }),
    ...inFile('src/subscribe/deduplicate.ts', SEEN, {
      'the version that is known is written again': ['known >= point.version', 'known > point.version'],
      'a later version is left out': ['known !== undefined && known >= point.version', 'known !== undefined'],
      'a later version must be the next one': ['known >= point.version', 'known + 1 !== point.version'],
      'a dimension makes no difference': ["dimension === undefined ? '' :", "dimension !== null ? '' :"],
      'the window is emptied when it is full': [
        '[older, newer] = [newer, new Map()]',
        '[older, newer] = [new Map(), new Map()]',
      ],
      'nothing is ever forgotten': ['newer.size >= window', 'newer.size < 0'],
    }),
    ...inFile('src/edges/sinks/rotating-files.ts', FILES, {
      'a line that was torn stays': ['await truncate(part, end);', ''],
      'what a killed run wrote is not remembered': ['await finish();\n    return {', 'return {'],
      'finished files are not remembered': ['await recent.keep(part, name, lines);', ''],
      'a file replaces that of the same second': [
        "name === '' || recent.has(name) || (await isThere(join(folder, name)))",
        "name === ''",
      ],
    }),
    ...inFile('src/edges/sinks/recent-files.ts', FILES, {
      'fewer lines than the window are remembered': ['files.slice(1).reduce(', 'files.reduce('],
    }),
    ...inFile('src/edges/mqtt/connection.ts', SESSION, {
      'the broker forgets the session at once': ['sessionExpiryInterval: SESSION_EXPIRY', 'sessionExpiryInterval: 0'],
      'a new session is asked for': ['clean: false', 'clean: true'],
      'any number of messages may wait for acknowledgement': [
        'receiveMaximum: RECEIVE_MAXIMUM',
        'receiveMaximum: 65_535',
      ],
      'it is subscribed with QoS 0': ['qos: 1 }', 'qos: 0 }'],
    }),
    ...inFile('src/edges/mqtt/talk.ts', SESSION, {
      'a message is acknowledged as it arrives': [
        'return {\n    topic,',
        "send({ cmd: 'puback', messageId });\n  return {\n    topic,",
      ],
      'another message is acknowledged': [
        "send({ cmd: 'puback', messageId })",
        "send({ cmd: 'puback', messageId: messageId + 1 })",
      ],
    }),
    ...inFile('src/edges/mqtt/talk.ts', SEEN, {
      'what nobody takes is read on': [
        'receive(deliveryOf(packet, send))) stream.pause();',
        'receive(deliveryOf(packet, send))) stream.resume();',
      ],
    }),
    ...inFile('src/edges/mqtt/connection.ts', SEEN, {
      'reading stops before the answer came': ['receive(delivery) && isSubscribed', 'receive(delivery)'],
    }),
    ...inFile('src/edges/mqtt/subscription.ts', SESSION, {
      'it comes back under another name': [
        'await join(wish, inbox, version);',
        'await join({ ...wish, clientId: `${wish.clientId}-2` }, inbox, version);',
      ],
    }),
    ...inFile('src/edges/mqtt/join.ts', SESSION, {
      'a refused subscription is taken for granted': ['if (granted >= 0x80)', 'if (granted > 0xff)'],
      'a session that the broker lost is taken for resumed': [
        'resumed: connection.connack.sessionPresent',
        'resumed: true',
      ],
    }),
  ],
};
