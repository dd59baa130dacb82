// The command of AWS Glue that is sent; with its client a file of its own, so that only doctor loads it.
export { GetTableCommand, GlueClient } from '@aws-sdk/client-glue';
