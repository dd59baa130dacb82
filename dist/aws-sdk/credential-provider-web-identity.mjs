export { in as fromTokenFile } from "../aws-sdk.mjs";
