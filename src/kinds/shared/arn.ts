import type { JsonObject } from '../../model/values/json.ts';
import { text } from './schema.ts';

// Formats: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
const REGIONAL = '[a-z0-9-]+:[0-9]{12}';

/** ARN of an IAM role; `maxLength` is 2048 in AWS IoT and 512 in Amazon Data Firehose. */
export function roleArn(description: string, maxLength = 2048): JsonObject {
  return text(description, {
    minLength: 20,
    maxLength,
    pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$',
    examples: ['role/DefenderMetricsExport'],
  });
}

/** ARN of an SNS topic; a rule's may hold a substitution template. `maxLength` is what the operation takes. */
export function topicArn(description: string, maxLength = 2048): JsonObject {
  return text(description, {
    pattern: '^arn:aws[a-z-]*:sns:.+$',
    maxLength,
    examples: ['sns/fleet-alerts'],
  });
}

/**
 * ARN of what a security profile can be attached to.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html
 */
export function attachmentArn(description: string): JsonObject {
  const groups = 'thinggroup/[a-zA-Z0-9:_-]{1,128}';
  const all = 'all/(?:registered-things|unregistered-things|things)';
  return text(description, {
    pattern: `^arn:aws[a-z-]*:iot:${REGIONAL}:(?:${groups}|${all})$`,
    examples: ['thinggroup/soundboxes', 'all/registered-things'],
  });
}

/** ARN of an S3 bucket. https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html */
export function bucketArn(description: string): JsonObject {
  return text(description, {
    pattern: '^arn:aws[a-z-]*:s3:::[\\w.-]{1,255}$',
    maxLength: 2048,
    examples: ['acme-device-lake'],
  });
}

/** ARN of a KMS key or alias. https://docs.aws.amazon.com/firehose/latest/APIReference/API_KMSEncryptionConfig.html */
export function keyArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:kms:${REGIONAL}:(?:key|alias)/[\\w+=,.@/-]+$`,
    maxLength: 512,
    examples: ['alias/device-lake'],
  });
}

/**
 * ARN of a KMS key and not of an alias.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html
 */
export function ownKeyArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:kms:${REGIONAL}:key/[\\w+=,.@/-]+$`,
    maxLength: 512,
    examples: ['key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  });
}

/** ARN of a Lambda function, with or without a version or alias; a rule's may hold a substitution template. */
export function functionArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:lambda:${REGIONAL}:(?:function:[\\w$:-]+|.*\\$\\{.+\\}.*)$`,
    maxLength: 2048,
    examples: ['function/metrics-splitter'],
  });
}

/** ARN of a topic rule destination. https://docs.aws.amazon.com/iot/latest/apireference/API_TopicRuleDestination.html */
export function ruleDestinationArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:iot:${REGIONAL}:ruledestination/.+$`,
    maxLength: 2048,
    examples: ['ruledestination/vpc/2ce7813e-fb3a-4a73-a0e1-3d6f4c7c6a3b'],
  });
}

/** ARN of a role alias of AWS IoT. https://docs.aws.amazon.com/iot/latest/apireference/API_RoleAliasDescription.html */
export function roleAliasArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:iot:${REGIONAL}:rolealias/[\\w=,@-]{1,128}$`,
    maxLength: 2048,
    examples: ['rolealias/soundbox'],
  });
}

/** ARN of a device certificate. https://docs.aws.amazon.com/iot/latest/apireference/API_CertificateDescription.html */
export function certificateArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:iot:${REGIONAL}:cert/[a-fA-F0-9]{64}$`,
    maxLength: 2048,
    examples: ['cert/c7691e5ad60bb05e1c86f24cf0d9ae12cb5e1a5d0d4bb6dfb5b4f4c6c1aa09b2'],
  });
}

/** ARN of a Kinesis data stream. https://docs.aws.amazon.com/firehose/latest/APIReference/API_KinesisStreamSourceConfiguration.html */
export function kinesisStreamArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:kinesis:${REGIONAL}:stream/[a-zA-Z0-9_.-]+$`,
    maxLength: 512,
    examples: ['stream/fleet-metrics'],
  });
}

/** ARN of an Amazon MSK cluster. https://docs.aws.amazon.com/firehose/latest/APIReference/API_MSKSourceConfiguration.html */
export function clusterArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:kafka:${REGIONAL}:cluster/[\\w-]+/[\\w-]+$`,
    maxLength: 512,
    examples: ['cluster/fleet/1234abcd-12ab-34cd-56ef-1234567890ab-2'],
  });
}

/** ARN of a secret. https://docs.aws.amazon.com/firehose/latest/APIReference/API_SecretsManagerConfiguration.html */
export function secretArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:secretsmanager:${REGIONAL}:secret:[\\w/+=.@!-]+$`,
    maxLength: 2048,
    examples: ['secret:splunk-hec-AbCdEf'],
  });
}

/** ARN of an OpenSearch domain. https://docs.aws.amazon.com/firehose/latest/APIReference/API_AmazonopensearchserviceDestinationConfiguration.html */
export function domainArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:es:${REGIONAL}:domain/[a-z][-0-9a-z]{2,27}$`,
    maxLength: 512,
    examples: ['domain/fleet'],
  });
}

/** ARN of a catalog of AWS Glue. https://docs.aws.amazon.com/firehose/latest/APIReference/API_CatalogConfiguration.html */
export function catalogArn(description: string): JsonObject {
  return text(description, {
    pattern: `^arn:aws[a-z-]*:glue:${REGIONAL}:catalog(?:/[a-z0-9_-]+){0,2}$`,
    maxLength: 512,
    examples: ['catalog/s3tablescatalog/device-lake'],
  });
}
