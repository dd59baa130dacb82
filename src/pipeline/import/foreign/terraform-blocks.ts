import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';

/** What a rule of the provider says of itself; all else is an action. */
const OF_RULES = ['name', 'description', 'enabled', 'sql', 'sql_version', 'tags', 'tags_all', 'error_action'];

/** A rule of Terraform as a request: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iot_topic_rule */
export function requestOfRule(values: JsonObject): JsonObject {
  const { name, description, enabled, sql, sql_version: version, error_action: failing } = values;
  const others = Object.entries(values).filter(([key]) => !OF_RULES.includes(key));
  const [errorAction] = blocks(failing)
    .flatMap((block) => Object.entries(block))
    .flatMap(actionsOf);
  return {
    ruleName: name,
    topicRulePayload: {
      sql,
      awsIotSqlVersion: version,
      description,
      ruleDisabled: enabled === undefined ? undefined : !isOn(enabled),
      // One that is no list of blocks is told as it is: a provider to come may have it.
      ...Object.fromEntries(others.filter(([, value]) => !isBlocks(value))),
      actions: others.flatMap(actionsOf),
      errorAction,
    },
    tags: tagsOf(values),
  };
}

/** With those that the provider puts on everything, where they are told. */
function tagsOf({ tags, tags_all: all }: JsonObject): JsonValue | undefined {
  return isObject(all) && Object.keys(all).length > 0 ? all : tags;
}

function isOn(value: JsonValue): boolean {
  return value === true || value === 'true';
}

function isBlocks(value: JsonValue | undefined): boolean {
  return isList(value) && value.every(isObject);
}

function blocks(value: JsonValue | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
}

/** Blocks that are called otherwise than the members that they are. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  http: { http_header: 'headers' },
  kafka: { header: 'headers' },
  timestream: { dimension: 'dimensions' },
};

function actionsOf([type, value]: [string, JsonValue | undefined]): readonly JsonObject[] {
  if (!isBlocks(value)) return [];
  return blocks(value).map((block) => {
    const names = RENAMED[type] ?? {};
    const members = Object.entries(block).map(([key, member]) => [names[key] ?? key, member]);
    return { [type]: Object.fromEntries(members) as JsonObject };
  });
}

/** A static group of Terraform as a request: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iot_thing_group */
export function requestOfGroup(values: JsonObject): JsonObject {
  const { name, parent_group_name: parentGroupName, properties, tags: _, tags_all: __, ...rest } = values;
  const [said] = blocks(properties);
  const [payload] = blocks(said?.['attribute_payload']);
  return {
    // What the provider reads of the group's ancestors nobody wrote.
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'metadata' && key !== 'version')),
    thingGroupName: name,
    parentGroupName,
    thingGroupProperties: said && {
      thingGroupDescription: said['description'],
      attributePayload: payload && { attributes: payload['attributes'] },
    },
    tags: tagsOf(values),
  };
}

/** A stream of Terraform as a request: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream */
export function requestOfStream(values: JsonObject): JsonObject {
  const { name, destination: _, server_side_encryption: sse, tags_all: __, ...rest } = values;
  const others = Object.entries(rest).map(([key, value]): [string, JsonValue | undefined] => {
    const [block] = DESTINATION.test(key) ? blocks(value) : [];
    if (block !== undefined)
      return [`${key.slice(0, -'_configuration'.length)}_destination_configuration`, requestOfDestination(block)];
    // Without a block the provider has an empty list.
    return [key, isBlocks(value) && blocks(value).length === 0 ? undefined : value];
  });
  const [encryption] = blocks(sse);
  return {
    deliveryStreamName: name,
    ...Object.fromEntries(others),
    tags: tagsOf(values),
    deliveryStreamEncryptionConfigurationInput: requestOfEncryption(encryption),
  };
}

/** Blocks that are a destination. */
const DESTINATION =
  /^(extended_s3|http_endpoint|splunk|elasticsearch|opensearch|opensearchserverless|redshift|snowflake|iceberg)_configuration$/;

function requestOfEncryption(block: JsonObject | undefined): JsonObject | undefined {
  if (block === undefined || !isOn(block['enabled'] ?? false)) return undefined;
  return { keyType: block['key_type'], keyARN: block['key_arn'] };
}

/** A destination: what is flat in Terraform stands deeper in the API. */
function requestOfDestination(block: JsonObject): JsonObject {
  const {
    buffering_size: size = block['buffer_size'],
    buffering_interval: interval = block['buffer_interval'],
    buffer_size: _,
    buffer_interval: __,
    kms_key_arn: key,
    dynamic_partitioning_configuration: partitioning,
    s3_backup_configuration: backup,
    s3_configuration: place,
    retry_duration: retry,
    ...rest
  } = block;
  const [[copy], [beside]] = [blocks(backup), blocks(place)];
  return {
    ...withParts(rest),
    retryOptions: retry === undefined ? undefined : { durationInSeconds: retry },
    s3Configuration: beside === undefined ? undefined : requestOfDestination(beside),
    bufferingHints:
      size === undefined && interval === undefined ? undefined : { sizeInMBs: size, intervalInSeconds: interval },
    encryptionConfiguration: key === undefined ? undefined : { kmsEncryptionConfig: { awskmsKeyARN: key } },
    dynamicPartitioningConfiguration: requestOfPartitioning(blocks(partitioning)[0]),
    s3BackupConfiguration: copy === undefined ? undefined : requestOfDestination(copy),
  };
}

/** Parts of destinations that Terraform has flat, with what they are called in the API. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  endpointConfiguration: { url: 'url', name: 'name', access_key: 'accessKey' },
  copyCommand: {
    data_table_name: 'dataTableName',
    data_table_columns: 'dataTableColumns',
    copy_options: 'copyOptions',
  },
  catalogConfiguration: { catalog_arn: 'catalogArn' },
};

function withParts(block: JsonObject): JsonObject {
  const parts = Object.entries(PARTS).map(([part, names]) => {
    const members = Object.entries(names).map(([flat, name]) => [name, block[flat]] as const);
    return [part, Object.fromEntries(members.filter(([, value]) => value !== undefined && value !== ''))] as const;
  });
  const flat = new Set(Object.values(PARTS).flatMap((names) => Object.keys(names)));
  return {
    ...Object.fromEntries(Object.entries(block).filter(([name]) => !flat.has(name))),
    ...Object.fromEntries(parts.filter(([, members]) => Object.keys(members).length > 0)),
  };
}

function requestOfPartitioning(block: JsonObject | undefined): JsonObject | undefined {
  if (block === undefined) return undefined;
  const { retry_duration: seconds, ...rest } = block;
  return { ...rest, retryOptions: seconds === undefined ? undefined : { durationInSeconds: seconds } };
}
