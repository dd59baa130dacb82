import type { Code } from '../../model/codes.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import type { AwsError } from './retry-policy.ts';

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host cannot be looked up',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'no answer came in time',
};

/**
 * What to tell an operator about an error that a request ended with. Kinds tell errors apart by `name`, so AWS's is kept,
 * with AWS's words. `tries` says how often the request was sent. Credentials never appear in a message. What AWS did not
 * answer and no network explains is our bug.
 */
export function explain(operation: string, target: Target, error: unknown, tries = 1): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  const { name, code, $metadata } = error as Error & AwsError;
  const where = `${operation} in ${target.account}/${target.region}`;
  const told = (problem: Code, message: string, hint?: string): OperatorError => {
    const operatorError = new OperatorError(problem, message, {
      ...(hint === undefined ? {} : { hint }),
      isAmbiguous: tries > 1,
      cause: error,
    });
    operatorError.name = name;
    return operatorError;
  };
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return told('DG4001', 'There are no AWS credentials.', NO_CREDENTIALS);
  if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name))
    return told(
      'DG4002',
      `AWS does not accept the credentials: ${error.message}`,
      'Sign in again, or renew the session.',
    );
  if (/^(AccessDenied|Forbidden|AuthorizationError)/.test(name) || $metadata?.httpStatusCode === 403)
    return told('DG4003', `AWS refuses ${where}: ${error.message}`, 'Give the role this permission.');
  if (name === 'TimeoutError' || (code !== undefined && code in NETWORK)) {
    const why = NETWORK[code ?? ''] ?? 'no answer came in time';
    return told(
      'DG4004',
      `AWS cannot be reached for ${where}: ${why}.`,
      'Check the network, the region and AWS_ENDPOINT_URL.',
    );
  }
  return $metadata === undefined ? error : told('DG4009', `${operation}: ${name}: ${error.message}`);
}

const NO_CREDENTIALS =
  'Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or in GitHub Actions use aws-actions/configure-aws-credentials first. To try without an account: --sandbox.';
