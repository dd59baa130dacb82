import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import type { ForeignFile, ForeignResource, OpenValue } from './foreign.ts';
import { leaveOpen } from './open-values.ts';
import { requestOfGroup, requestOfRule, requestOfStream } from './terraform-blocks.ts';

/** What Terraform's resources become: how a resource's values are a request. */
interface Translation {
  readonly kind: string;
  readonly request: (values: JsonObject) => JsonObject;
}

const asItIs = (values: JsonObject): JsonObject => values;

/**
 * Of the provider aws, which has blocks of its own, and of awscc, which has CloudFormation's properties. The provider aws has nothing
 * for profiles, metrics and dimensions. https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
const TYPES: Readonly<Record<string, Translation>> = {
  aws_iot_thing_group: { kind: 'ThingGroup', request: requestOfGroup },
  aws_iot_topic_rule: { kind: 'TopicRule', request: requestOfRule },
  aws_kinesis_firehose_delivery_stream: { kind: 'DeliveryStream', request: requestOfStream },
  awscc_iot_account_audit_configuration: { kind: 'AuditConfiguration', request: asItIs },
  awscc_iot_mitigation_action: { kind: 'MitigationAction', request: asItIs },
  awscc_iot_scheduled_audit: { kind: 'ScheduledAudit', request: asItIs },
  awscc_iot_thing_group: { kind: 'ThingGroup', request: asItIs },
  awscc_iot_topic_rule: { kind: 'TopicRule', request: asItIs },
  awscc_iot_security_profile: { kind: 'SecurityProfile', request: asItIs },
  awscc_iot_custom_metric: { kind: 'CustomMetric', request: asItIs },
  awscc_iot_dimension: { kind: 'Dimension', request: asItIs },
  awscc_kinesisfirehose_delivery_stream: { kind: 'DeliveryStream', request: asItIs },
};

/** What AWS or the provider says of a resource that is there, and no author wrote. */
const COMPUTED = /^(id|arn|.+_arn|version_id|destination_id|region|timeouts)$/;
const OF_AUTHORS = /^(role|bucket|kms_key|key|target|kinesis_stream|metrics_topic)_arn$/;

/** Whether a file is what `terraform show -json` prints, of a state or of a plan. */
export function isTerraform(value: JsonObject): boolean {
  return typeof value['format_version'] === 'string' && rootOf(value) !== undefined;
}

/** https://developer.hashicorp.com/terraform/internals/json-format */
function rootOf({ values, planned_values: planned }: JsonObject): JsonObject | undefined {
  const found = [planned, values].find(isObject)?.['root_module'];
  return isObject(found) ? found : undefined;
}

/** What a state or a plan of Terraform holds. What is known after the apply only is left open. */
export function fromTerraform(value: JsonObject): ForeignFile {
  const open = new Map<string, OpenValue>();
  const others: string[] = [];
  const unknown = unknownValues(value);
  const resources = resourcesIn(rootOf(value) ?? {}).flatMap((resource): ForeignResource[] => {
    const { address, type, name, values } = resource;
    if (resource['mode'] === 'data' || !isObject(values)) return [];
    const translation = TYPES[String(type)];
    if (translation === undefined) {
      others.push(String(type));
      return [];
    }
    const isEmptyNone = translation.request !== asItIs;
    const known = withOpen(values, unknown.get(String(address)) ?? {}, { address: String(address), open, isEmptyNone });
    return [{ kind: translation.kind, fallback: String(name), request: translation.request(known), notes: [] }];
  });
  return { resources, open: [...open.values()], others };
}

function resourcesIn({ resources, child_modules: modules }: JsonObject): readonly JsonObject[] {
  const own = isList(resources) ? resources.filter(isObject) : [];
  return [...own, ...(isList(modules) ? modules.filter(isObject) : []).flatMap(resourcesIn)];
}

/** By address, what a plan does not know yet: `true` stands where a value will. */
function unknownValues({ resource_changes: changes }: JsonObject): ReadonlyMap<string, JsonObject> {
  const each = isList(changes) ? changes.filter(isObject) : [];
  return new Map(
    each.flatMap(({ address, change }): [string, JsonObject][] => {
      const after = isObject(change) ? change['after_unknown'] : undefined;
      return isObject(after) ? [[String(address), after]] : [];
    }),
  );
}

/** Values with a variable for each that is not known; what the apply alone brings is not an author's. */
function withOpen(values: JsonObject, unknown: JsonObject, one: Opening): JsonObject {
  const isOfAuthor = (key: string): boolean => !COMPUTED.test(key) || OF_AUTHORS.test(key);
  const own = (all: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(all).filter(([key]) => isOfAuthor(key)));
  const found = opened(own(values), own(unknown), one, []);
  return isObject(found) ? found : {};
}

/** What is opened, and where what is open goes. */
interface Opening {
  readonly address: string;
  readonly open: Map<string, OpenValue>;
  /** Whether empty texts and lists say that there is none, as they do in the provider aws. */
  readonly isEmptyNone: boolean;
}

function opened(
  value: JsonValue | undefined,
  unknown: JsonValue | undefined,
  one: Opening,
  path: readonly string[],
): JsonValue | undefined {
  if (unknown === true) return openAt(one, path);
  if (value === undefined || value === null || (value === '' && one.isEmptyNone)) return undefined;
  const below = (member: JsonValue | undefined, more: JsonValue | undefined, step: string): JsonValue | undefined =>
    opened(member, more, one, [...path, step]);
  if (isList(value)) {
    const more = isList(unknown) ? unknown : [];
    const items = value.map((item, index) => below(item, more[index], String(index)));
    const present = items.filter((item) => item !== undefined);
    return present.length === 0 && one.isEmptyNone ? undefined : present;
  }
  if (!isObject(value)) return value;
  const more = isObject(unknown) ? unknown : {};
  const keys = [...new Set([...Object.keys(value), ...Object.keys(more)])];
  const members = keys.map((key): [string, JsonValue | undefined] => [key, below(value[key], more[key], key)]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function openAt({ address, open }: Opening, path: readonly string[]): string {
  const members = path.filter((step) => !/^\d+$/.test(step));
  const name = `${address.split('.').at(-1)}-${members.join('-')}`.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(-60);
  // Blocks are lists, mostly of one.
  const where = path.filter((step) => step !== '0').join('.');
  return leaveOpen(open, name, { what: `${where} of ${address}, known after its apply` });
}
