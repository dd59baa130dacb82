import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import type { ForeignFile, ForeignResource } from './foreign.ts';

/** Members that tell which request an object is, the most telling first. https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html */
const TELLING: readonly (readonly [kind: string, ...members: readonly string[]])[] = [
  ['SecurityProfile', 'securityprofilename'],
  ['DeliveryStream', 'deliverystreamname'],
  ['TopicRule', 'rulename'],
  ['TopicRule', 'topicrulepayload'],
  ['ThingGroup', 'thinggroupname'],
  ['MitigationAction', 'actionparams'],
  ['ScheduledAudit', 'targetchecknames'],
  ['AuditConfiguration', 'auditcheckconfigurations'],
  ['AuditSuppression', 'checkname', 'resourceidentifier'],
  ['CustomMetric', 'metricname', 'metrictype'],
  ['Dimension', 'name', 'stringvalues'],
  ['TopicRule', 'sql', 'actions'],
  ['SecurityProfile', 'behaviors'],
  ['DeliveryStream', 'extendeds3destinationconfiguration'],
];

/**
 * Requests as the AWS CLI reads them from files (`--cli-input-json`, `--topic-rule-payload file://…`), one or a list of them;
 * undefined where the value is none. `fallback` names what does not name itself.
 */
export function fromCliInput(value: JsonValue, fallback: string): ForeignFile | undefined {
  const all = isList(value) ? value : [value];
  const resources = all.map((one): ForeignResource | undefined => {
    const kind = isObject(one) ? kindOf(one) : undefined;
    return kind === undefined || !isObject(one) ? undefined : { kind, fallback, request: one, notes: [] };
  });
  if (resources.length === 0 || resources.includes(undefined)) return undefined;
  return { resources: resources as readonly ForeignResource[], open: [], others: [] };
}

function kindOf(request: JsonObject): string | undefined {
  const members = new Set(Object.keys(request).map((key) => key.toLowerCase()));
  return TELLING.find(([, ...telling]) => telling.every((member) => members.has(member)))?.[0];
}
