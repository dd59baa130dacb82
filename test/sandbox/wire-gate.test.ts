import * as Firehose from '@aws-sdk/client-firehose';
import * as Iot from '@aws-sdk/client-iot';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../src/sandbox/refusal.ts';
import { credentialScope } from '../../src/sandbox/wire/credentials.ts';
import type { WireRequest, WireResponse } from '../../src/sandbox/wire/message.ts';
import { awsJson } from '../../src/sandbox/wire/aws-json.ts';
import { restJson } from '../../src/sandbox/wire/rest-json.ts';
import { serviceSchema } from '../../src/sandbox/wire/schemas.ts';
import type { OperationSchema } from '../../src/sandbox/wire/schemas.ts';
import { sandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import { ACCOUNT, REGION } from './clients.ts';
import { arbitraryOf } from './random-shapes.ts';
import { sampled } from '../share.ts';

/** Every operation of the services, not only what the sandbox implements: the more shapes, the harder for the wire. */
const PROTOCOLS = {
  iot: restJson(serviceSchema(Iot)),
  firehose: awsJson(serviceSchema(Firehose), 'Firehose_20150804'),
};

/** Requests per operation; of 284 operations that makes 17,040 requests in the long suite. */
const RUNS = sampled(4, 60);

type Command = new (input: unknown) => never;
type Client = { send(command: unknown): Promise<Record<string, unknown>> };

/** An SDK client whose requests are answered by `answer`, through the in-process door. */
function clientOf(sdk: typeof Iot | typeof Firehose, answer: (request: WireRequest) => WireResponse): Client {
  const options = {
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: sandboxRequestHandler({ handle: answer, state: { version: 1, accounts: {} }, calls: [] }),
  };
  return 'IoTClient' in sdk ? new sdk.IoTClient(options) : new sdk.FirehoseClient(options);
}

/** A form that compares by value: dates and bytes as text, whatever class holds them. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return { date: value.getTime() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, plain(member)]),
  );
}

async function roundTrip(service: 'iot' | 'firehose', schema: OperationSchema): Promise<number> {
  const sdk = service === 'iot' ? Iot : Firehose;
  const protocol = PROTOCOLS[service];
  const seen: { operation: string; input: unknown; scope: unknown }[] = [];
  let output: Record<string, unknown> = {};
  const client = clientOf(sdk, (request) => {
    const { operation, input } = protocol.decode(request);
    seen.push({ operation: operation.name, input: plain(input), scope: credentialScope(request) });
    return protocol.encode(operation, output, 'request');
  });
  const Command = sdk[`${schema.name}Command` as keyof typeof sdk] as unknown as Command;
  const [inputs, outputs] = [arbitraryOf(schema.input), arbitraryOf(schema.output)];
  await fc.assert(
    fc.asyncProperty(inputs, outputs, async (input, answered) => {
      output = answered as Record<string, unknown>;
      const { $metadata: _metadata, ...received } = await client.send(new Command(input));
      const scope = { account: ACCOUNT, region: REGION, service };
      expect(seen.at(-1)).toEqual({ operation: schema.name, input: plain(input), scope });
      expect(plain(received)).toEqual(plain(answered));
    }),
    { numRuns: RUNS },
  );
  return seen.length;
}

describe('what the real SDK sends comes out as it went in, and so does what it gets', () => {
  test.each(['iot', 'firehose'] as const)('for every operation of %s', async (service) => {
    const operations = [...PROTOCOLS[service].service.operations.values()];
    let requests = 0;
    for (const operation of operations) requests += await roundTrip(service, operation);
    expect(operations).toHaveLength(service === 'iot' ? 272 : 12);
    expect(requests).toBeGreaterThanOrEqual(operations.length * RUNS);
  });

  test.each(['iot', 'firehose'] as const)(
    'every modelled error of %s is raised with its status and members',
    async (service) => {
      const { errors } = PROTOCOLS[service].service;
      const sdk = service === 'iot' ? Iot : Firehose;
      for (const [name, { status }] of errors) {
        const members = { resourceArn: 'arn', resourceId: 'id', code: 'code' };
        const refused = refusal(name, `about ${name}`, { members });
        const client = clientOf(sdk, () => PROTOCOLS[service].refuse(refused, 'request-7'));
        const command =
          service === 'iot' ? new Iot.DescribeEndpointCommand({}) : new Firehose.ListDeliveryStreamsCommand({});
        const raised = await client.send(command).catch((error: unknown) => error);
        expect(raised).toMatchObject({
          name,
          message: `about ${name}`,
          $metadata: { httpStatusCode: status, requestId: 'request-7', attempts: 1 },
        });
        if (name === 'ResourceAlreadyExistsException')
          expect(raised).toMatchObject({ resourceArn: 'arn', resourceId: 'id' });
      }
      expect(errors.size).toBeGreaterThan(5);
    },
  );
});
