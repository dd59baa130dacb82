import type { IConnackPacket } from 'mqtt-packet';
import { OperatorError } from '../../model/problem.ts';
import { shownBroker } from './broker.ts';
import type { BrokerAddress } from './broker.ts';

/** Codes of CONNACK that pass: server unavailable (3.1.1: 3), busy, quota and rate. https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901079 */
const PASSING = [3, 0x88, 0x89, 0x97, 0x9f];

/** What the codes mean. */
const REASONS: Readonly<Record<number, string>> = {
  1: 'it does not speak this version of MQTT',
  2: 'it does not take the client id',
  3: 'it is not available',
  4: 'it does not accept the credentials',
  5: 'the client is not authorized',
  0x85: 'it does not take the client id',
  0x86: 'it does not accept the credentials',
  0x87: 'the client is not authorized',
  0x88: 'it is not available',
  0x89: 'it is busy',
  0x97: 'a quota is exceeded',
  0x9f: 'clients connect too fast',
};

const TLS_CODES =
  /^(ERR_SSL|ERR_OSSL|ERR_TLS|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|EPROTO)/;

/** An error of the network or of TLS, for the operator. */
export function unreachable(broker: BrokerAddress, error: unknown): OperatorError {
  if (error instanceof OperatorError) return error;
  // OpenSSL puts its reason beside a message that tells nobody anything.
  const { code = '', reason, message } = error as Error & { code?: string; reason?: string };
  const text = reason ?? (message === '' ? code : message);
  if (TLS_CODES.test(code))
    return new OperatorError('DG7102', `TLS with ${shownBroker(broker)} fails: ${text}.`, {
      hint: 'Check --ca (for AWS: Amazon Root CA 1), --cert and --key, and that the certificate is ACTIVE.',
      cause: error,
    });
  if (/Unexpected server response: 40[13]/.test(text))
    return new OperatorError('DG7103', `${shownBroker(broker)} does not accept the AWS credentials.`, {
      hint: 'They need iot:Connect on client/CLIENT-ID.',
      cause: error,
    });
  return new OperatorError('DG7101', `${shownBroker(broker)} cannot be reached: ${text}.`, {
    hint: /hung up/.test(text)
      ? 'It may not take the certificate, or its policy lacks iot:Connect on client/CLIENT-ID.'
      : 'Check the address, and the way to it.',
    cause: error,
  });
}

/** Throws where a CONNACK refuses: DG7101 where another try can help, otherwise DG7103. */
export function checkConnack(
  broker: BrokerAddress,
  clientId: string,
  { returnCode, reasonCode, properties }: IConnackPacket,
): void {
  const code = reasonCode ?? returnCode ?? 0;
  if (code === 0) return;
  const why = properties?.reasonString ?? REASONS[code] ?? `code ${code}`;
  throw new OperatorError(
    PASSING.includes(code) ? 'DG7101' : 'DG7103',
    `${shownBroker(broker)} refuses client ${clientId}: ${why}.`,
    {
      hint: 'Its policy needs iot:Connect on client/CLIENT-ID.',
    },
  );
}

/** The subscription was not granted. */
export function notGranted(broker: BrokerAddress, filter: string, why: string): OperatorError {
  return new OperatorError('DG7104', `${shownBroker(broker)} refuses the subscription to ${filter}: ${why}.`, {
    hint: `The policy needs iot:Subscribe on topicfilter/${filter}, and iot:Receive on the topic.`,
  });
}

/** Somebody else uses the client id. */
export function takenOver({
  broker,
  clientId,
}: {
  readonly broker: BrokerAddress;
  readonly clientId: string;
}): OperatorError {
  return new OperatorError('DG7103', `Another client connected to ${shownBroker(broker)} as ${clientId}.`, {
    hint: 'Give every subscriber a --client-id of its own.',
  });
}
