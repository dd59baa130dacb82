import { IoTClient } from '@aws-sdk/client-iot';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { bytesOf } from './answers.ts';

/** A request to a service that no bundled client speaks to. `path` is percent-encoded. */
export interface SignedRequest {
  readonly method: 'GET' | 'POST';
  /** The signing name. */
  readonly service: 's3' | 'iotdata';
  readonly region: string;
  /** Not asked where the endpoint is overridden. */
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, whatever its status. */
export interface SignedAnswer {
  readonly status: number;
  /** Names are lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends requests signed with the credentials of the SDK's clients, over their connections. */
export interface SignedSender {
  readonly send: (request: SignedRequest) => Promise<SignedAnswer>;
  /** Whether one endpoint stands for all hosts. */
  readonly isOverridden: boolean;
}

/** What the SDK sends through; the type of its handlers is internal to it. */
interface Handler {
  handle(
    request: object,
    options: { abortSignal: AbortSignal },
  ): Promise<{ response: { statusCode: number; headers: Record<string, string>; body?: unknown } }>;
}

/** Opens what sends to one service. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signedSender(
  config: { region: string; endpoint?: string },
  service: 'S3' | 'IOT_DATA_PLANE',
): SignedSender {
  const { credentials, requestHandler } = new IoTClient(config).config;
  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
  const given = config.endpoint ?? process.env[`AWS_ENDPOINT_URL_${service}`] ?? process.env['AWS_ENDPOINT_URL'];
  const endpoint = given === undefined || given === '' ? undefined : new URL(given);
  const send = async (request: SignedRequest): Promise<SignedAnswer> => {
    const { service: name, region } = request;
    const { protocol, hostname, port, host } = endpoint ?? new URL(`https://${request.hostname}`);
    const signer = new SignatureV4({
      credentials,
      region,
      service: name,
      sha256: Sha256,
      // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html: Amazon S3 encodes paths once.
      uriEscapePath: name !== 's3',
    });
    const { method, path, query, body } = request;
    const plain = {
      method,
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path,
      query,
      headers: { host },
      ...(body === undefined ? {} : { body }),
    };
    return inTime(async (abortSignal) => {
      const handler = requestHandler as unknown as Handler;
      const { response } = await handler.handle(await signer.sign(plain), { abortSignal }).catch((error: unknown) => {
        throw error instanceof Error ? Object.assign(error, { host: hostname }) : error;
      });
      const headers = Object.entries(response.headers).map(([header, value]) => [header.toLowerCase(), value]);
      return { status: response.statusCode, headers: Object.fromEntries(headers), body: await bytesOf(response.body) };
    });
  };
  return { send, isOverridden: endpoint !== undefined };
}

/** Milliseconds for the whole of an answer, which may be an object of 100 MiB. */
const LIMIT = 120_000;

async function inTime<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const signal = AbortSignal.timeout(LIMIT);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw Object.assign(new Error('No whole answer came in time.'), { name: 'TimeoutError', cause: error });
  }
}

/** A refusal as the SDK's clients throw theirs. */
export function refused(name: string, message: string, httpStatusCode: number): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** Percent-encodes a text as signatures want it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function escapeUri(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
