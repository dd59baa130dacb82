export { Tn as fromEnv } from "../aws-sdk.mjs";
