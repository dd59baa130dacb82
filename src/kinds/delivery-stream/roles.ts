import type { Address } from '../../model/address.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { keyAllow } from '../../model/access/allow.ts';
import type { Allow } from '../../model/access/allow.ts';
import { arnIn, literal } from '../../model/access/arn.ts';
import type { Access, RoleUse } from '../../model/access/role-use.ts';

/** The roles of a delivery stream: of its destination, of the backup, of its functions and of the table of a conversion. */
export const deliveryStreamAccess: Access = {
  uses: ({ address, spec }, target) => {
    const destination = objectOf(spec['extendedS3Destination']);
    const backup = objectOf(destination['s3BackupConfiguration']);
    return [
      use(
        { address, path: 'roleArn' },
        destination['roleArn'],
        `${address} writes to ${text(destination['bucketArn'])}`,
        [...bucketAllows(destination, target), ...loggingAllows(destination, target)],
      ),
      use(
        { address, path: 's3BackupConfiguration.roleArn' },
        backup['roleArn'],
        `${address} backs up to ${text(backup['bucketArn'])}`,
        [...bucketAllows(backup, target), ...loggingAllows(backup, target)],
      ),
      ...functionUses(address, destination),
      conversionUse(address, destination, target),
    ].filter((one) => one !== undefined);
  },
  // AWS's own needs nothing.
  keys: ({ spec }) => {
    const key = objectOf(spec['deliveryStreamEncryption'])['keyArn'];
    return typeof key === 'string' ? [key] : [];
  },
};

/** A use of the role at a path below the destination. */
function use(
  { address, path }: Pick<RoleUse, 'address' | 'path'>,
  roleArn: JsonValue | undefined,
  why: string,
  allows: readonly Allow[],
): RoleUse | undefined {
  if (typeof roleArn !== 'string') return undefined;
  return { roleArn, address, path: `extendedS3Destination.${path}`, service: 'firehose.amazonaws.com', why, allows };
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3 */
function bucketAllows(destination: JsonObject, target: Target): readonly Allow[] {
  if (destination['bucketArn'] === undefined) return [];
  const bucket = literal(text(destination['bucketArn']));
  const { encryptionConfiguration } = destination;
  const kms = objectOf(objectOf(encryptionConfiguration)['kmsEncryptionConfig'])['awskmsKeyArn'];
  const objects = prefixesOf(destination).map((prefix) => `${bucket}/${prefix}`);
  return [
    { actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], resources: objects },
    { actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: [bucket] },
    ...(typeof kms === 'string'
      ? [
          keyAllow(kms, ['kms:Decrypt', 'kms:GenerateDataKey'], {
            StringEquals: { 'kms:ViaService': `s3.${target.region}.amazonaws.com` },
            StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, ...objects] },
          }),
        ]
      : []),
  ];
}

/**
 * The keys that are written, as patterns. Without a prefix for errors, Firehose chooses one that names their type, such
 * as `processing-failed/`. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
 */
function prefixesOf({ prefix, errorOutputPrefix }: JsonObject): readonly string[] {
  const pattern = (value: JsonValue | undefined): string =>
    `${text(value)
      .split(/!\{[^}]*\}/)
      .map(literal)
      .join('*')}*`.replaceAll(/\*{2,}/g, '*');
  const errors = text(errorOutputPrefix) === '' ? '*-failed/*' : pattern(errorOutputPrefix);
  const objects = pattern(prefix);
  return objects === '*' || objects === errors ? [objects] : [objects, errors];
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3 */
function loggingAllows({ cloudWatchLoggingOptions }: JsonObject, target: Target): readonly Allow[] {
  const { enabled, logGroupName, logStreamName } = objectOf(cloudWatchLoggingOptions);
  if (enabled !== true) return [];
  const stream = `log-group:${literal(text(logGroupName))}:log-stream:${literal(text(logStreamName))}`;
  return [{ actions: ['logs:PutLogEvents'], resources: [arnIn(target, 'logs', stream)] }];
}

/** Also of what is switched off, because its role is passed all the same. https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html */
function functionUses(address: Address, destination: JsonObject): readonly RoleUse[] {
  const { enabled, processors } = objectOf(destination['processingConfiguration']);
  return (isList(processors) ? processors : []).flatMap((processor) => {
    const { parameters } = objectOf(processor);
    const listed = (isList(parameters) ? parameters : []).map(objectOf);
    const given = new Map(listed.map(({ parameterName, parameterValue }) => [parameterName, parameterValue]));
    const functionArn = given.get('LambdaArn');
    if (typeof functionArn !== 'string') return [];
    const isVersion = functionArn.split(':').length > 7;
    const resources = [literal(functionArn), ...(isVersion ? [] : [`${literal(functionArn)}:*`])];
    const allows = [{ actions: ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], resources }];
    const roleArn = given.get('RoleArn') ?? destination['roleArn'];
    const at = { address, path: 'processingConfiguration' };
    const one = use(at, roleArn, `${address} invokes ${functionArn}`, enabled === true ? allows : []);
    return one === undefined ? [] : [one];
  });
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-glue */
function conversionUse(address: Address, destination: JsonObject, target: Target): RoleUse | undefined {
  const { enabled, schemaConfiguration } = objectOf(destination['dataFormatConversionConfiguration']);
  const { roleArn, databaseName, tableName, ...given } = objectOf(schemaConfiguration);
  const { region = target.region, catalogId = target.account } = given;
  const catalog = { ...target, region: text(region), account: text(catalogId) };
  const [database, table] = [literal(text(databaseName)), literal(text(tableName))];
  const resources = ['catalog', `database/${database}`, `table/${database}/${table}`].map((resource) =>
    arnIn(catalog, 'glue', resource),
  );
  const actions = ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'];
  const why = `${address} reads ${text(databaseName)}.${text(tableName)}`;
  const at = { address, path: 'dataFormatConversionConfiguration.schemaConfiguration.roleArn' };
  return use(at, roleArn, why, enabled === false ? [] : [{ actions, resources }]);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function text(value: JsonValue | undefined): string {
  return value === undefined ? '' : String(value);
}
