import type { JsonObject } from '../../model/values/json.ts';
import { roleArn, secretArn } from '../shared/arn.ts';
import { choice, closed, flag, list, refused, text, whole } from '../shared/schema.ts';
import { processingSchema } from './processing-schema.ts';
import { buffering, loggingSchema, ofTerraform, backupPlace } from './s3-destination-schema.ts';

/** How long delivery is retried. */
export function retryOptions(seconds: number): JsonObject {
  return closed(
    'How long delivery is retried.',
    { durationInSeconds: whole('Seconds.', { minimum: 0, maximum: 7200, default: seconds }) },
    { title: `RetryOptions${seconds}`, default: {} },
  );
}

/** What every destination but S3 has. */
export const aroundDelivery: Readonly<Record<string, JsonObject>> = {
  processingConfiguration: processingSchema,
  cloudWatchLoggingOptions: loggingSchema,
};

/** What Terraform has flat, also in a destination that is not S3. */
export const flatNames: JsonObject = {
  bufferingSize: ofTerraform['bufferingSize'],
  bufferingInterval: ofTerraform['bufferingInterval'],
  retryDuration: 'Write retryOptions.durationInSeconds.',
  s3Update: 's3Configuration',
  s3DestinationDescription: 's3Configuration',
};

/** A secret that stands in Secrets Manager: https://docs.aws.amazon.com/firehose/latest/APIReference/API_SecretsManagerConfiguration.html */
export function secret(
  keys: string,
  { needsRole = false, ...more }: { readonly needsRole?: boolean; readonly default?: JsonObject } = {},
): JsonObject {
  return closed(
    `The secret with the credentials of Firehose, in AWS Secrets Manager: JSON with ${keys}.`,
    {
      enabled: flag('Whether to use it.'),
      secretArn: secretArn('The secret; in the region of the stream.'),
      roleArn: roleArn(
        `Role that lets the stream read the secret${needsRole ? '' : '; roleArn of the destination by default'}.`,
        512,
      ),
    },
    {
      required: needsRole ? ['enabled', 'secretArn', 'roleArn'] : ['enabled', 'secretArn'],
      ...more,
    },
  );
}

/** A member that AWS takes a secret in, and this tool does not: https://docs.aws.amazon.com/firehose/latest/dev/secrets-manager-whats-secret.html */
export function literalSecret(key: string): JsonObject {
  return refused(
    `Secrets do not belong into files: put it into a secret of AWS Secrets Manager as ${key}, and name that in secretsManagerConfiguration.`,
  );
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointCommonAttribute.html */
const attribute = closed(
  'A common attribute that is sent with each request.',
  {
    attributeName: text('Name.', { minLength: 1, maxLength: 256, pattern: '^(?!\\s*$).+$', examples: ['fleet'] }),
    attributeValue: text('Value.', { maxLength: 1024, pattern: '^.*$', examples: ['soundboxes'] }),
  },
  { required: ['attributeName', 'attributeValue'] },
);

const endpoint = closed(
  'The endpoint.',
  {
    url: text('Its address.', {
      minLength: 1,
      maxLength: 1000,
      pattern: '^https://.+$',
      examples: ['https://ingest.example.com/v1'],
    }),
    name: text('The name in the console. Removing it replaces the stream.', {
      minLength: 1,
      maxLength: 256,
      pattern: '^(?!\\s*$).+$',
      examples: ['Datadog'],
    }),
    accessKey: literalSecret('api_key'),
  },
  { required: ['url'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointDestinationConfiguration.html */
export const httpEndpointSchema: JsonObject = closed(
  'Delivers to an HTTP endpoint of Datadog, New Relic and others, or to your own.',
  {
    endpointConfiguration: endpoint,
    roleArn: roleArn(
      'Role for everything without its own role: functions, the secret. Removing it replaces the stream.',
      512,
    ),
    requestConfiguration: closed(
      'Settings of the requests.',
      {
        contentEncoding: choice('How bodies are compressed.', ['NONE', 'GZIP'], { default: 'NONE' }),
        commonAttributes: list('Common attributes that are sent with each request.', attribute, {
          maxItems: 50,
          default: [],
        }),
      },
      { default: {} },
    ),
    bufferingHints: buffering(
      'When a request is sent: when the first of the two is reached. 5 MiB and 300 seconds by default.',
      64,
    ),
    retryOptions: retryOptions(300),
    s3BackupMode: choice(
      'Which records are also written to S3: those that could not be delivered, or all.',
      ['FailedDataOnly', 'AllData'],
      {
        default: 'FailedDataOnly',
      },
    ),
    s3Configuration: backupPlace,
    secretsManagerConfiguration: secret('api_key', { default: { enabled: false } }),
    ...aroundDelivery,
  },
  {
    required: ['endpointConfiguration', 's3Configuration'],
    otherNames: {
      ...flatNames,
      url: 'Write endpointConfiguration.url.',
      name: 'Write endpointConfiguration.name.',
      accessKey:
        'Put it into a secret of AWS Secrets Manager as api_key, and name that in secretsManagerConfiguration.',
    },
    // Without one of its own, the role of the destination reads the secret.
    if: {
      required: ['secretsManagerConfiguration'],
      properties: {
        secretsManagerConfiguration: { type: 'object', not: { required: ['roleArn'] } },
      },
    },
    then: { required: ['roleArn'] },
  },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_SplunkDestinationConfiguration.html */
export const splunkSchema: JsonObject = closed(
  'Delivers to Splunk, by its HTTP Event Collector.',
  {
    hecEndpoint: text('Address of the collector.', {
      maxLength: 2048,
      pattern: '^https://.+$',
      examples: ['https://http-inputs-firehose-acme.splunkcloud.com:443'],
    }),
    hecEndpointType: choice('Whether records are events in Splunk’s format, or raw text.', ['Raw', 'Event'], {
      examples: ['Raw'],
    }),
    hecToken: literalSecret('hec_token'),
    // The least that AWS takes, which is also what the console and Terraform send:
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream
    hecAcknowledgmentTimeoutInSeconds: whole('Seconds to wait for Splunk to acknowledge the records.', {
      minimum: 180,
      maximum: 600,
      default: 180,
    }),
    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_SplunkBufferingHints.html
    bufferingHints: buffering(
      'When records are sent: when the first of the two is reached. 5 MiB and 60 seconds by default.',
      5,
      60,
    ),
    retryOptions: retryOptions(3600),
    s3BackupMode: choice(
      'Which records are also written to S3: those that could not be delivered, or all. Changing it from AllEvents replaces the stream.',
      ['FailedEventsOnly', 'AllEvents'],
      { default: 'FailedEventsOnly' },
    ),
    s3Configuration: backupPlace,
    secretsManagerConfiguration: secret('hec_token', { needsRole: true }),
    ...aroundDelivery,
  },
  {
    required: ['hecEndpoint', 'hecEndpointType', 's3Configuration', 'secretsManagerConfiguration'],
    otherNames: { ...flatNames, hecAcknowledgmentTimeout: 'hecAcknowledgmentTimeoutInSeconds' },
  },
);
