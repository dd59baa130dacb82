import type { IotDataOperations } from '../../model/aws.ts';
import type { Send } from './assume-role.ts';
import { notAws } from './answers.ts';
import { escapeUri, refused, signedSender } from './signed-request.ts';

/** Opens publishing over HTTPS. https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html */
export function openIotData(config: { region: string; endpoint?: string }): Send {
  const { send } = signedSender(config, 'IOT_DATA_PLANE');
  return async (_publish, input) => {
    const { endpoint, topic, payload } = input as IotDataOperations['Publish']['input'];
    const { status, headers, body } = await send({
      method: 'POST',
      service: 'iotdata',
      region: config.region,
      hostname: endpoint,
      path: `/topics/${escapeUri(topic)}`,
      query: { qos: '1' },
      body: payload,
    });
    // It is no page of a proxy's: https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html
    if (status < 300 && (body.length === 0 || messageOf(body) !== undefined)) return {};
    if (status < 300) throw notAws(`HTTP ${status} and a page`, status);
    const name = headers['x-amzn-errortype']?.split(':')[0];
    throw refused(name ?? (status === 403 ? 'ForbiddenException' : `HTTP ${status}`), messageIn(body), status);
  };
}

function messageIn(body: Buffer): string {
  const message = messageOf(body)?.message;
  return typeof message === 'string' ? message : 'no reason is given';
}

/** The body as JSON; undefined where it is none. */
function messageOf(body: Buffer): { readonly message?: unknown } | undefined {
  try {
    return JSON.parse(body.toString()) as { message?: unknown };
  } catch {
    return undefined;
  }
}
