import { basicIngestOf } from '../../catalogue/topics.ts';
import { dataPathOf } from '../../pipeline/impact/data-path/data-path.ts';
import { rulesReading } from '../../pipeline/impact/data-path/feeding.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { finish } from '../../model/steps.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { Aws } from '../../model/aws.ts';
import type { DataPath, PathSort } from '../../model/impact/data-path.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { DesiredState } from '../../model/resource.ts';
import { beforehand } from '../../pipeline/impact/afterwards.ts';
import { metricKey, profileMetricsOf } from '../../pipeline/impact/profile-metrics.ts';
import { readLive } from './live-resource.ts';
import { ruleEnds } from './rule.ts';
import type { RuleEnds } from './rule.ts';

/** The way of what is exported to one topic, as it is in the account. */
export interface Walked extends RuleEnds {
  readonly topic: string;
  /** The profiles that export to it. */
  readonly profiles: readonly Address[];
  /** Texts of the rules' statements, by name. */
  readonly statements: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Follows every export of the profiles through the account, hop by hop. Only reads. */
export async function walkPath(aws: Aws, desired: DesiredState): Promise<readonly Walked[]> {
  const { nodes, before, behind } = neighbours(dataPathOf(beforehand(desired.resources)));
  const topics = nodes.filter(({ sort, id }) => sort === 'topic' && before(id, 'profile').length > 0);
  const walked: Walked[] = [];
  for (const { id, name } of topics) {
    const profiles = before(id, 'profile').map((profile) => addressOf('SecurityProfile', profile));
    const ofProfiles = await Promise.all(profiles.map((address) => diagnoseProfile(aws, address, name, desired)));
    const rules = await Promise.all(behind(id, 'rule').map((rule) => diagnoseRule(aws, rule, name)));
    walked.push({
      topic: name,
      profiles,
      statements: new Map(rules.flatMap(({ rule, sql }) => (sql === undefined ? [] : [[rule, sql] as const]))),
      diagnostics: [
        ...ofProfiles,
        ...(rules.length === 0 ? [unheard(name)] : []),
        ...rules.flatMap(({ diagnostics }) => diagnostics),
      ],
      landings: rules.flatMap(({ landings }) => landings),
      errors: rules.flatMap(({ errors }) => errors),
    });
  }
  return walked;
}

/** What stands before and behind a node, by its sort, as names in the order of the nodes. */
function neighbours({ nodes, edges }: DataPath) {
  const [into, outOf] = [groupsBy(edges, ({ to }) => to), groupsBy(edges, ({ from }) => from)];
  const order = new Map(nodes.map((node, nth) => [node.id, { ...node, nth }]));
  const named = (ids: readonly string[], sort: PathSort): readonly string[] =>
    [...new Set(ids)]
      .flatMap((id) => order.get(id) ?? [])
      .filter((node) => node.sort === sort)
      .sort((one, other) => one.nth - other.nth)
      .map(({ name }) => name);
  return {
    nodes,
    before: (id: string, sort: PathSort) =>
      named(
        (into.get(id) ?? []).map(({ from }) => from),
        sort,
      ),
    behind: (id: string, sort: PathSort) =>
      named(
        (outOf.get(id) ?? []).map(({ to }) => to),
        sort,
      ),
  };
}

async function diagnoseProfile(aws: Aws, address: Address, topic: string, desired: DesiredState): Promise<Diagnostic> {
  const read = await readLive(aws, address);
  if ('diagnostic' in read) return read.diagnostic;
  const [live, wanted] = [profileMetricsOf(read.spec), profileMetricsOf(desired.resources.get(address)?.spec ?? {})];
  const block = (what: string): Diagnostic => ({
    status: 'blocks',
    code: 'DG7201',
    message: `${address} ${what}.`,
    hint: APPLY,
  });
  if (live.mqttTopic !== topic) return block(`exports to ${live.mqttTopic ?? 'no topic'}, not to ${topic}`);
  const exported = new Set(live.exported.map(metricKey));
  const missing = wanted.exported.find((one) => !exported.has(metricKey(one)));
  if (missing !== undefined) return block(`does not export ${missing.metric}`);
  const target = wanted.targets.find((one) => !live.targets.includes(one));
  if (target !== undefined) return block(`is not attached to ${target}`);
  if (live.targets.length === 0) return block('is attached to nothing, so that nothing is exported');
  const count = live.exported.length === 1 ? '1 metric' : `${live.exported.length} metrics`;
  return { status: 'fine', message: `${address}, on ${live.targets.join(', ')}, exports ${count} to ${topic}.` };
}

const APPLY = 'Run `defender-gitops plan` to see what differs, and apply it.';

interface DiagnosedRule extends RuleEnds {
  readonly rule: string;
  readonly sql?: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function diagnoseRule(aws: Aws, rule: string, topic: string): Promise<DiagnosedRule> {
  const address = addressOf('TopicRule', rule);
  const read = await readLive(aws, address);
  const nowhere = { rule, landings: [], errors: [] };
  if ('diagnostic' in read) return { ...nowhere, diagnostics: [read.diagnostic] };
  const { spec } = read;
  const fault = ruleProblem(rule, spec, topic);
  if (fault !== undefined)
    return {
      ...nowhere,
      diagnostics: [{ status: 'blocks', code: 'DG7201', message: `${address} ${fault}.`, hint: APPLY }],
    };
  const fed = basicIngestOf(topic) === undefined ? `reads ${topic}` : 'is fed by Basic Ingest';
  const fine: Diagnostic = { status: 'fine', message: `${address} is enabled and ${fed}.` };
  const { diagnostics, ...ends } = await ruleEnds(aws, address, spec);
  return { rule, sql: String(spec['sql']), ...ends, diagnostics: [fine, ...diagnostics] };
}

function ruleProblem(rule: string, spec: JsonObject, topic: string): string | undefined {
  if (spec['ruleDisabled'] === true) return 'is disabled: what is exported is lost';
  return finish(rulesReading([[rule, spec]]))(topic).includes(rule) ? undefined : `does not read ${topic}`;
}

function unheard(topic: string): Diagnostic {
  return {
    status: 'unchecked',
    message: `Who subscribes to ${topic} cannot be seen from here: no rule of the profiles reads it.`,
    hint: `To see what comes: defender-gitops subscribe '${topic}' --broker wss://ENDPOINT`,
  };
}
