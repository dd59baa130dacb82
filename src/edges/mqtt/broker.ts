import { readFileSync } from 'node:fs';
import { troubleOf } from '../../disk/disk.ts';
import { OperatorError } from '../../model/problem.ts';

/** Where a broker listens, and how it is spoken to. */
export interface BrokerAddress {
  readonly protocol: 'mqtt:' | 'mqtts:' | 'ws:' | 'wss:';
  readonly host: string;
  readonly port: number;
  /** Mutual TLS; what is left out is the machine's own. */
  readonly tls: { readonly cert?: Buffer; readonly key?: Buffer; readonly ca?: Buffer };
}

/** Files of a certificate, as paths. */
export interface TlsFiles {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
}

const PORTS: Readonly<Record<string, number>> = { 'mqtt:': 1883, 'mqtts:': 8883, 'ws:': 80, 'wss:': 443 };

/** Reads `--broker` and the files beside it. Throws an OperatorError where they do not fit together. */
export function brokerAt(address: string | undefined, files: TlsFiles): BrokerAddress {
  if (address === undefined)
    throw wrong(
      '--broker is missing.',
      'As in --broker mqtts://ENDPOINT: `aws iot describe-endpoint --endpoint-type iot:Data-ATS`.',
    );
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const usual = url === undefined ? undefined : PORTS[url.protocol];
  if (url === undefined || usual === undefined || url.hostname === '')
    throw wrong(
      `--broker ${JSON.stringify(address)} is no address of a broker.`,
      'mqtts://HOST, wss://HOST or mqtt://HOST[:PORT].',
    );
  const tls = {
    ...(files.cert === undefined ? {} : { cert: pem('cert', files.cert) }),
    ...(files.key === undefined ? {} : { key: pem('key', files.key) }),
    ...(files.ca === undefined ? {} : { ca: pem('ca', files.ca) }),
  };
  if ((tls.cert === undefined) !== (tls.key === undefined))
    throw wrong('--cert and --key go together.', 'Give both, or neither.');
  return {
    protocol: url.protocol as BrokerAddress['protocol'],
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? usual : Number(url.port),
    tls,
  };
}

/** `mqtts://host:8883`, without anything secret. */
export function shownBroker({ protocol, host, port }: BrokerAddress): string {
  return `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function pem(option: string, path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new OperatorError('DG7102', `--${option} ${path} cannot be read: ${troubleOf(error)}.`, {
      cause: error,
    });
  }
  if (!bytes.includes('-----BEGIN '))
    throw new OperatorError('DG7102', `--${option} ${path} is not PEM.`, { hint: 'It begins with -----BEGIN.' });
  return bytes;
}

function wrong(message: string, hint: string): OperatorError {
  return new OperatorError('DG5001', message, { hint });
}
