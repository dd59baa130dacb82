export { mn as fromHttp } from "../aws-sdk.mjs";
