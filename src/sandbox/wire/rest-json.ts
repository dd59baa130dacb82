import type { NormalizedSchema } from '@smithy/core/schema';
import { refusal } from '../refusal.ts';
import { decodeJson, decodeText, serialization } from './decode.ts';
import type { MemberName } from './decode.ts';
import { encodeJson, encodeText } from './encode.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Protocol } from './protocol.ts';
import { findRoute, routesOf } from './routes.ts';
import { membersOf } from './schemas.ts';
import type { OperationSchema, ServiceSchema } from './schemas.ts';

const bodyName: MemberName = (name, schema) => schema.getMergedTraits().jsonName ?? name;

/** AWS's restJson1, as AWS IoT speaks it. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restJson(service: ServiceSchema): Protocol {
  const routes = routesOf(service);
  return {
    service,
    decode(request) {
      const found = findRoute(routes, request.method, request.path);
      if (found === undefined) {
        throw refusal(
          'UnknownOperationException',
          `The sandbox implements no operation at ${request.method} ${request.path}.`,
          {
            status: 404,
          },
        );
      }
      return { operation: found.operation, input: decodeInput(found.operation, found.labels, request) };
    },
    encode: encodeOutput,
    refuse(refused, requestId) {
      const error = service.errors.get(refused.name);
      const members = { message: refused.message, ...refused.refusal.members };
      const body = error === undefined ? members : encodeJson(error.shape, members, bodyName);
      const headers = { ...responseHeaders(requestId), 'x-amzn-errortype': refused.name };
      return { status: refused.refusal.status ?? error?.status ?? 400, headers, body: JSON.stringify(body) };
    },
  };
}

function responseHeaders(requestId: string) {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
}

function decodeInput(operation: OperationSchema, labels: Record<string, string>, request: WireRequest) {
  const input: [string, unknown][] = [];
  let body: unknown;
  const parsedBody = () => (body ??= parse(request.body));
  for (const [name, member] of membersOf(operation.input)) {
    const value = decodeMember(name, member, labels, request, parsedBody);
    if (value !== undefined) input.push([name, value]);
  }
  return Object.fromEntries(input);
}

function decodeMember(
  name: string,
  member: NormalizedSchema,
  labels: Record<string, string>,
  request: WireRequest,
  body: () => unknown,
): unknown {
  const traits = member.getMergedTraits();
  if (traits.httpLabel) return decodeText(member, labels[name] ?? '');
  if (traits.httpQuery) return decodeQuery(member, own(request.query, traits.httpQuery));
  if (traits.httpHeader) {
    const text = own(request.headers, traits.httpHeader.toLowerCase());
    return text === undefined ? undefined : decodeText(member, text);
  }
  if (traits.httpQueryParams) return { ...request.query };
  if (traits.httpPayload) return request.body === '' ? undefined : decodeJson(member, body(), bodyName);
  const value = own(body() as Record<string, unknown>, bodyName(name, member));
  return value === undefined || value === null ? undefined : decodeJson(member, value, bodyName);
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function decodeQuery(member: NormalizedSchema, value: string | readonly string[] | undefined): unknown {
  if (value === undefined) return undefined;
  const texts = typeof value === 'string' ? [value] : value;
  if (member.isListSchema()) return texts.map((text) => decodeText(member.getValueSchema(), text));
  return decodeText(member, texts[0] ?? '');
}

/** Reads a JSON body that must be an object; an empty body is an empty one. */
function parse(body: string): unknown {
  if (body === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw serialization('Unexpected character found in the request body.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw serialization('The request body must be a JSON object.');
  }
  return value;
}

function encodeOutput(operation: OperationSchema, output: Record<string, unknown>, requestId: string): WireResponse {
  let status = operation.http?.[2] ?? 200;
  const headers: Record<string, string> = responseHeaders(requestId);
  const body: [string, unknown][] = [];
  let payload: unknown;
  for (const [name, member] of membersOf(operation.output)) {
    const value = output[name];
    if (value === undefined) continue;
    const traits = member.getMergedTraits();
    if (traits.httpResponseCode) status = Number(value);
    else if (traits.httpHeader) headers[traits.httpHeader.toLowerCase()] = encodeText(value);
    else if (traits.httpPayload) payload = encodeJson(member, value, bodyName);
    else body.push([bodyName(name, member), encodeJson(member, value, bodyName)]);
  }
  return { status, headers, body: JSON.stringify(payload ?? Object.fromEntries(body)) };
}
