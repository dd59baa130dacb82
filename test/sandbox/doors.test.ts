import { DescribeSecurityProfileCommand, IoTClient, ListSecurityProfilesCommand } from '@aws-sdk/client-iot';
import { CreateDeliveryStreamCommand, FirehoseClient, ListDeliveryStreamsCommand } from '@aws-sdk/client-firehose';
import { CreateSecurityProfileCommand } from '@aws-sdk/client-iot';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { ACCOUNT, BUCKET, refusalOf, REGION, ROLE, testAccount } from './clients.ts';

const scope = `Credential=${ACCOUNT}/20261122/${REGION}`;
const signed = (service: string) =>
  `AWS4-HMAC-SHA256 ${scope}/${service}/aws4_request, SignedHeaders=host, Signature=0123`;

describe('the HTTP door', () => {
  const account = testAccount();
  let door: Awaited<ReturnType<typeof serveSandbox>>;
  beforeAll(async () => {
    door = await serveSandbox(account.sandbox);
  });
  afterAll(() => door.close());

  const options = (accessKeyId = ACCOUNT, region = REGION) => ({
    region,
    endpoint: door.url,
    credentials: { accessKeyId, secretAccessKey: 'secret' },
  });

  test('serves the state that the in-process door serves', async () => {
    const iot = new IoTClient(options());
    await iot.send(new CreateSecurityProfileCommand({ securityProfileName: 'a:b_c-d' }));
    const live = await account.iot.send(new DescribeSecurityProfileCommand({ securityProfileName: 'a:b_c-d' }));
    expect(live).toMatchObject({ securityProfileName: 'a:b_c-d', version: 1 });
  });

  test('listens on the loopback interface only', () => {
    expect(new URL(door.url).hostname).toBe('127.0.0.1');
  });

  test('keeps accounts and regions apart by the credential scope', async () => {
    const lists = [options(), options('444455556666'), options(ACCOUNT, 'us-east-1')].map((one) =>
      new IoTClient(one).send(new ListSecurityProfilesCommand({})),
    );
    const counts = (await Promise.all(lists)).map((list) => list.securityProfileIdentifiers?.length);
    expect(counts).toEqual([1, 0, 0]);
  });

  test('says who is asking; an access key that is no account id means account 000000000000', async () => {
    const who = async (key: string) => new STSClient(options(key)).send(new GetCallerIdentityCommand({}));
    expect(await who(ACCOUNT)).toMatchObject({
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:user/sandbox`,
    });
    expect(await who('AKIAIOSFODNN7EXAMPLE')).toMatchObject({ Account: '000000000000' });
  });

  test('speaks the JSON protocol with its errors', async () => {
    const firehose = new FirehoseClient(options());
    const create = new CreateDeliveryStreamCommand({
      DeliveryStreamName: 's',
      ExtendedS3DestinationConfiguration: { RoleARN: ROLE, BucketARN: BUCKET },
    });
    await firehose.send(create);
    expect(await refusalOf(firehose.send(create))).toMatchObject({ name: 'ResourceInUseException' });
    expect(await firehose.send(new ListDeliveryStreamsCommand({}))).toMatchObject({
      DeliveryStreamNames: ['s'],
    });
  });

  test('takes a presigned query in place of the header', async () => {
    const credential = encodeURIComponent(`${ACCOUNT}/20261122/${REGION}/iot/aws4_request`);
    const response = await fetch(`${door.url}/security-profiles?X-Amz-Credential=${credential}&maxResults=1`);
    expect(response.status).toBe(200);
  });

  const refused: {
    what: string;
    request: { method?: string; path?: string; headers?: Record<string, string>; body?: string };
    status: number;
    error: string;
    reason: string;
  }[] = [
    {
      what: 'no signature',
      request: { path: '/rules' },
      status: 403,
      error: 'MissingAuthenticationTokenException',
      reason: 'front ends of REST services answer 403',
    },
    {
      what: 'no signature, JSON protocol',
      request: { method: 'POST', headers: { 'x-amz-target': 'Firehose_20150804.ListDeliveryStreams' } },
      status: 400,
      error: 'MissingAuthenticationTokenException',
      reason: 'the JSON protocol answers 400',
    },
    {
      what: 'a signature without a scope',
      request: { path: '/rules', headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } },
      status: 403,
      error: 'IncompleteSignatureException',
      reason: 'the scope tells service and region',
    },
    {
      what: 'a signature without SignedHeaders',
      request: { path: '/rules', headers: { authorization: `AWS4-HMAC-SHA256 ${scope}/iot/aws4_request` } },
      status: 403,
      error: 'IncompleteSignatureException',
      reason: 'all three parts are required',
    },
    {
      what: 'basic authorization',
      request: { path: '/rules', headers: { authorization: 'Basic eDp5' } },
      status: 403,
      error: 'IncompleteSignatureException',
      reason: 'it is no signature',
    },
    {
      what: 'an unknown path',
      request: { path: '/nothing/here', headers: { authorization: signed('iot') } },
      status: 404,
      error: 'UnknownOperationException',
      reason: 'no operation is there',
    },
    {
      what: 'an empty label',
      request: { method: 'DELETE', path: '/security-profiles/', headers: { authorization: signed('iot') } },
      status: 404,
      error: 'UnknownOperationException',
      reason: 'a label is never empty',
    },
    {
      what: 'the wrong method',
      request: { method: 'PUT', path: '/rules/x', headers: { authorization: signed('iot') } },
      status: 404,
      error: 'UnknownOperationException',
      reason: 'the method is part of the route',
    },
    {
      what: 'an operation the sandbox lacks',
      request: { path: '/jobs', headers: { authorization: signed('iot') } },
      status: 404,
      error: 'UnknownOperationException',
      reason: 'better loud than an empty answer',
    },
    {
      what: 'another service',
      request: { path: '/', headers: { authorization: signed('sqs') } },
      status: 501,
      error: 'UnknownOperationException',
      reason: 'it speaks seven services, and not this one',
    },
    {
      what: 'a malformed percent-encoding',
      request: { path: '/rules/%zz', headers: { authorization: signed('iot') } },
      status: 400,
      error: 'SerializationException',
      reason: 'the label cannot be read',
    },
    {
      what: 'a body that is no JSON',
      request: { method: 'POST', path: '/tags', headers: { authorization: signed('iot') }, body: '{' },
      status: 400,
      error: 'SerializationException',
      reason: 'the input cannot be read',
    },
    {
      what: 'a body that is a list',
      request: { method: 'POST', path: '/tags', headers: { authorization: signed('iot') }, body: '[]' },
      status: 400,
      error: 'SerializationException',
      reason: 'inputs are structures',
    },
    {
      what: 'a number for a string',
      request: {
        method: 'POST',
        path: '/tags',
        headers: { authorization: signed('iot') },
        body: '{"resourceArn":1}',
      },
      status: 400,
      error: 'SerializationException',
      reason: 'types are strict',
    },
    {
      what: 'a string for a list',
      request: {
        method: 'POST',
        path: '/tags',
        headers: { authorization: signed('iot') },
        body: '{"tags":"x"}',
      },
      status: 400,
      error: 'SerializationException',
      reason: 'types are strict',
    },
    {
      what: 'a word for a number in the query',
      request: { path: '/rules?maxResults=ten', headers: { authorization: signed('iot') } },
      status: 400,
      error: 'SerializationException',
      reason: 'types are strict',
    },
    {
      what: 'a word for a boolean in the query',
      request: { path: '/rules?ruleDisabled=no', headers: { authorization: signed('iot') } },
      status: 400,
      error: 'SerializationException',
      reason: 'types are strict',
    },
    {
      what: 'a null list element',
      request: {
        method: 'POST',
        path: '/untag',
        headers: { authorization: signed('iot') },
        body: '{"resourceArn":"a","tagKeys":[null]}',
      },
      status: 400,
      error: 'SerializationException',
      reason: 'only sparse lists hold null',
    },
  ];
  test.each(refused)('refuses $what: $reason', async ({ request, status, error }) => {
    const { path = '/', ...rest } = request;
    const response = await fetch(door.url + path, rest);
    const body = (await response.json()) as Record<string, unknown>;
    expect({
      status: response.status,
      error: response.headers.get('x-amzn-errortype') ?? body['__type'],
    }).toEqual({ status, error });
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('refuses an unsigned query request in XML', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(door.url, {
      method: 'POST',
      headers,
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('refuses a body that is larger than any request may be', async () => {
    const response = await fetch(`${door.url}/tags`, {
      method: 'POST',
      body: 'x'.repeat(9 * 1024 * 1024),
    }).catch(() => undefined);
    expect([413, undefined]).toContain(response?.status);
  });

  test('null members and unknown members are as if they were absent', async () => {
    const headers = { authorization: signed('iot') };
    const body = JSON.stringify({ behaviors: null, securityProfileDescription: 'd', unknown: { a: 1 } });
    const response = await fetch(`${door.url}/security-profiles/nulls`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    const live = await account.iot.send(new DescribeSecurityProfileCommand({ securityProfileName: 'nulls' }));
    expect(live).toMatchObject({ securityProfileDescription: 'd' });
    expect(live).not.toHaveProperty('behaviors');
  });
});
