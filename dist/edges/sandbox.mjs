export { t as SANDBOX_TARGET, n as openSandbox, r as serve } from "../sandbox.mjs";
