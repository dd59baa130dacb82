export { r as connect } from "../../aws.mjs";
