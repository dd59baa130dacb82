export { dn as fromProcess } from "../aws-sdk.mjs";
