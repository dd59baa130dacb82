export { xn as fromEnv } from "../aws-sdk.mjs";
