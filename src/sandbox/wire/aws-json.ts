import { refusal } from '../refusal.ts';
import { decodeJson, serialization } from './decode.ts';
import type { MemberName } from './decode.ts';
import { encodeJson } from './encode.ts';
import type { Protocol } from './protocol.ts';
import type { ServiceSchema } from './schemas.ts';

const plainName: MemberName = (name) => name;

/**
 * AWS's awsJson1_1, as Amazon Data Firehose speaks it; `target` is what stands before the dot in `x-amz-target`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJson(service: ServiceSchema, target: string): Protocol {
  const respond = (status: number, body: unknown, requestId: string) => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  });
  return {
    service,
    decode(request) {
      const [prefix, name = ''] = (request.headers['x-amz-target'] ?? '').split('.');
      const operation = service.operations.get(name);
      if (operation === undefined || prefix !== target) throw refusal('UnknownOperationException', '', { status: 400 });
      const input = decodeJson(operation.input, parse(request.body), plainName);
      return { operation, input: input as Record<string, unknown> };
    },
    encode: (operation, output, requestId) => respond(200, encodeJson(operation.output, output, plainName), requestId),
    refuse(refused, requestId) {
      const error = service.errors.get(refused.name);
      const members = { message: refused.message, ...refused.refusal.members };
      // Some services write it with a capital letter: what the shape lacks is left out.
      const named = { ...members, Message: refused.message };
      const body = error === undefined ? members : (encodeJson(error.shape, named, plainName) as object);
      return respond(refused.refusal.status ?? error?.status ?? 400, { __type: refused.name, ...body }, requestId);
    },
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw serialization('Unexpected character found in the request body.');
  }
}
