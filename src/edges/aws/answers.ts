import { Readable } from 'node:stream';
import { NormalizedSchema } from '@smithy/core/schema';
import { hasBody, saysSomething, unlikeShape } from './answer-shape.ts';

/** How a service answers: in JSON, in XML as AWS STS and IAM do, or with what somebody put there, as Amazon S3 does. */
export type Format = 'json' | 'xml' | 'objects';

/** An answer as it comes over the network, before the SDK reads it. */
interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** What the SDK gives to whom it lets in between. */
interface Context {
  readonly __smithy_context?: { readonly operationSchema?: readonly unknown[] };
}

type Next = (args: { readonly request?: unknown; readonly input?: unknown }) => Promise<{ readonly response: unknown }>;

interface Stack {
  add(
    middleware: (next: Next, context: Context) => Next,
    options: { readonly name: string; readonly step: 'deserialize'; readonly priority: 'low' },
  ): void;
}

/** The name of the error that says that an answer is not AWS's. */
export const NOT_AWS = 'NotAws';

/**
 * Lets a client believe only what can be AWS's answer: of the form of the service, of the shape that the SDK has for the
 * operation, and not empty where the operation tells something. All else is an error called NOT_AWS, which says what came instead.
 * Errors of the network get the `host` that was asked.
 */
export function believeOnlyAws(client: object, format: Format): void {
  const { middlewareStack } = client as { readonly middlewareStack: Stack };
  const middleware =
    (next: Next, context: Context): Next =>
    async (args) => {
      const host = (args.request as { readonly hostname?: string } | undefined)?.hostname;
      const result = await next(args).catch((error: unknown) => {
        throw error instanceof Error ? Object.assign(error, { host }) : error;
      });
      const answer = result.response as Answer;
      const operation = context.__smithy_context?.operationSchema;
      // What is in an object may be anything, and the SDK wants to read it as it comes.
      if (format === 'objects' && operation?.[2] === 'GetObject' && answer.statusCode < 300) {
        answer.body = Readable.from(answer.body as Uint8Array | AsyncIterable<Uint8Array>, { objectMode: false });
        return result;
      }
      const body = await bytesOf(answer.body);
      answer.body = body;
      const asked = { input: args.input, body: body.toString(), format };
      const wrong = operation === undefined ? undefined : wrongIn(answer, asked, operation);
      if (wrong === undefined) return result;
      throw Object.assign(notAws(wrong, answer.statusCode), { host });
    };
  middlewareStack.add(middleware, { name: 'believeOnlyAws', step: 'deserialize', priority: 'low' });
}

/** The error that says that an answer is not AWS's; `what` completes "it answers with". */
function notAws(what: string, httpStatusCode: number): Error {
  return Object.assign(new Error(what), { name: NOT_AWS, $metadata: { httpStatusCode } });
}

/** How answers of Amazon S3 begin that are XML. */
const OBJECT_ROOTS: Readonly<Record<string, string>> = {
  ListObjectsV2: '<ListBucketResult',
  GetBucketLocation: '<LocationConstraint',
};

/** What an answer is instead of AWS's, as the end of "it answers with"; undefined where it can be AWS's. */
function wrongIn(
  { statusCode, headers }: Answer,
  { input, body, format }: { readonly input: unknown; readonly body: string; readonly format: Format },
  [, , name, , , output]: readonly unknown[],
): string | undefined {
  const header = headerOf(headers);
  if (statusCode >= 300 && statusCode < 400 && header('x-amz-bucket-region') === undefined)
    return `HTTP ${statusCode}, which leads ${placeOf(header('location'))}`;
  const what = sortOf(body, header('content-type'));
  if (format !== 'json') {
    const root = format === 'xml' ? `<${String(name)}Response` : OBJECT_ROOTS[String(name)];
    const isXml = statusCode < 300 ? root !== undefined && body.includes(root) : body === '' || body.includes('<Error');
    return isXml ? undefined : `HTTP ${statusCode} and ${what}`;
  }
  const value = parsed(body);
  const isJson = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (statusCode >= 400)
    return isJson || body === '' || header('x-amzn-errortype') !== undefined
      ? undefined
      : `HTTP ${statusCode} and ${what}`;
  const schema = NormalizedSchema.of((output as () => never)());
  if (!isJson) return body === '' && !hasBody(schema) ? undefined : `HTTP ${statusCode} and ${what}`;
  const unlike = unlikeShape(schema, value);
  if (unlike !== undefined) return `JSON of another form: ${unlike}`;
  if (isSamePosition(input, value)) return 'the position that was asked from, so that the list has no end';
  // Only of a list it may be that there is nothing to tell, and then AWS still says which request it answers.
  const mayBeSilent = /^(List|GetResources)/.test(String(name)) && header('x-amzn-requestid') !== undefined;
  if (!hasBody(schema) || mayBeSilent || saysSomething(schema, value)) return undefined;
  return 'JSON that says nothing';
}

/** Whether a list goes on where it was asked to go on. */
function isSamePosition(input: unknown, answer: object): boolean {
  const { nextToken } = answer as { readonly nextToken?: unknown };
  return nextToken !== undefined && nextToken === (input as { readonly nextToken?: unknown } | undefined)?.nextToken;
}

function headerOf(headers: Answer['headers']): (name: string) => string | undefined {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => lower.get(name);
}

function sortOf(body: string, type = ''): string {
  if (body === '') return 'nothing';
  if (/^\s*<(!doctype html|html)/i.test(body) || type.startsWith('text/html')) return 'HTML';
  return /^\s*[[{"]/.test(body) ? 'JSON that is no object of AWS' : 'text that is not of AWS';
}

/** The host of an address: the rest of it is nothing that anybody should read. */
function placeOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? `to ${new URL(location).host}` : 'elsewhere';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** The bytes of a body: the sandbox's door gives them, the network a stream. */
async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
