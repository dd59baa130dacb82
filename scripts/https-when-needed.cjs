/**
 * Stands in the bundle for the `node:https` that the AWS SDK loads before it knows whether anything goes over a network: nobody
 * who talks to the sandbox needs it, and Node takes 8 ms for it.
 */
module.exports = {
  get Agent() {
    return process.getBuiltinModule('node:https').Agent;
  },
  get request() {
    return process.getBuiltinModule('node:https').request;
  },
};
