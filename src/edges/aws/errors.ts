import { OperatorError } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import type { AwsError } from './patience.ts';

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host cannot be looked up',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'no answer came in time',
};

/**
 * What to tell an operator about an error that a request ended with. Errors that AWS answered keep AWS's name and words;
 * kinds tell them apart by `name`. Credentials never appear in a message.
 */
export function explain(operation: string, target: Target, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, code, $metadata } = error as Error & AwsError;
  const where = `${operation} in ${target.account}/${target.region}`;
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return new OperatorError('DG4001', 'There are no AWS credentials.', {
      hint: 'Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or in GitHub Actions use aws-actions/configure-aws-credentials first. To try without an account: --sandbox.',
      cause: error,
    });
  if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name))
    return new OperatorError('DG4002', `AWS does not accept the credentials: ${error.message}`, {
      hint: 'Sign in again, or renew the session.',
      cause: error,
    });
  if (/^(AccessDenied|Forbidden|AuthorizationError)/.test(name) || $metadata?.httpStatusCode === 403)
    return named(
      error,
      new OperatorError('DG4003', `AWS refuses ${where}: ${error.message}`, {
        hint: 'Give the role this permission.',
        cause: error,
      }),
    );
  if (name === 'TimeoutError' || (code !== undefined && code in NETWORK))
    return new OperatorError(
      'DG4004',
      `AWS cannot be reached for ${where}: ${NETWORK[code ?? ''] ?? 'no answer came in time'}.`,
      { hint: 'Check the network, the region and AWS_ENDPOINT_URL.', cause: error },
    );
  if ($metadata !== undefined) error.message = `${operation}: ${name}: ${error.message}`;
  return error;
}

/** Keeps AWS's name on our error, so that a kind can tell a refusal from a missing resource. */
function named(error: Error, operatorError: OperatorError): OperatorError {
  operatorError.name = error.name;
  return operatorError;
}
