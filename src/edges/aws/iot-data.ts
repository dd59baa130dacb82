import type { IotDataOperations } from '../../model/aws.ts';
import { IoTDataPlaneClient, PublishCommand } from '../../sdk/iot-data.ts';
import type { Send } from './assume-role.ts';
import { configuredEndpoint } from './configured-endpoint.ts';

/** Opens publishing over HTTPS; `sender` sends through a client of the SDK. */
export async function openIotData(
  config: { region: string; endpoint?: string },
  sender: (client: IoTDataPlaneClient, commands: object) => Send,
): Promise<Send> {
  const usual = new IoTDataPlaneClient(config);
  // The host of the account is neither what somebody configured nor FIPS's.
  const isElsewhere =
    (await configuredEndpoint(usual, config)) !== undefined || (await usual.config.useFipsEndpoint()) === true;
  const senders = new Map<string, Send>();
  const senderTo = (endpoint: string): Send => {
    const client = isElsewhere ? usual : new IoTDataPlaneClient({ ...config, endpoint: `https://${endpoint}` });
    const send = senders.get(isElsewhere ? '' : endpoint) ?? sender(client, { PublishCommand });
    senders.set(isElsewhere ? '' : endpoint, send);
    return send;
  };
  return (_publish, input) => {
    const { endpoint, topic, payload } = input as IotDataOperations['Publish']['input'];
    return senderTo(endpoint)('Publish', { topic, qos: 1, payload });
  };
}
