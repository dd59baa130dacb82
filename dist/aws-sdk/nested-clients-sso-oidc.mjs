export { lt as CreateTokenCommand, ut as SSOOIDCClient } from "../aws-sdk.mjs";
