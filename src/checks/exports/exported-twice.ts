import { listed } from '../../model/values/text.ts';
import type { Address } from '../../model/address.ts';
import { once } from '../shared/check.ts';
import type { Check, CheckContext } from '../shared/check.ts';
import { exportsIn } from '../shared/data-path.ts';
import { entryText, isExported, mentionsIn } from '../shared/profiles.ts';
import type { Profile } from '../shared/profiles.ts';

/** The same metric of the same devices to one topic. */
export const exportedTwice: Check = {
  id: 'exported-twice',
  code: 'DG8027',
  severity: 'warning',
  summary: 'two profiles export the same metric of the same devices to one topic',
  why: 'Every value comes twice, and what follows is paid for twice.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    for (const { address, path, other, metrics, isSameTopic } of doublesIn(context))
      if (isSameTopic)
        yield {
          address,
          path,
          message: `${other} exports ${metricsText(metrics)} of some of the same devices to the same topic.`,
          hint: 'Export it in one of the two profiles.',
        };
  },
};

/** Metrics that a profile exports although an earlier one does for some of the same devices. */
interface Double {
  readonly address: Address;
  /** Where the first of them stands. */
  readonly path: string;
  readonly metrics: readonly string[];
  /** The first profile of all that export them of these devices: whoever shares it is told together. */
  readonly other: Address;
  readonly isSameTopic: boolean;
}

/** Every profile that exports what an earlier one exports of the same devices, once for each of those. */
export const doublesIn = once((context): readonly Double[] => [...findDoubles(context)]);

function* findDoubles(context: CheckContext): Generator<Double> {
  // By metric and by what is watched, so that many profiles of many groups are looked through once.
  const exporters = new Map<string, Profile>();
  for (const { profile } of exportsIn(context)) {
    const mentions = mentionsIn(profile.spec, isExported).map(({ path, exported: _, ...entry }) => {
      const metric = entryText(entry);
      return { path, metric, other: otherExporter(profile, metric, exporters) };
    });
    for (const other of new Set(mentions.flatMap((mention) => mention.other ?? []))) {
      const both = mentions.filter((mention) => mention.other === other);
      const isSameTopic = other.spec.metricsExport?.mqttTopic === profile.spec.metricsExport?.mqttTopic;
      const metrics = both.map(({ metric }) => metric);
      yield { address: profile.address, path: both[0]?.path ?? '', metrics, other: other.address, isSameTopic };
    }
    for (const { metric } of mentions)
      for (const key of (profile.spec.targets ?? []).flatMap(keysOf))
        if (!exporters.has(`${metric} ${key}`)) exporters.set(`${metric} ${key}`, profile);
  }
}

/** Metrics that are named where there are more. */
const NAMED = 3;

/** Metrics in words: `a, b, c and 7 more metrics`. */
export function metricsText(metrics: readonly string[]): string {
  const rest = metrics.length - NAMED;
  return listed(rest > 1 ? [...metrics.slice(0, NAMED), `${rest} more metrics`] : metrics);
}

/** The profile that is known to export a metric of some of the same devices. */
function otherExporter(profile: Profile, metric: string, exporters: ReadonlyMap<string, Profile>): Profile | undefined {
  for (const target of profile.spec.targets ?? [])
    for (const key of overlapping(target)) {
      const other = exporters.get(`${metric} ${key}`);
      if (other !== undefined && other !== profile) return other;
    }
  return undefined;
}

/** What a target is entered under: itself, and that it is a group. */
function keysOf(target: string): readonly string[] {
  return isGroup(target) ? [target, 'group'] : [scopeOf(target)];
}

/** Where to look for what watches some of the same devices: things of a group are registered. */
function overlapping(target: string): readonly string[] {
  if (isGroup(target)) return [target, 'registered-things', 'things'];
  const scope = scopeOf(target);
  if (scope === 'things') return ['things', 'registered-things', 'unregistered-things', 'group'];
  return scope === 'registered-things' ? ['registered-things', 'things', 'group'] : [scope, 'things'];
}

function isGroup(target: string): boolean {
  return target.includes(':thinggroup/');
}

/** `things` of `arn:aws:iot:ap-south-1:111122223333:all/things`. */
function scopeOf(target: string): string {
  return target.slice(target.lastIndexOf('/') + 1);
}
