import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { SimulationReport } from '../../model/exports/simulation.ts';
import { count, DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `simulate --json` prints, as `simulationDocumentSchema` describes. */
export function simulationDocument(reports: readonly SimulationReport[]): JsonObject {
  return { schemaVersion: 1, targets: reports as unknown as JsonValue };
}

const time = (description: string): JsonObject => count(`${description} In milliseconds since 1970.`);
const number = (description: string): JsonObject => ({ type: 'number', description });
const state: JsonObject = { enum: ['in-alarm', 'cleared'], description: 'Whether an alarm began or ended.' };

const totals: JsonObject = {
  ...object({
    reported: count('Data points that devices and AWS IoT reported, of metrics that a profile collects.'),
    retained: count('Data points that profiles keep in Device Defender.'),
    exported: count('Data points that were exported, each once.'),
    repeated: count('Data points that were sent a second time, with a higher version.'),
    batches: count('Messages with exported metrics.'),
    ruleExecutions: count('Messages that rules took.'),
    objects: count('Objects that delivery streams wrote.'),
    objectBytes: count('Bytes of these objects.'),
    alarms: count('Alarms that began.'),
    alerts: count('Alarms that somebody was told of.'),
  }),
  description: 'Sums over the whole run.',
};

const sample = object({
  at: time('The end of the span.'),
  points: count('Data points in the span.'),
  least: number('The lowest value.'),
  mean: number('The mean of all values.'),
  most: number('The highest value.'),
});

const dimension: JsonObject = {
  ...object({
    name: text('Name of the dimension.'),
    operator: { enum: ['IN', 'NOT_IN'], description: 'Whether it is for its topics, or for all others.' },
  }),
  description: 'What narrows the metric.',
};

const report = object({
  target: text('Name of the target in the settings.'),
  seed: count('The same seed, profiles and day give the same report.'),
  devices: count('Devices in the fleet.'),
  begin: time('When virtual time began.'),
  end: time('When the last devices reported.'),
  totals,
  profiles: list(
    'Security profiles.',
    object(
      {
        name: text('Name of the security profile.'),
        things: count('Devices in its targets.'),
        topic: text('Where its metrics are exported to.'),
        exported: count('Data points that it exported, each once.'),
        repeated: count('Data points that it sent a second time.'),
        batches: count('Messages that it sent.'),
      },
      ['topic'],
    ),
  ),
  behaviors: list(
    'Behaviors and what they noticed.',
    object(
      {
        profile: text('Name of the security profile.'),
        name: text('Name of the behavior.'),
        metric: text('What it watches.'),
        judge: {
          enum: ['static', 'statistical', 'machine-learning', 'none'],
          description: 'machine-learning is not simulated.',
        },
        threshold: {
          ...object({ operator: text('How a normal value compares.'), value: number('With what.') }),
          description: 'What is normal, where that is a number.',
        },
        alarms: count('Alarms that began.'),
        things: count('Different devices that were ever in alarm.'),
        isSuppressed: { type: 'boolean', description: 'Whether nobody is told.' },
      },
      ['threshold'],
    ),
  ),
  series: list(
    'Metrics over time.',
    object(
      {
        metric: text('Name of the metric.'),
        dimension,
        unit: text('What a number counts.'),
        points: count('Data points of all devices.'),
        things: count(
          'Devices that the samples are of: those that a behavior judges, else all that report the metric.',
        ),
        samples: list('At most 300 spans, oldest first; empty for lists.', sample),
      },
      ['dimension', 'unit'],
    ),
  ),
  alarms: list(
    'The first thousand alarms that began or ended.',
    object({
      at: time('When.'),
      profile: text('Name of the security profile.'),
      behavior: text('Name of the behavior.'),
      thing: text('Name of the device.'),
      state,
    }),
  ),
  anomalies: list(
    'The first thousand times in which a device was made to be strange.',
    object({
      thing: text('Name of the device.'),
      series: text('The metric, and the dimension where there is one.'),
      isSampled: { type: 'boolean', description: 'Whether the samples of the series are of this device too.' },
      begin: time('When it began.'),
      end: time('When it ended.'),
    }),
  ),
  topics: list(
    'Topics that metrics were exported to.',
    object({
      topic: text('The topic.'),
      way: { enum: ['basic-ingest', 'broker'], description: 'Past the message broker to one rule, or through it.' },
      batches: count('Messages.'),
      points: count('Data points in them.'),
      rules: list('Rules that took them.', text('Name of a rule.')),
    }),
  ),
  rules: list(
    'Topic rules.',
    object({
      name: text('Name of the rule.'),
      messages: count('Messages that it took.'),
      passed: count('Messages that WHERE let pass.'),
      actions: count('Actions that were taken.'),
      failedActions: count('Actions that failed.'),
      errorActions: count('Error actions that were taken.'),
    }),
  ),
  streams: list(
    'Delivery streams.',
    object({
      name: text('Name of the stream.'),
      records: count('Records that it took.'),
      bytes: count('Bytes of these records.'),
      objects: count('Objects that it wrote.'),
      objectBytes: count('Bytes of these objects.'),
    }),
  ),
  fates: list(
    'What became of data points, each counted on every path that it took.',
    object(
      {
        fate: {
          enum: ['delivered', 'error', 'filtered', 'published', 'lost', 'not-simulated'],
          description: 'error: in a bucket for what failed. published: to subscribers. filtered: by WHERE of a rule.',
        },
        where: text('The bucket, topic, rule or stream.'),
        reason: text('Why, for all that did not arrive.'),
        points: count('Data points.'),
      },
      ['reason'],
    ),
  ),
  notSimulated: list('What of the configuration is not simulated.', text('A sentence.')),
});

/** The form of what `simulate --json` prints. */
export const simulationDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops simulate --json prints',
  ...object({ schemaVersion, targets: list('A report for each target.', report) }),
};
