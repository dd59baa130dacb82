/**
 * Stands in the bundle for packages that @actions/core, octokit and the AWS SDK load for functions that are not used here,
 * three quarters of what the first two weigh: asking GitHub for an OIDC token (with undici), running programs, GitHub Apps,
 * webhooks, a method for each of GitHub's thousand endpoints, where we name the endpoint, and AWS's event streams.
 */
function leftOut(): never {
  throw new Error('The bundle of defender-gitops leaves this package out.');
}

/** @actions/http-client. */
export { leftOut as BearerCredentialHandler, leftOut as HttpClient };

/** @smithy/core/event-streams: no operation that is used here answers with one. */
export { leftOut as EventStreamSerde, leftOut as eventStreamSerdeProvider };

/** @actions/exec. */
export { leftOut as getExecOutput };

/** @octokit/app and @octokit/oauth-app: octokit derives its own from them when it is loaded. */
export const App = { defaults: () => leftOut };
export { App as OAuthApp, leftOut as createNodeMiddleware };

/** @octokit/plugin-rest-endpoint-methods. */
export const restEndpointMethods = () => ({});
