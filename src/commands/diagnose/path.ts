import { basicIngestOf, matchesFilter } from '../../catalogue/topics.ts';
import { dataPathOf } from '../../pipeline/impact/data-path/data-path.ts';
import { topicFilterOf } from '../../pipeline/impact/data-path/feeding.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { DataPath, PathSort } from '../../model/impact/data-path.ts';
import type { JsonObject } from '../../model/json.ts';
import type { DesiredState } from '../../model/resource.ts';
import { beforehand } from '../../pipeline/impact/afterwards.ts';
import { watchedKey, watchingOf } from '../../pipeline/impact/watching.ts';
import type { Remark } from '../prerequisites/diagnostic.ts';
import { readStation } from './live-resource.ts';
import { ruleEnds } from './rule.ts';
import type { Ends } from './rule.ts';

/** The way of what is exported to one topic, as it is in the account. */
export interface Walked extends Ends {
  readonly topic: string;
  /** The profiles that export to it. */
  readonly profiles: readonly Address[];
  /** Texts of the rules' statements, by name. */
  readonly statements: ReadonlyMap<string, string>;
  readonly remarks: readonly Remark[];
}

/** Follows every export of the profiles through the account, station by station. Only reads. */
export async function walkPath(aws: Aws, desired: DesiredState): Promise<readonly Walked[]> {
  const path = dataPathOf(beforehand(desired.resources));
  const topics = path.nodes.filter(({ sort, id }) => sort === 'topic' && before(path, id, 'profile').length > 0);
  const walked: Walked[] = [];
  for (const { id, name } of topics) {
    const profiles = before(path, id, 'profile').map((profile) => addressOf('SecurityProfile', profile));
    const ofProfiles = await Promise.all(profiles.map((address) => lookAtProfile(aws, address, name, desired)));
    const rules = await Promise.all(behind(path, id, 'rule').map((rule) => lookAtRule(aws, rule, name)));
    walked.push({
      topic: name,
      profiles,
      statements: new Map(rules.flatMap(({ rule, sql }) => (sql === undefined ? [] : [[rule, sql] as const]))),
      remarks: [
        ...ofProfiles,
        ...(rules.length === 0 ? [unheard(name)] : []),
        ...rules.flatMap(({ remarks }) => remarks),
      ],
      landings: rules.flatMap(({ landings }) => landings),
      errors: rules.flatMap(({ errors }) => errors),
    });
  }
  return walked;
}

function before({ edges, nodes }: DataPath, id: string, sort: PathSort): readonly string[] {
  const ids = new Set(edges.filter(({ to }) => to === id).map(({ from }) => from));
  return nodes.filter((node) => ids.has(node.id) && node.sort === sort).map(({ name }) => name);
}

function behind({ edges, nodes }: DataPath, id: string, sort: PathSort): readonly string[] {
  const ids = new Set(edges.filter(({ from }) => from === id).map(({ to }) => to));
  return nodes.filter((node) => ids.has(node.id) && node.sort === sort).map(({ name }) => name);
}

async function lookAtProfile(aws: Aws, address: Address, topic: string, desired: DesiredState): Promise<Remark> {
  const read = await readStation(aws, address);
  if ('remark' in read) return read.remark;
  const [live, wanted] = [watchingOf(read.spec), watchingOf(desired.resources.get(address)?.spec ?? {})];
  const block = (what: string): Remark => ({
    status: 'blocks',
    code: 'DG7201',
    what: `${address} ${what}.`,
    remedy: APPLY,
  });
  if (live.mqttTopic !== topic) return block(`exports to ${live.mqttTopic ?? 'no topic'}, not to ${topic}`);
  const exported = new Set(live.exported.map(watchedKey));
  const missing = wanted.exported.find((one) => !exported.has(watchedKey(one)));
  if (missing !== undefined) return block(`does not export ${missing.metric}`);
  const target = wanted.targets.find((one) => !live.targets.includes(one));
  if (target !== undefined) return block(`is not attached to ${target}`);
  if (live.targets.length === 0) return block('is attached to nothing, so that nothing is exported');
  const count = live.exported.length === 1 ? '1 metric' : `${live.exported.length} metrics`;
  return { status: 'fine', what: `${address}, on ${live.targets.join(', ')}, exports ${count} to ${topic}.` };
}

const APPLY = 'Run `defender-gitops plan` to see what differs, and apply it.';

interface LookedAtRule extends Ends {
  readonly rule: string;
  readonly sql?: string;
  readonly remarks: readonly Remark[];
}

async function lookAtRule(aws: Aws, rule: string, topic: string): Promise<LookedAtRule> {
  const address = addressOf('TopicRule', rule);
  const read = await readStation(aws, address);
  const nowhere = { rule, landings: [], errors: [] };
  if ('remark' in read) return { ...nowhere, remarks: [read.remark] };
  const { spec } = read;
  const fault = ruleFault(spec, topic);
  if (fault !== undefined)
    return {
      ...nowhere,
      remarks: [{ status: 'blocks', code: 'DG7201', what: `${address} ${fault}.`, remedy: APPLY }],
    };
  const fed = basicIngestOf(topic) === undefined ? `reads ${topic}` : 'is fed by Basic Ingest';
  const fine: Remark = { status: 'fine', what: `${address} is enabled and ${fed}.` };
  const { remarks, ...ends } = await ruleEnds(aws, address, spec);
  return { rule, sql: String(spec['sql']), ...ends, remarks: [fine, ...remarks] };
}

function ruleFault({ ruleDisabled, sql }: JsonObject, topic: string): string | undefined {
  if (ruleDisabled === true) return 'is disabled: what is exported is lost';
  if (basicIngestOf(topic) !== undefined || matchesFilter(topicFilterOf(String(sql)) ?? '', topic)) return undefined;
  return `does not read ${topic}`;
}

function unheard(topic: string): Remark {
  return {
    status: 'unchecked',
    what: `Who subscribes to ${topic} cannot be seen from here: no rule of the profiles reads it.`,
    remedy: `To see what comes: defender-gitops subscribe '${topic}' --broker wss://ENDPOINT`,
  };
}
