import { basicIngestOf, TOPIC_LEVELS } from '../../catalogue/topics.ts';
import type { OperationContext } from '../context.ts';
import { refusal } from '../refusal.ts';

/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
const MESSAGE_BYTES = 128 * 1024;

/** Messages over HTTPS. https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html */
export const messages = {
  Publish(context: OperationContext, { topic, payload }: { topic: string; payload: string }): object {
    const rest = basicIngestOf(topic)?.rest ?? topic;
    if (topic === '' || /[+#]/.test(topic) || rest.split('/').length > TOPIC_LEVELS)
      throw refusal('InvalidRequestException', `The topic ${topic} is not valid.`, { status: 400 });
    if (Buffer.byteLength(payload) > MESSAGE_BYTES)
      throw refusal('RequestEntityTooLargeException', 'The message is larger than 128 KB.', { status: 413 });
    context.traffic.publish(context, topic, payload);
    return {};
  },
};
