import type { IotDataOperations } from '../../model/aws.ts';
import { IoTDataPlaneClient, PublishCommand } from '../../sdk/iot-data.ts';
import type { Send } from './assume-role.ts';
import { configuredEndpoint } from './configured-endpoint.ts';

/** Opens publishing over HTTPS; `sender` sends through a client of the SDK. */
export async function openIotData(
  config: { region: string; endpoint?: string },
  sender: (client: IoTDataPlaneClient, commands: object) => Send,
): Promise<Send> {
  const opened = (client: IoTDataPlaneClient): Send => sender(client, { PublishCommand });
  const usual = new IoTDataPlaneClient(config);
  // The host of the account is neither what somebody configured nor FIPS's.
  const isElsewhere =
    (await configuredEndpoint(usual, config)) !== undefined || (await usual.config.useFipsEndpoint()) === true;
  const elsewhere = isElsewhere ? opened(usual) : undefined;
  const senders = new Map<string, Send>();
  const senderTo = (endpoint: string): Send => {
    const send =
      elsewhere ??
      senders.get(endpoint) ??
      opened(new IoTDataPlaneClient({ ...config, endpoint: `https://${endpoint}` }));
    senders.set(endpoint, send);
    return send;
  };
  return (_publish, input) => {
    const { endpoint, topic, payload } = input as IotDataOperations['Publish']['input'];
    return senderTo(endpoint)('Publish', { topic, qos: 1, payload });
  };
}
