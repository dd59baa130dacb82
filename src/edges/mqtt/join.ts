import { OperatorError } from '../../model/problem.ts';
import { shownBroker } from './broker.ts';
import type { BrokerAddress } from './broker.ts';
import { openConnection } from './connection.ts';
import type { BrokerConnection } from './connection.ts';
import { checkConnack, notGranted, unreachable } from './refusals.ts';
import type { MqttVersion, Receive } from './talk.ts';
import { dial } from './transport.ts';

/** What is subscribed to, and as whom. */
export interface Membership {
  readonly broker: BrokerAddress;
  readonly filter: string;
  readonly clientId: string;
}

/** A connection with its subscription. */
export interface Joined {
  readonly connection: BrokerConnection;
  readonly version: MqttVersion;
  /** Whether the broker had kept the session. */
  readonly resumed: boolean;
}

/** CONNACK of brokers that know no such version: https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901079 */
const UNKNOWN_VERSION = [1, 0x84];

/**
 * Connects and subscribes, with the first of the versions that the broker speaks. Throws an OperatorError: DG7101 where
 * another try can help.
 */
export async function joinBroker(
  membership: Membership,
  receive: Receive,
  [version = 4, ...others]: readonly MqttVersion[],
): Promise<Joined> {
  const { broker, filter, clientId } = membership;
  const stream = await dial(broker).catch((error: unknown) => unreachable(broker, error));
  if (stream instanceof OperatorError) throw stream;
  const connection = await openConnection(stream, { clientId, version }, receive).catch((error: unknown) =>
    unreachable(broker, error),
  );
  const isUnknown =
    connection instanceof OperatorError
      ? connection.code === 'DG7101'
      : UNKNOWN_VERSION.includes(connection.connack.reasonCode ?? 0);
  if (isUnknown && others.length > 0) {
    stream.destroy();
    return joinBroker(membership, receive, others);
  }
  if (connection instanceof OperatorError) throw connection;
  try {
    checkConnack(broker, clientId, connection.connack);
    await subscribeOn(connection, broker, filter);
  } catch (error) {
    stream.destroy();
    throw error;
  }
  return { connection, version, resumed: connection.connack.sessionPresent };
}

async function subscribeOn(connection: BrokerConnection, broker: BrokerAddress, filter: string): Promise<void> {
  const suback = await connection.subscribe(filter).catch((error: Error) => {
    // AWS IoT hangs up where the policy does not allow it; so does a network that fails.
    const { message } = error;
    throw new OperatorError(
      'DG7104',
      `${shownBroker(broker)} did not take the subscription to ${filter}: ${message}.`,
      {
        hint: `Its policy may lack iot:Subscribe on topicfilter/${filter}.`,
        isAmbiguous: true,
        cause: error,
      },
    );
  });
  const [granted = 0x80] = suback.granted as readonly number[];
  if (granted >= 0x80) throw notGranted(broker, filter, suback.properties?.reasonString ?? `code ${granted}`);
}
