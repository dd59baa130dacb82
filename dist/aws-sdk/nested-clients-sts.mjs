export { A as getDefaultRoleAssumer, j as getDefaultRoleAssumerWithWebIdentity } from "../aws-sdk.mjs";
