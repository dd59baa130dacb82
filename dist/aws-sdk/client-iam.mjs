import "../aws-sdk.mjs";
export { t as GetRoleCommand, n as IAMClient } from "../aws-iam.mjs";
