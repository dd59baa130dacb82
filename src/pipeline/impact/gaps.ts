import { basicIngestOf } from '../../catalogue/topics.ts';
import { kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Gap, MetricRef } from '../../model/impact/coverage.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Change, Replace, Update } from '../../model/plan.ts';
import { afterwards } from './afterwards.ts';
import type { Specs } from './afterwards.ts';
import { mutualHandovers } from './handover.ts';
import { metricKey, profileMetricsOf } from './profile-metrics.ts';

/** Where exported metrics go astray, or change their way, while changes are carried out. */
export function coverageGaps(changes: readonly Change[], before: Specs): readonly Gap[] {
  const after = afterwards(changes, before);
  let ways: Ways | undefined;
  return [
    ...changes.flatMap((change) => {
      if (change.action === 'update') return topicMove(change);
      if (change.action !== 'replace') return [];
      return kindOf(change.address) === 'DeliveryStream'
        ? streamGap(change, (ways ??= waysIn(before)), after)
        : referenceGap(change, before);
    }),
    ...mutualHandovers(changes).map(({ first, then, metrics }): Gap => ({
      cause: 'profiles-exchange',
      profiles: [first, then],
      metrics,
      from: first,
      until: then,
      meaning: 'the two profiles exchange metrics, so one stops before the other starts',
    })),
  ];
}

/** Whoever listens to the old topic hears nothing more. */
function topicMove({ address, before, after }: Update): Gap[] {
  if (kindOf(address) !== 'SecurityProfile') return [];
  const [was, is] = [profileMetricsOf(before), profileMetricsOf(after)];
  if (was.mqttTopic === undefined || is.mqttTopic === undefined || was.mqttTopic === is.mqttTopic) return [];
  const still = new Set(is.exported.map(metricKey));
  const metrics = was.exported.filter((watched) => still.has(metricKey(watched)));
  if (metrics.length === 0) return [];
  const meaning = `from then on they go to ${is.mqttTopic} and no longer to ${was.mqttTopic}`;
  return [{ cause: 'topic-moves', profiles: [address], metrics, from: address, until: address, meaning }];
}

/** A stream is away for minutes, and what rules send to it meanwhile fails. */
function streamGap({ address }: Replace, { feeding, exporting }: Ways, after: Specs): Gap[] {
  const rules = (feeding.get(nameOf(address)) ?? []).filter(({ rule }) => after.has(rule));
  const fed = rules.flatMap(({ rule }) => exporting.get(nameOf(rule)) ?? []);
  if (fed.length === 0) return [];
  const withoutErrorAction = rules.filter(({ spec }) => !isObject(spec['errorAction'])).map(({ rule }) => nameOf(rule));
  const fate =
    withoutErrorAction.length === 0
      ? 'the error actions of the rules get them'
      : `they are lost: ${withoutErrorAction.join(', ')} ${withoutErrorAction.length === 1 ? 'has' : 'have'} no error action`;
  return [
    {
      cause: 'stream-replaced',
      profiles: fed.map(({ profile }) => profile),
      metrics: distinct(fed.flatMap(({ metrics }) => metrics)),
      from: address,
      until: address,
      meaning: `while the stream is deleted and created again, ${fate}`,
    },
  ];
}

/** What refers to a replaced metric or dimension lets go of it meanwhile. */
function referenceGap({ address, releases }: Replace, before: Specs): Gap[] {
  const [kind, name] = [kindOf(address), nameOf(address)];
  const metrics = releases.flatMap((profile) => {
    const { detected, exported } = profileMetricsOf(before.get(profile) ?? {});
    return [...detected, ...exported].filter((one) => (kind === 'CustomMetric' ? one.metric : one.dimension) === name);
  });
  if (metrics.length === 0) return [];
  const meaning = 'while it is deleted and created again, nothing is detected on them and nothing is exported';
  const cause = 'reference-replaced';
  return [{ cause, profiles: releases, metrics: distinct(metrics), from: address, until: address, meaning }];
}

/** How exports get into streams. */
interface Ways {
  /** The rules that send to a stream, by its name. */
  readonly feeding: ReadonlyMap<string, readonly { readonly rule: Address; readonly spec: JsonObject }[]>;
  /** The profiles that publish to a rule by Basic Ingest, and what, by its name. */
  readonly exporting: ReadonlyMap<
    string,
    readonly { readonly profile: Address; readonly metrics: readonly MetricRef[] }[]
  >;
}

function waysIn(specs: Specs): Ways {
  const feeding = [...specs].flatMap(([rule, spec]) =>
    kindOf(rule) === 'TopicRule' ? streamsOf(spec).map((stream) => ({ rule, spec, stream })) : [],
  );
  const exporting = [...specs].flatMap(([profile, spec]) => {
    if (kindOf(profile) !== 'SecurityProfile') return [];
    const { mqttTopic = '', exported: metrics } = profileMetricsOf(spec);
    const rule = basicIngestOf(mqttTopic)?.rule;
    return rule === undefined || metrics.length === 0 ? [] : [{ profile, metrics, rule }];
  });
  return { feeding: groupsBy(feeding, ({ stream }) => stream), exporting: groupsBy(exporting, ({ rule }) => rule) };
}

/** The streams that a rule sends to, each once. */
function streamsOf({ actions }: JsonObject): readonly string[] {
  const names = (isList(actions) ? actions : []).flatMap((action) =>
    isObject(action) && isObject(action['firehose']) ? String(action['firehose']['deliveryStreamName']) : [],
  );
  return [...new Set(names)];
}

function distinct(metrics: readonly MetricRef[]): readonly MetricRef[] {
  return [...new Map(metrics.map((watched) => [metricKey(watched), watched])).values()];
}
