import { refusal } from '../refusal.ts';
import type { ServiceSchema } from './schemas.ts';
import type { Protocol } from './protocol.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/**
 * AWS's query protocol as far as AWS STS needs it: operations without input, flat string outputs.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryXml(service: ServiceSchema): Protocol {
  return {
    service,
    decode(request) {
      const name = new URLSearchParams(request.body).get('Action') ?? request.query['Action'];
      const operation = service.operations.get(String(name));
      if (operation === undefined) {
        throw refusal('InvalidAction', `Could not find operation ${String(name)} for version 2011-06-15`, {
          status: 400,
        });
      }
      return { operation, input: {} };
    },
    encode(operation, output, requestId) {
      const result = Object.entries(output).map(([name, value]) => element(name, text(String(value))));
      const body = element(`${operation.name}Result`, result.join('')) + metadata(requestId);
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

function respond(status: number, root: string, body: string, requestId: string) {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  return { status, headers, body: `<${root} xmlns="${NAMESPACE}">${body}</${root}>` };
}

function metadata(requestId: string): string {
  return element('ResponseMetadata', element('RequestId', requestId));
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
