export { pn as fromIni } from "../aws-sdk.mjs";
