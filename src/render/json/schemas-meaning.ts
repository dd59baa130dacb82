import type { JsonObject } from '../../model/values/json.ts';
import { action, address, addresses, count, list, object, text } from './schema-words.ts';

const watched = object(
  {
    metric: text('Name of the metric, or of the check.'),
    dimension: text('The dimension that narrows it.'),
    excluded: { const: true, description: 'Set where it is for all topics but those of the dimension.' },
  },
  ['dimension', 'excluded'],
);
const turn = object({
  target: text('What is attached to, without the account: thinggroup/soundboxes or all/things; account for audits.'),
  aspect: {
    enum: ['detection', 'export', 'audit'],
    description: 'Whether behaviors watch them, they are exported, or scheduled audits run them.',
  },
  metrics: list('The metrics, or the checks.', watched),
  addresses: addresses('The changes that make it so.'),
});
/** JSON Schema of what a plan means for what is watched. */
export const coverage: JsonObject = {
  ...object({
    lost: list('What nothing watches or exports any more.', turn),
    gained: list('What nothing watched or exported before.', turn),
    gaps: list(
      'Exports that are interrupted or change their way while the plan is carried out.',
      object({
        cause: {
          enum: ['topic-moves', 'stream-replaced', 'reference-replaced', 'profiles-exchange'],
          description: 'What of the plan brings it about.',
        },
        profiles: addresses('The profiles whose metrics they are.'),
        metrics: list('The metrics.', watched),
        from: { ...address, description: 'The change that it begins with.' },
        until: { ...address, description: 'The change that it ends with.' },
        meaning: text('What that means, for people.'),
      }),
    ),
  }),
  description: 'What the plan means for what is watched and exported, by whomever.',
};
/** JSON Schema of what a plan alters of the data path. */
export const dataPath: JsonObject = {
  ...object({
    nodes: list(
      'The nodes that the plan alters, and those next to them.',
      object(
        {
          id: text('Sort and name.'),
          sort: {
            enum: [
              'things',
              'profile',
              'audit',
              'topic',
              'rule',
              'stream',
              'bucket',
              'table',
              'engine',
              'subscribers',
              'alarms',
              'service',
            ],
            description: 'What it is; alarms is an SNS topic, service what another action of a rule sends to.',
          },
          name: text('Its name.'),
          change: action,
        },
        ['change'],
      ),
    ),
    edges: list(
      'The ways between them.',
      object(
        {
          from: text('Id of the node that it leaves.'),
          to: text('Id of the node that it reaches.'),
          carries: {
            enum: ['alarms', 'findings', 'errors', 'backup'],
            description: 'Absent where it carries the metrics.',
          },
          metrics: list(
            'Metrics that go this way, where these are chosen: from a profile to its topic.',
            text('Its name.'),
          ),
          change: { enum: ['create', 'delete'], description: 'Set where the plan opens or closes it.' },
        },
        ['carries', 'metrics', 'change'],
      ),
    ),
  }),
  description: 'What the plan alters of the way that metrics take.',
};

const alarms: JsonObject = object({
  things: count('Things that were in alarm at least once.'),
  alarms: count('Alarms that began.'),
});
/** JSON Schema of how often a plan would have alarmed. */
export const backTest: JsonObject = {
  ...object({
    source: {
      enum: ['account', 'simulated'],
      description: 'Where the values are from: what AWS kept, or the fleet of the sandbox.',
    },
    hours: count('How long the period is.'),
    until: text('When it ends, in UTC, as in 2026-11-22T10:00:00.000Z.'),
    tested: list(
      'Behaviors that are added, or judge otherwise than before.',
      object(
        {
          profile: address,
          behavior: text('Its name.'),
          metric: { ...watched, description: 'What it judges.' },
          sample: {
            ...object(
              {
                things: count('Things that were chosen.'),
                of: count('Things that were found.'),
                isMore: { const: true, description: 'Set where there are more, which were not listed.' },
              },
              ['isMore'],
            ),
            description: 'Whose past was looked at.',
          },
          judged: count('Things of the sample that reported the metric.'),
          isNew: { type: 'boolean', description: 'Whether the plan adds the behavior.' },
          before: { ...alarms, description: 'As it is. Absent where the behavior is new, or was not tested.' },
          after: { ...alarms, description: 'As the plan makes it. Absent where it was not tested.' },
          isSuppressed: { type: 'boolean', description: 'Whether nobody is told of its alarms.' },
          notes: list('What was not tested, and why, for people.', { type: 'string' }),
        },
        ['before', 'after'],
      ),
    ),
    notes: list('What prevented a full answer, for people.', { type: 'string' }),
  }),
  description: 'How often changed behaviors would have alarmed; absent without --back-test. Not part of the digest.',
};
