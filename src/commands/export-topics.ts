import { textAt } from '../model/values/json.ts';
import type { LoadedProfiles } from './planning/profiles.ts';

/** The topics that profiles export to and clients can subscribe to; `TOPIC` stands for one where there is none. */
export function exportTopics({ targets }: Pick<LoadedProfiles, 'targets'>): readonly string[] {
  const topics = targets.flatMap(({ desired }) =>
    [...desired.resources.values()].flatMap(({ spec }) => textAt(spec, 'metricsExport', 'mqttTopic') ?? []),
  );
  // Basic Ingest topics reach rules only: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html
  const found = [...new Set(topics)].filter((topic) => !topic.startsWith('$'));
  return found.length === 0 ? ['TOPIC'] : found;
}

/** The line that receives what is exported to a topic, to be copied into another terminal. */
export function subscribeLine(topic: string, broker: string): string {
  const word = /^[\w./-]+$/.test(topic) ? topic : `'${topic.replaceAll("'", "'\\''")}'`;
  return `  defender-gitops subscribe ${word} --broker ${broker}`;
}
