export { zt as CreateOAuth2TokenCommand, Bt as SigninClient } from "../aws-sdk.mjs";
