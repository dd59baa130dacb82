/**
 * Stands in the bundle for @actions/http-client, which @actions/core loads for a function that is not used here
 * (asking GitHub for an OIDC token) and which brings undici with it: 420 kB of 630.
 */
const leftOut = (): never => {
  throw new Error('The bundle of defender-gitops leaves @actions/http-client out.');
};

/** Makes the requests of that function. */
export function HttpClient(): never {
  return leftOut();
}

/** Signs them. */
export function BearerCredentialHandler(): never {
  return leftOut();
}
