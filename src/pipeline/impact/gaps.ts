import { basicIngestOf } from '../../catalogue/topics.ts';
import { kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Gap, MetricRef } from '../../model/impact/coverage.ts';
import { isList, isObject } from '../../model/json.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Change, Replace, Update } from '../../model/plan.ts';
import { afterwards } from './afterwards.ts';
import type { Specs } from './afterwards.ts';
import { mutualHandovers } from './handover.ts';
import { metricKey, profileMetricsOf } from './profile-metrics.ts';

/** Where exported metrics go astray, or change their way, while changes are carried out. */
export function coverageGaps(changes: readonly Change[], before: Specs): readonly Gap[] {
  const after = afterwards(changes, before);
  return [
    ...changes.flatMap((change) => {
      if (change.action === 'update') return topicMove(change);
      if (change.action !== 'replace') return [];
      return kindOf(change.address) === 'DeliveryStream'
        ? streamGap(change, before, after)
        : referenceGap(change, before);
    }),
    ...mutualHandovers(changes).map(({ first, then, metrics }): Gap => ({
      cause: 'profiles-exchange',
      profiles: [first, then],
      metrics,
      from: first,
      until: then,
      meaning: 'the two profiles take over from each other, so one lets go before the other has taken hold',
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
function streamGap({ address }: Replace, before: Specs, after: Specs): Gap[] {
  const rules = [...before].filter(
    ([rule, spec]) => kindOf(rule) === 'TopicRule' && after.has(rule) && feeds(spec, nameOf(address)),
  );
  const fed = rules.flatMap(([rule]) => exportsTo(nameOf(rule), before));
  if (fed.length === 0) return [];
  const withoutErrorAction = rules.filter(([, spec]) => !isObject(spec['errorAction'])).map(([rule]) => nameOf(rule));
  const fate =
    withoutErrorAction.length === 0
      ? 'the error actions of the rules get them'
      : `they are lost: ${withoutErrorAction.join(', ')} has no error action`;
  return [
    {
      cause: 'stream-replaced',
      profiles: fed.map(({ profile }) => profile),
      metrics: distinct(fed.flatMap(({ metrics }) => metrics)),
      from: address,
      until: address,
      meaning: `while the stream is deleted and made anew, ${fate}`,
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
  const meaning = 'while it is deleted and made anew, nothing is detected on them and nothing exported';
  const cause = 'reference-replaced';
  return [{ cause, profiles: releases, metrics: distinct(metrics), from: address, until: address, meaning }];
}

function feeds({ actions }: JsonObject, stream: string): boolean {
  if (!isList(actions)) return false;
  return actions.some(
    (action) => isObject(action) && isObject(action['firehose']) && action['firehose']['deliveryStreamName'] === stream,
  );
}

/** The profiles that publish to a rule by Basic Ingest, and what. */
function exportsTo(
  rule: string,
  specs: Specs,
): { readonly profile: Address; readonly metrics: readonly MetricRef[] }[] {
  return [...specs].flatMap(([profile, spec]) => {
    if (kindOf(profile) !== 'SecurityProfile') return [];
    const { mqttTopic = '', exported } = profileMetricsOf(spec);
    return basicIngestOf(mqttTopic)?.rule === rule && exported.length > 0 ? [{ profile, metrics: exported }] : [];
  });
}

function distinct(metrics: readonly MetricRef[]): readonly MetricRef[] {
  return [...new Map(metrics.map((watched) => [metricKey(watched), watched])).values()];
}
