export { cn as fromSSO } from "../aws-sdk.mjs";
