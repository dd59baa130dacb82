import { exportingProfile, numbered, rule, SETTINGS } from './workload.ts';
import type { Workload } from './workload.ts';

/** Made-up repositories that are large in one way each; `size` is how many there are of what the name says. */
export const WORLDS = {
  /** As most are: 80 % profiles of ten behaviors with exports to MQTT topics, 20 % rules, half of them with a wildcard. */
  mixed: (size: number): Workload =>
    filesOf(size, (index) => (index % 5 === 4 ? readingRule(index) : exportingToOwn(index))),
  /** The same, but all export to one topic, which every rule reads. */
  'one-topic': (size: number): Workload =>
    filesOf(size, (index) => (index % 5 === 4 ? rule(index, 'defender/all') : exportingProfile(index, 'all')), ALL),
  /** All export to the Basic Ingest topics of the rules. */
  'basic-ingest': (size: number): Workload =>
    filesOf(size, (index) =>
      index % 5 === 4
        ? rule(index, undefined)
        : topic(index, `basicIngest: ${numbered('Rule', index - (index % 5) + 4)}`) +
          exportingProfile(index, `own-${index}`),
    ),
  /** One profile with many targets. */
  targets: (size: number): Workload =>
    settingsAnd([
      ['all.yaml', ALL],
      [
        'profile.yaml',
        exportingProfile(
          0,
          'all',
          Array.from({ length: size }, (_, nth) => `fleet-${nth}`),
        ),
      ],
    ]),
  /** Many targets in the settings, for each of which a few resources resolve. */
  accounts: (size: number): Workload =>
    new Map([
      ['defender.yaml', accounts(size)],
      ...[0, 1, 2, 3].map((index): [string, string] => [`${index}.yaml`, exportingToOwn(index)]),
      ['4.yaml', readingRule(4)],
    ]),
  /** A third each profiles, rules and streams, one after the other: all the way into a bucket. */
  streams: (size: number): Workload => filesOf(size, (index) => STAGES[index % 3]?.(index - (index % 3)) ?? ''),
  /** Custom metrics and dimensions, of which an account cannot have as many: all of it is refused. */
  refused: (size: number): Workload =>
    filesOf(size, (index) =>
      index % 2 === 0
        ? `customMetrics:\n  metric_${index}: { metricType: number }\n`
        : `dimensions:\n  dimension_${index}: { type: TOPIC_FILTER, stringValues: ["site/${index}/+"] }\n`,
    ),
} satisfies Readonly<Record<string, (size: number) => Workload>>;

const ALL = 'topics: { all: { mqtt: defender/all } }\n';

/** A world by its name. */
export type WorldName = keyof typeof WORLDS;

/** Twenty fleets share a site, and a rule with a wildcard reads what a site exports. */
function topicOf(index: number): string {
  return `defender/site-${Math.floor(index / 20)}/fleet-${index}/metrics`;
}

function topic(index: number, way: string): string {
  return `topics: { own-${index}: { ${way} } }\n`;
}

function exportingToOwn(index: number): string {
  return topic(index, `mqtt: ${topicOf(index)}`) + exportingProfile(index, `own-${index}`);
}

function readingRule(index: number): string {
  const site = Math.floor(index / 20);
  return rule(index, index % 2 === 0 ? topicOf(index - 1) : `defender/site-${site}/+/metrics`);
}

/** What leads from the devices of a fleet into a bucket. */
const STAGES: readonly ((index: number) => string)[] = [
  (index) => topic(index, `basicIngest: ToStream${index}`) + exportingProfile(index, `own-${index}`),
  (index) => `rules:
  ToStream${index}:
    sql: SELECT VALUE metrics
    awsIotSqlVersion: 2016-03-23
    actions:
      - firehose: { deliveryStreamName: stream-${index}, roleArn: role/ToFirehose, batchMode: true, separator: "\\n" }
    errorAction: { s3: { bucketName: acme-lake, key: "errors/\${newuuid()}", roleArn: role/RuleToErrors } }
`,
  (index) => `deliveryStreams:
  stream-${index}:
    extendedS3Destination: { roleArn: role/Lake, bucketArn: acme-lake, prefix: "${index}/" }
`,
];

function accounts(size: number): string {
  const lines = Array.from(
    { length: size },
    (_, nth) =>
      `  account-${nth}: { account: "${String(100_000_000_000 + nth)}", region: ap-south-1, variables: { lake: lake-${nth} } }`,
  );
  return `owner: acme/iot-security\ntargets:\n${lines.join('\n')}\n`;
}

function settingsAnd(files: readonly (readonly [string, string])[]): Workload {
  return new Map([['defender.yaml', SETTINGS], ...files]);
}

function filesOf(size: number, textOf: (index: number) => string, shared = ''): Workload {
  return settingsAnd([
    ['shared.yaml', shared],
    ...Array.from({ length: size }, (_, index) => [`${numbered('part', index)}.yaml`, textOf(index)] as const),
  ]);
}
