export { on as GetRoleCredentialsCommand, sn as SSOClient } from "../aws-sdk.mjs";
