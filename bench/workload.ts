/** Made-up repositories of profiles: four fifths security profiles of ten behaviors, one fifth topic rules, a file each. */

import { kinds } from '../src/kinds/index.ts';
import type { Address } from '../src/model/address.ts';
import { kindOf, nameOf } from '../src/model/address.ts';
import type { JsonValue } from '../src/model/values/json.ts';
import { isList, isObject } from '../src/model/values/json.ts';
import type { Live } from '../src/model/kind.ts';
import { load } from '../src/pipeline/yaml/load.ts';
import { resolve } from '../src/pipeline/profiles/resolve.ts';
import { validate } from '../src/pipeline/profiles/validate.ts';

/** A file of profiles by its name. */
export type Workload = ReadonlyMap<string, string>;

/** Settings with one target. */
export const SETTINGS = `owner: acme/iot-security
targets:
  production:
    account: "111122223333"
    region: ap-south-1
    variables:
      lake: acme-device-lake
limits:
  deletes: 3
  deletePercent: 20
`;

const METRICS = [
  'aws:num-messages-sent',
  'aws:num-messages-received',
  'aws:num-connection-attempts',
  'aws:num-disconnects',
  'aws:num-authorization-failures',
  'aws:message-byte-size',
  'aws:all-bytes-in',
  'aws:all-bytes-out',
  'aws:num-listening-tcp-ports',
  'aws:num-established-tcp-connections',
];

/** A repository of `count` resources; with `changed`, every twentieth differs from the one without. */
export function workload(count: number, changed = false): Workload {
  const files = Array.from({ length: count }, (_, index): [string, string] => {
    const edited = changed && index % 20 === 7;
    return index % 5 === 4
      ? [`rules/${numbered('Rule', index)}.yaml`, rule(index, `defender/fleet-${index}/metrics`, edited)]
      : [`profiles/${numbered('Profile', index)}.yaml`, profile(index, edited)];
  });
  return new Map([['defender.yaml', SETTINGS], ...files]);
}

/** `Profile00042`. */
export function numbered(word: string, index: number): string {
  return `${word}${String(index).padStart(5, '0')}`;
}

/** A file with a profile of ten behaviors that exports two metrics to a declared topic; `targets` are thing groups. */
export function exportingProfile(index: number, topic: string, targets?: readonly string[]): string {
  return `${profile(index, false, targets)}    metricsExport:
      topic: ${topic}
      roleArn: role/DefenderMetricsExport
      metrics: [aws:num-messages-sent, aws:num-messages-received]
`;
}

function profile(
  index: number,
  edited: boolean,
  targets: readonly string[] = [`fleet-${Math.floor(index / 5)}`],
): string {
  const behaviors = METRICS.map(
    (metric, at) => `      - name: ${metric.slice(4)}-${at}
        metric: ${metric}
        criteria:
          comparisonOperator: ${at % 2 === 0 ? 'less-than-equals' : 'greater-than'}
          value: { count: ${100 + ((index * 7 + at * 13) % 900) + (edited && at === 3 ? 1 : 0)} }
          durationSeconds: 300
          consecutiveDatapointsToAlarm: ${1 + (at % 10)}
        suppressAlerts: ${at % 3 === 0 ? 'true' : 'false'}
`,
  ).join('');
  return `# Fleet ${index}: what its devices are expected to do.
securityProfiles:
  ${numbered('Profile', index)}:
    description: "Operational health of fleet ${index}: messages, connections and ports"
    targets: [${targets.map((name) => `thinggroup/${name}`).join(', ')}]
    behaviors:
${behaviors}    alertTargets:
      SNS:
        alertTargetArn: sns/fleet-alerts
        roleArn: role/DefenderAlerts
    retainedMetrics:
      - aws:num-disconnects # kept for 14 days
      - aws:num-messages-sent
    tags:
      team: fleet-${index % 40}
      stage: production
`;
}

/** A file with a rule of four actions that reads a topic filter, or without one is fed by Basic Ingest only. */
export function rule(index: number, filter: string | undefined, edited = false): string {
  const actions = Array.from(
    { length: 4 },
    (_, at) => `      - sqs:
          queueUrl: https://sqs.ap-south-1.amazonaws.com/111122223333/acme-device-metrics-${at}
          roleArn: role/RuleToQueue
          useBase64: ${edited && at === 2 ? 'false' : 'true'}
`,
  ).join('');
  return `# Where the metrics of fleet ${index} go.
rules:
  ${numbered('Rule', index)}:
    description: Sends what fleet ${index} exports to the lake
    awsIotSqlVersion: 2016-03-23
    sql: |
      SELECT *, topic() AS topic, timestamp() AS received
${filter === undefined ? '' : `      FROM '${filter}'\n`}    actions:
${actions}    errorAction:
      s3:
        bucketName: \${var.lake}
        key: errors/fleet-${index}/\${timestamp()}
        roleArn: role/RuleToErrors
    tags:
      team: fleet-${index % 40}
      stage: production
`;
}

/** An account that is as a repository wants it. */
export function accountOf(files: Workload): readonly [Address, Live][] {
  const raw = [...files].map(([file, text]) => ({ file, bytes: new TextEncoder().encode(text) }));
  const { profiles } = validate(load(raw).documents, kinds);
  const [target] = profiles.targets;
  if (target === undefined) throw new Error('The settings name no target.');
  const { desired } = resolve(profiles, { target, owner: 'acme/iot-security', kinds, today: '2026-11-23' });
  return [...desired.resources].map(([address, { spec }]) => [
    address,
    { name: nameOf(address), arn: `arn:aws:iot:::${nameOf(address)}`, spec },
  ]);
}

/** The same resources as a CloudFormation template. */
export function templateOf(account: readonly [Address, Live][]): JsonValue {
  const resources = account.map(([address, { spec }]) => [
    nameOf(address),
    { Type: `AWS::IoT::${kindOf(address)}`, Properties: capitalized(spec) },
  ]);
  return { Resources: Object.fromEntries(resources) as JsonValue };
}

/** CloudFormation begins members with a capital. */
function capitalized(value: JsonValue | undefined): JsonValue {
  if (isList(value)) return value.map(capitalized);
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.charAt(0).toUpperCase() + name.slice(1), capitalized(member)]),
  );
}
