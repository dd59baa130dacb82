import { refusal } from '../refusal.ts';
import { queryText } from './message.ts';
import type { WireRequest } from './message.ts';

/** What a signature says about a request, apart from being right. */
export interface CredentialScope {
  readonly account: string;
  readonly region: string;
  readonly service: string;
}

const SANDBOX_ACCOUNT = '000000000000';
const CREDENTIAL = /^([\w-]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/;

/**
 * Reads account, region and service from the credential scope of Signature Version 4, in the header or presigned.
 * The signature itself is not verified. An access key id of 12 digits is the account; every other key is account 000000000000.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function credentialScope(request: WireRequest): CredentialScope {
  const header = request.headers['authorization'];
  const presigned = queryText(request, 'X-Amz-Credential');
  if (header === undefined && presigned === undefined) throw missingToken(request);
  const credential = header === undefined ? presigned : /Credential=([^,\s]+)/.exec(header)?.[1];
  const match = CREDENTIAL.exec(credential ?? '');
  if (match === null || (header !== undefined && !isComplete(header))) throw incompleteSignature(request, header);
  const [, key = '', region = '', service = ''] = match;
  return { account: /^\d{12}$/.test(key) ? key : SANDBOX_ACCOUNT, region, service };
}

function isComplete(header: string): boolean {
  return header.startsWith('AWS4-') && header.includes('SignedHeaders=') && header.includes('Signature=');
}

// REST services answer 403, the JSON protocol 400 and the query protocol 403, as their front ends do.
function missingToken(request: WireRequest) {
  const status = isAwsJson(request) ? 400 : 403;
  return refusal('MissingAuthenticationTokenException', 'Missing Authentication Token', { status });
}

function incompleteSignature(request: WireRequest, header: string | undefined) {
  const status = isAwsJson(request) ? 400 : 403;
  const message =
    header === undefined
      ? 'The X-Amz-Credential parameter is malformed.'
      : `Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=${header}`;
  return refusal('IncompleteSignatureException', message, { status });
}

/** Whether a request is one of the JSON protocol, which names its operation in a header. */
export function isAwsJson(request: WireRequest): boolean {
  return request.headers['x-amz-target'] !== undefined;
}
