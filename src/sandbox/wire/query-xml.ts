import { refusal } from '../refusal.ts';
import type { ServiceSchema } from './schemas.ts';
import type { Protocol } from './protocol.ts';
import { element, text } from './xml.ts';

/**
 * AWS's query protocol as far as AWS STS and IAM need it: text, in structures and lists.
 * `namespace` is that of the service's XML; it ends with the version of its API.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryXml(service: ServiceSchema, namespace: string): Protocol {
  const version = namespace.split('/').at(-2);
  const respond = (status: number, root: string, body: string, requestId: string) => {
    const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
    return { status, headers, body: `<${root} xmlns="${namespace}">${body}</${root}>` };
  };
  return {
    service,
    decode(request) {
      const { Action, Version: _, ...input } = nested(new URLSearchParams(request.body));
      const name = Action ?? request.query['Action'];
      const operation = service.operations.get(String(name));
      if (operation === undefined) {
        throw refusal('InvalidAction', `Could not find operation ${String(name)} for version ${version}`, {
          status: 400,
        });
      }
      return { operation, input };
    },
    encode(operation, output, requestId) {
      const body = element(`${operation.name}Result`, structure(output)) + metadata(requestId);
      return respond(200, `${operation.name}Response`, body, requestId);
    },
    refuse(refused, requestId) {
      const status = refused.refusal.status ?? 400;
      // Unlike the JSON protocols, the query protocol names these two without the ending.
      const code = refused.name.replace(/^(MissingAuthenticationToken|IncompleteSignature)Exception$/, '$1');
      const members = [
        ['Type', status < 500 ? 'Sender' : 'Receiver'],
        ['Code', code],
        ['Message', refused.message],
      ];
      const error = members.map(([name = '', value = '']) => element(name, text(value))).join('');
      return respond(status, 'ErrorResponse', element('Error', error) + element('RequestId', requestId), requestId);
    },
  };
}

/** `ActionNames.member.1` is the first of a list. Nothing that is inherited is looked at, whatever names come. */
function nested(parameters: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of parameters) {
    const steps = name
      .replaceAll(/\.member\.(\d{1,3})(?=\.|$)/g, (_, count: string) => `.${Number(count) - 1}`)
      .split('.');
    let at = input;
    for (const [index, step] of steps.slice(0, -1).entries()) {
      const inner = /^\d+$/.test(steps[index + 1] ?? '') ? [] : (Object.create(null) as object);
      if (!Object.hasOwn(at, step)) at[step] = inner;
      if (typeof at[step] !== 'object') break;
      at = at[step] as Record<string, unknown>;
    }
    at[steps.at(-1) ?? ''] = value;
  }
  return input;
}

function structure(value: object): string {
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const tag = Array.isArray(value) ? 'member' : name;
    return element(tag, typeof member === 'object' && member !== null ? structure(member) : text(String(member)));
  });
  return members.join('');
}

function metadata(requestId: string): string {
  return element('ResponseMetadata', element('RequestId', requestId));
}
