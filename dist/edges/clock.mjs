export { t as realClock, n as virtualClock } from "../aws.mjs";
