import type { Address } from '../../model/address.ts';
import { isList, objectOf } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { keyAllow } from '../../model/access/allow.ts';
import type { Allow } from '../../model/access/allow.ts';
import { arnIn, literal } from '../../model/access/arn.ts';
import { destinationAccess, inVpc, kinesisAllows, mskAllows } from './destination-access.ts';
import { destinationOf } from './destinations.ts';
import type { Access, RoleUse } from '../../model/access/role-use.ts';

/** The roles of a delivery stream: of its source, its destination, the backup, its secret, its functions and the table of a conversion. */
export const deliveryStreamAccess: Access = {
  uses: ({ address, spec }, target) => {
    const found = destinationOf(spec);
    return [...sourceUses(address, spec), ...(found === undefined ? [] : destinationUses(address, found, target))];
  },
  // AWS's own needs nothing.
  keys: ({ spec }) => {
    const key = objectOf(spec['deliveryStreamEncryption'])['keyArn'];
    return typeof key === 'string' ? [key] : [];
  },
};

type Found = NonNullable<ReturnType<typeof destinationOf>>;

/** Where a role is named, below the stream, and what it is there for. */
interface Use {
  readonly path: string;
  readonly roleArn: JsonValue | undefined;
  readonly why: string;
  readonly allows: readonly Allow[];
  readonly notes?: readonly string[] | undefined;
}

function usesOf(address: Address, uses: readonly Use[]): readonly RoleUse[] {
  return uses.flatMap(({ path, roleArn, why, allows, notes }): readonly RoleUse[] =>
    typeof roleArn === 'string'
      ? [{ roleArn, address, path, service: 'firehose.amazonaws.com', why, allows, ...(notes && { notes }) }]
      : [],
  );
}

function sourceUses(address: Address, spec: JsonObject): readonly RoleUse[] {
  const { kinesisStreamArn, roleArn } = objectOf(spec['kinesisStreamSourceConfiguration']);
  const msk = objectOf(spec['mskSourceConfiguration']);
  return usesOf(address, [
    {
      path: 'kinesisStreamSourceConfiguration.roleArn',
      roleArn,
      why: `${address} reads ${text(kinesisStreamArn)}`,
      allows: kinesisAllows(kinesisStreamArn),
    },
    {
      path: 'mskSourceConfiguration.authenticationConfiguration.roleArn',
      roleArn: objectOf(msk['authenticationConfiguration'])['roleArn'],
      why: `${address} reads ${text(msk['topicName'])} of ${text(msk['mskClusterArn'])}`,
      allows: mskAllows(msk),
    },
  ]);
}

function destinationUses(address: Address, { member, settings }: Found, target: Target): readonly RoleUse[] {
  const { s3Configuration: place, s3BackupConfiguration: backup, vpcConfiguration: vpc } = settings;
  const at = (
    path: string,
    roleArn: JsonValue | undefined,
    why: string,
    allows: readonly Allow[],
    notes?: readonly string[],
  ): Use => ({
    path: `${member}.${path}`,
    roleArn,
    why: `${address} ${why}`,
    allows,
    notes,
  });
  const s3 = (path: string, value: JsonValue | undefined, does: string): Use => {
    const one = objectOf(value);
    const allows = [...bucketAllows(one, target), ...loggingAllows(one, target)];
    return at(path, one['roleArn'], `${does} ${text(one['bucketArn'])}`, allows);
  };
  const own = (): Use => {
    if (member === 'extendedS3Destination') return s3('roleArn', settings, 'writes to');
    const { does, allows, notes } = destinationAccess(member, settings, target);
    return at('roleArn', settings['roleArn'], does, [...allows, ...loggingAllows(settings, target)], notes);
  };
  return usesOf(address, [
    own(),
    s3('s3Configuration.roleArn', place, member === 'redshiftDestination' ? 'writes to' : 'backs up to'),
    s3('s3BackupConfiguration.roleArn', backup, 'backs up to'),
    at('vpcConfiguration.roleArn', objectOf(vpc)['roleArn'], 'makes network interfaces', inVpc),
    secretUse(settings, at),
    ...functionUses(settings, at),
    conversionUse(settings, target, at),
  ]);
}

type Place = (path: string, roleArn: JsonValue | undefined, why: string, allows: readonly Allow[]) => Use;

/** https://docs.aws.amazon.com/firehose/latest/dev/secrets-manager-how.html */
function secretUse(settings: JsonObject, at: Place): Use {
  const { enabled, secretArn, roleArn } = objectOf(settings['secretsManagerConfiguration']);
  const path = roleArn === undefined ? 'roleArn' : 'secretsManagerConfiguration.roleArn';
  const role = enabled === true || roleArn !== undefined ? (roleArn ?? settings['roleArn']) : undefined;
  const resources = [literal(text(secretArn))];
  return at(
    path,
    role,
    `signs in with ${text(secretArn)}`,
    enabled === true ? [{ actions: ['secretsmanager:GetSecretValue'], resources }] : [],
  );
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
function functionUses(settings: JsonObject, at: Place): readonly Use[] {
  const { enabled, processors } = objectOf(settings['processingConfiguration']);
  return (isList(processors) ? processors : []).flatMap((processor) => {
    const { parameters } = objectOf(processor);
    const listed = (isList(parameters) ? parameters : []).map(objectOf);
    const given = new Map(listed.map(({ parameterName, parameterValue }) => [parameterName, parameterValue]));
    const functionArn = given.get('LambdaArn');
    if (typeof functionArn !== 'string') return [];
    const isVersion = functionArn.split(':').length > 7;
    const resources = [literal(functionArn), ...(isVersion ? [] : [`${literal(functionArn)}:*`])];
    const allows = [{ actions: ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], resources }];
    const roleArn = given.get('RoleArn') ?? settings['roleArn'];
    return [at('processingConfiguration', roleArn, `invokes ${functionArn}`, enabled === true ? allows : [])];
  });
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-glue */
function conversionUse(settings: JsonObject, target: Target, at: Place): Use {
  const { enabled, schemaConfiguration } = objectOf(settings['dataFormatConversionConfiguration']);
  const { roleArn, databaseName, tableName, ...given } = objectOf(schemaConfiguration);
  const { region = target.region, catalogId = target.account } = given;
  const catalog = { ...target, region: text(region), account: text(catalogId) };
  const [database, table] = [literal(text(databaseName)), literal(text(tableName))];
  const resources = ['catalog', `database/${database}`, `table/${database}/${table}`].map((resource) =>
    arnIn(catalog, 'glue', resource),
  );
  const actions = ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'];
  const why = `reads ${text(databaseName)}.${text(tableName)}`;
  const path = 'dataFormatConversionConfiguration.schemaConfiguration.roleArn';
  return at(path, roleArn, why, enabled === false ? [] : [{ actions, resources }]);
}

function text(value: JsonValue | undefined): string {
  return value === undefined ? '' : String(value);
}
