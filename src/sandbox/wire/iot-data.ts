import { refusal } from '../refusal.ts';
import { queryText } from './message.ts';
import type { Protocol } from './protocol.ts';
import { operationOf, shapeless } from './schemas.ts';

const service = shapeless('Publish');

/** Publishing over HTTPS: the topic is in the path, the message is the body. https://docs.aws.amazon.com/iot/latest/developerguide/http.html */
export const iotData: Protocol = {
  service,
  decode(request) {
    const [, topic] = /^\/topics\/(.+)$/.exec(request.path) ?? [];
    if (topic === undefined || request.method !== 'POST')
      throw refusal('ResourceNotFoundException', 'Not Found', { status: 404 });
    const input = { topic: decodeURIComponent(topic), payload: request.body, qos: queryText(request, 'qos') ?? '0' };
    return { operation: operationOf(service, 'Publish'), input };
  },
  encode: (_operation, _output, requestId) => respond(200, { message: 'OK', traceId: requestId }, requestId),
  refuse: ({ name, message, refusal: { status = 400 } }, requestId) => {
    const { headers, ...rest } = respond(status, { message, traceId: requestId }, requestId);
    return { ...rest, headers: { ...headers, 'x-amzn-errortype': name } };
  },
};

function respond(status: number, body: object, requestId: string) {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  return { status, headers, body: JSON.stringify(body) };
}
