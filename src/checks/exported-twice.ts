import type { Address } from '../model/address.ts';
import type { Check, Context } from './check.ts';
import { entryText, mentionsIn, profilesIn } from './profiles.ts';
import type { ProfileSpec } from './profiles.ts';

/** The same metric of the same devices to one topic. */
export const exportedTwice: Check = {
  id: 'exported-twice',
  code: 'DG7027',
  severity: 'warning',
  summary: 'two profiles export the same metric of the same devices to one topic',
  why: 'Every value comes twice, and what follows is paid for twice.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    for (const { address, path, other, metric, isSameTopic } of doublesIn(context))
      if (isSameTopic)
        yield {
          address,
          path,
          message: `${other} exports ${metric} of some of the same devices to the same topic.`,
          hint: 'Export it in one of the two profiles.',
        };
  },
};

/** A metric that a profile exports although an earlier one does for some of the same devices. */
export interface Double {
  readonly address: Address;
  readonly path: string;
  readonly metric: string;
  readonly other: Address;
  readonly isSameTopic: boolean;
}

/** Every metric that two profiles export of the same devices. */
export function* doublesIn(context: Context): Generator<Double> {
  const profiles = profilesIn(context).filter(({ spec }) => spec.metricsExport !== undefined);
  for (const [index, { address, spec }] of profiles.entries())
    for (const { path, exported, ...entry } of mentionsIn(spec)) {
      if (!exported) continue;
      const metric = entryText(entry);
      const other = profiles.slice(0, index).find((one) => overlap(one.spec, spec) && exportsOf(one.spec).has(metric));
      if (other === undefined) continue;
      const isSameTopic = other.spec.metricsExport?.mqttTopic === spec.metricsExport?.mqttTopic;
      yield { address, path, metric, other: other.address, isSameTopic };
    }
}

function exportsOf(spec: ProfileSpec): ReadonlySet<string> {
  return new Set(mentionsIn(spec).flatMap(({ exported, ...entry }) => (exported ? [entryText(entry)] : [])));
}

/** Whether a device can be watched by both: things of a group are registered. */
function overlap({ targets: left = [] }: ProfileSpec, { targets: right = [] }: ProfileSpec): boolean {
  return left.some((one) => right.some((other) => one === other || includes(one, other) || includes(other, one)));
}

function includes(whole: string, part: string): boolean {
  if (whole.endsWith(':all/things')) return true;
  return whole.endsWith(':all/registered-things') && part.includes(':thinggroup/');
}
