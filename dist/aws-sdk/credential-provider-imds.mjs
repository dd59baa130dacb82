export { d as ENV_CMDS_FULL_URI, f as ENV_CMDS_RELATIVE_URI, p as fromContainerMetadata, s as fromInstanceMetadata } from "../aws-sdk.mjs";
