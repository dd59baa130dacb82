import { metricFacts } from '../../../catalogue/metrics.ts';
import { judgedBehaviors } from '../../../lake/behaviors.ts';
import { recordTypeOf } from '../../../lake/record-type.ts';
import type { ExportedMetric } from '../../../lake/samples.ts';
import { processorsOf, tableOf } from '../../../lake/table.ts';
import { addressOf, kindOf, nameOf } from '../../../model/address.ts';
import type { FedTable, JudgedBehavior, Lake, MissingTable } from '../../../model/lake/table.ts';
import { isList, isObject, textAt } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import type { Specs } from '../afterwards.ts';
import { rulesReading } from '../data-path/feeding.ts';
import { profileMetricsOf } from '../profile-metrics.ts';

/** What profiles export to a rule. */
interface Exports {
  readonly metrics: ReadonlyMap<string, ExportedMetric>;
  readonly behaviors: readonly JudgedBehavior[];
}

/** The tables that fit what exports leave behind in S3: one for each stream that they reach. */
export function lakeOf(specs: Specs, database: string): Lake {
  const exports = exportsByRule(specs);
  const tables: FedTable[] = [];
  const missing: MissingTable[] = [];
  for (const [address, spec] of specs) {
    if (kindOf(address) !== 'DeliveryStream') continue;
    const stream = nameOf(address);
    const feeding = [...exports].flatMap(([rule, exported]) => {
      const ruleSpec = specs.get(addressOf('TopicRule', rule)) ?? {};
      return actionsTo(stream, ruleSpec).map((action) => ({ rule, ruleSpec, action, exported }));
    });
    if (feeding.length === 0) continue;
    const splits = processorsOf(isObject(spec['extendedS3Destination']) ? spec['extendedS3Destination'] : {}).includes(
      'RecordDeAggregation',
    );
    const rules = feeding.map(({ rule, ruleSpec, action, exported: { metrics } }) => ({
      name: rule,
      record: recordTypeOf(ruleSpec, {
        isSplit: splits || action['batchMode'] === true,
        metrics: [...metrics.values()],
      }),
    }));
    const table = tableOf(stream, spec, rules, database);
    if ('why' in table) missing.push(table);
    else
      tables.push({
        table,
        metrics: [...new Set(feeding.flatMap(({ exported }) => [...exported.metrics.keys()]))],
        behaviors: feeding.flatMap(({ exported }) => exported.behaviors),
      });
  }
  return { tables, missing };
}

/** What profiles export, by the names of the rules that get it. */
function exportsByRule(specs: Specs): ReadonlyMap<string, Exports> {
  const rules = [...specs].flatMap(([address, spec]): [string, JsonObject][] =>
    kindOf(address) === 'TopicRule' ? [[nameOf(address), spec]] : [],
  );
  const rulesAt = rulesReading(rules);
  const there = new Set(rules.map(([name]) => name));
  const found = new Map<string, Exports>();
  for (const [address, spec] of specs) {
    if (kindOf(address) !== 'SecurityProfile') continue;
    const { mqttTopic, exported } = profileMetricsOf(spec);
    if (mqttTopic === undefined || exported.length === 0) continue;
    const metrics = exported.flatMap(({ metric }) => {
      const custom = textAt(specs.get(addressOf('CustomMetric', metric)), 'metricType');
      const facts = metricFacts(metric, custom);
      return facts === undefined ? [] : [{ name: metric, value: facts.value }];
    });
    const behaviors = judgedBehaviors(nameOf(address), spec);
    for (const rule of rulesAt(mqttTopic).filter((one) => there.has(one))) {
      const before = found.get(rule);
      found.set(rule, {
        metrics: new Map([...(before?.metrics ?? []), ...metrics.map((one) => [one.name, one] as const)]),
        behaviors: [...(before?.behaviors ?? []), ...behaviors],
      });
    }
  }
  return found;
}

/** The settings of each action of a rule that writes to a stream. */
function actionsTo(stream: string, { actions }: JsonObject): readonly JsonObject[] {
  return (isList(actions) ? actions : []).flatMap((action) => {
    const firehose = isObject(action) ? action['firehose'] : undefined;
    return isObject(firehose) && firehose['deliveryStreamName'] === stream ? [firehose] : [];
  });
}
