export { fn as fromLoginCredentials } from "../aws-sdk.mjs";
