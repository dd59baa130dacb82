import type { Code } from '../../model/codes.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { NOT_AWS } from './answers.ts';
import { resourceOf } from './request-resource.ts';
import type { AwsError } from './retry-policy.ts';

/** What was asked of AWS. */
export interface AskedRequest {
  /** With its service: `iot:GetTopicRule`. */
  readonly operation: string;
  readonly input: object;
  readonly target: Target;
  /** Who asked, as an ARN; undefined before that is known. */
  readonly caller: string | undefined;
}

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host cannot be looked up',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  ETIMEDOUT: 'no answer came in time',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  EPROTO: 'it does not speak TLS as AWS does',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that Node does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an authority that Node does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an authority that Node does not know',
  CERT_HAS_EXPIRED: 'its certificate has run out',
};

/**
 * What to tell an operator about an error that a request ended with. Kinds tell errors apart by `name`, so AWS's is kept,
 * with AWS's words. `tries` says how often the request was sent. Credentials never appear in a message. What AWS did not
 * answer and neither network nor configuration explains is our bug.
 */
export function explain(request: AskedRequest, error: unknown, tries = 1): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  const told = toldOf(request, error);
  if (told === undefined) return error;
  const { code, message, hint } = told;
  const operatorError = new OperatorError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    isAmbiguous: tries > 1,
    cause: error,
  });
  operatorError.name = error.name;
  return operatorError;
}

interface Told {
  readonly code: Code;
  readonly message: string;
  readonly hint?: string;
}

function toldOf(request: AskedRequest, error: Error & AwsError): Told | undefined {
  const { name, $metadata } = error;
  if (name === NOT_AWS) return notAws(request, error);
  if (/^(Credentials|Token)ProviderError$|^InvalidConfiguration/.test(name)) return noCredentials(error);
  if (isSkewed(error)) return skewed(error);
  if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name))
    return {
      code: 'DG4002',
      message: `AWS does not accept the credentials: ${reasonOf(error)}`,
      hint: 'Sign in again, or renew the session.',
    };
  if (/^(AccessDenied|Forbidden|AuthorizationError)/.test(name) || $metadata?.httpStatusCode === 403)
    return denied(request, error);
  if ($metadata?.httpStatusCode !== undefined)
    return { code: 'DG4009', message: `${request.operation}: ${name}: ${reasonOf(error)}` };
  return unreachable(request, error);
}

/** Whether AWS says that the time of a signature is too far from its own, in the words of its services. */
function isSkewed({ name, message }: AwsError): boolean {
  return (
    /^Request(TimeTooSkewed|Expired|InTheFuture)$/.test(name) || /signature (expired|not yet current)/i.test(message)
  );
}

/** How far the clock is off is told where the answer says what time it is. */
function skewed(error: AwsError): Told {
  const { date = '' } = error.$response?.headers ?? {};
  const minutes = Math.round((Date.parse(date) - Date.now()) / 60_000);
  const off = minutes > 0 ? `${minutes} min behind` : `${-minutes} min ahead of`;
  return {
    code: 'DG4014',
    message: `AWS does not accept what is signed here, because the clock of this machine is ${Number.isNaN(minutes) ? `wrong: ${reasonOf(error)}` : `${off} AWS’s.`}`,
    hint: 'Set the clock, by NTP for example. Signing in again does not help.',
  };
}

function placeOf({ operation, target }: AskedRequest): string {
  return `${operation} in ${target.account}/${target.region}`;
}

/** AWS's words, or that there are none: AWS IoT often refuses without. */
function reasonOf({ message, $metadata }: AwsError): string {
  const status = $metadata?.httpStatusCode;
  const isSilent = message === '' || message === 'null' || /^(UnknownError|Unknown|undefined)$/.test(message);
  return isSilent ? `no reason is given${status === undefined ? '' : ` (HTTP ${status})`}` : message;
}

function notAws(request: AskedRequest, { message, host }: AwsError): Told {
  const who = host === undefined ? 'What answers' : `What answers at ${host}`;
  return {
    code: 'DG4011',
    message: `${who} for ${placeOf(request)} is not AWS: it answers with ${message}.`,
    hint: 'Look for a proxy or a sign-in page in between, and at AWS_ENDPOINT_URL and HTTPS_PROXY. Nothing was concluded from it.',
  };
}

const TO_TRY = 'To try without an account: --sandbox.';

function noCredentials({ message }: AwsError): Told {
  const profile = process.env['AWS_PROFILE'];
  if (profile !== undefined && profile !== '')
    return {
      code: 'DG4001',
      message: `The profile ${JSON.stringify(profile)} of AWS_PROFILE gives no AWS credentials.`,
      hint: `See \`aws configure list-profiles\`; sign in with \`aws sso login\` where it uses that, or unset AWS_PROFILE. ${TO_TRY}`,
    };
  if (/could not load credentials from any providers/i.test(message) || !/sso|token|session|process/i.test(message))
    return {
      code: 'DG4001',
      message: 'There are no AWS credentials.',
      hint: `Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or in GitHub Actions use aws-actions/configure-aws-credentials first. ${TO_TRY}`,
    };
  return { code: 'DG4001', message: `There are no AWS credentials: ${message}`, hint: `Sign in again. ${TO_TRY}` };
}

/** Where AWS names an action and a resource itself, those are missing: it may be iam:PassRole. */
function denied(request: AskedRequest, error: AwsError): Told {
  const named = /not authorized to perform:? ([\w-]+:\w+)(?: on resource:? (\S+))?/.exec(error.message);
  const action = named?.[1] ?? request.operation;
  const asked = action === request.operation ? resourceOf(action, request.input, request.target) : undefined;
  const resource = named?.[2] ?? asked;
  const whom = roleOf(request.caller);
  return {
    code: 'DG4003',
    message: `AWS refuses ${placeOf(request)}: ${reasonOf(error)}`,
    hint: `Give ${whom} the permission ${action}${resource === undefined ? '' : ` on ${resource}`}; \`defender-gitops iam\` prints whole policies.`,
  };
}

/** The role of a session: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
function roleOf(caller: string | undefined): string {
  const role = /:assumed-role\/([^/]+)\//.exec(caller ?? '')?.[1];
  if (role !== undefined) return `the role ${role}`;
  return caller === undefined ? 'the role' : caller;
}

function unreachable(request: AskedRequest, error: Error & AwsError): Told | undefined {
  const { name, code, host, input } = error;
  if (code === 'ERR_INVALID_URL')
    return {
      code: 'DG4012',
      message: `The endpoint ${JSON.stringify(input ?? '')} is no address, so ${placeOf(request)} cannot be asked.`,
      hint: 'Correct AWS_ENDPOINT_URL (or AWS_ENDPOINT_URL_IOT and the like, or endpoint_url of the profile): https://HOST; or unset it.',
    };
  const isLate = name === 'TimeoutError';
  if (!isLate && code === undefined) return undefined;
  const why = isLate ? 'no answer came in time' : (NETWORK[code ?? ''] ?? `${String(code)}`);
  const place = host === undefined ? '' : ` at ${host}`;
  return {
    code: 'DG4004',
    message: `AWS cannot be reached for ${placeOf(request)}${place}: ${why}.`,
    hint:
      code === 'ENOTFOUND'
        ? `Check that AWS has the region ${request.target.region} and that the name can be looked up from here; AWS_ENDPOINT_URL and HTTPS_PROXY change where it goes.`
        : 'Check the network, the region, AWS_ENDPOINT_URL and HTTPS_PROXY.',
  };
}
