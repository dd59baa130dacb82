import type { JsonObject } from '../../model/values/json.ts';
import { costSchema } from './cost.ts';
import {
  accountMembers,
  action,
  address,
  addresses,
  code,
  count,
  DRAFT,
  list,
  object,
  schemaVersion,
  text,
} from './schema-words.ts';
import { backTest, coverage, dataPath } from './schemas-meaning.ts';

const position: JsonObject = {
  file: text('Path relative to the repository, with forward slashes.'),
  line: { type: 'integer', minimum: 1, description: 'Counts from 1.' },
  column: { type: 'integer', minimum: 1, description: 'Counts from 1.' },
};
const source: JsonObject = {
  ...object(position),
  description: 'Where the author wrote it, or the nearest line above it.',
};
const target: JsonObject = {
  ...accountMembers,
  digest: text('Covers target, addresses, actions and specs: equal digests are equal plans.'),
};

/** What became of a change. */
const outcomeMembers: JsonObject = {
  action,
  address,
  status: {
    enum: ['verified', 'failed', 'skipped'],
    description:
      'verified: read back and equal to what was asked. Tags and attachments that AWS took with a creation, or that an update left alone, are not asked for again.',
  },
  detail: text('Why it failed or was skipped, or what is worth knowing about a success.'),
};

const edit = object(
  {
    op: { enum: ['add', 'change', 'remove'], description: 'What becomes of the field.' },
    path: text('The field, as in behaviors[BatteryNotFlat].criteria.value.number.'),
    before: {
      description:
        'Value in the account, in the words of the profiles. Absent with add; "(sensitive)" where it is a secret.',
    },
    after: { description: 'Value in the profiles. Absent with remove; "(sensitive)" where it is a secret.' },
    source,
    caveat: text('Set where AWS may not carry it out: why, and what to do then.'),
  },
  ['before', 'after', 'source', 'caveat'],
);

const change = object(
  {
    action,
    address,
    edits: list('Each field that differs; never empty with update.', edit),
    source,
    digest: text('Covers address, action and specs, so that a part of a reviewed plan can be recognised.'),
    waitsFor: addresses('Changes of this plan that are carried out first.'),
    because: list('With replace: the edits that AWS cannot make in place.', { type: 'string' }),
    releases: addresses('With replace: resources that refer to it and are detached meanwhile.'),
    renamedFrom: { ...address, description: 'With create: the resource that it takes the place of.' },
    renamedTo: { ...address, description: 'With delete: the resource that takes its place.' },
  },
  ['source', 'because', 'releases', 'renamedFrom', 'renamedTo'],
);

const hazard = object({
  id: text('Names this very hazard; goes into accept.'),
  rule: text('The rule that made it, as in too-many-deletes.'),
  addresses: addresses('The resources that it is about.'),
  message: text('What may happen, for people.'),
  accepted: { type: 'boolean', description: 'Whether the settings or the command line accept it.' },
  acceptable: { type: 'boolean', description: 'False where no acceptance helps.' },
});

const problem = object(
  {
    code,
    severity: {
      enum: ['error', 'warning', 'note'],
      description: 'An error stops a run; a warning and a note are only told.',
    },
    check: text('Id of the check that found it, where one did; listed in docs/reference.md.'),
    address: { ...address, description: 'The resource that it is about, where a check found it.' },
    message: text('What is wrong, in the author’s words.'),
    hint: text('How to fix it.'),
    ...position,
  },
  ['check', 'address', 'hint'],
);

const plan = object(
  {
    ...target,
    changes: list('In the order in which they are carried out.', change),
    unchanged: addresses('Resources that are as the profiles say.'),
    unmanaged: addresses('Live resources that are not this owner’s.'),
    orphaned: list(
      'Resources of this owner whose section no file has; they are left alone.',
      object({ address, section: text('The section whose presence would have them deleted.') }),
    ),
    part: {
      ...object({ read: count('Resources that were read.'), of: count('Resources that the profiles ask for.') }),
      description:
        'Set where only what the profiles want otherwise than before was read; drift elsewhere is not in the plan.',
    },
    hazards: list('What a reviewer must accept before the plan may be applied.', hazard),
    findings: list(
      'Warnings and notes of the checks, in the order of what they are about; they stop nothing.',
      problem,
    ),
    coverage,
    dataPath,
    cost: costSchema,
    backTest,
  },
  ['part', 'dataPath', 'cost', 'backTest'],
);

/** JSON Schema of what `plan --json` prints and `plan --out` writes. */
export const planDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'Plan of defender-gitops',
  description: 'What applying would do, target by target.',
  ...object({ schemaVersion, targets: list('One plan for each target.', plan) }),
};

/** JSON Schema of what `validate --json` prints. */
export const problemsDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'Problems found by defender-gitops',
  description: 'Problems that the author of the profiles can fix. No errors if the profiles are valid.',
  ...object({
    schemaVersion,
    problems: list('All of them, not only the first.', problem),
  }),
};

/** JSON Schema of what `apply --json` prints. */
export const applyDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'Outcome of an apply of defender-gitops',
  description: 'What became of every change of the plan, target by target.',
  ...object({
    schemaVersion,
    targets: list(
      'One for each target that was applied.',
      object({
        ...target,
        outcomes: list('In the order in which they ended.', object(outcomeMembers, ['detail'])),
        verified: count('How many changes were verified.'),
        failed: count('How many changes failed.'),
        skipped: count('How many changes were skipped because of a failure.'),
        notReached: addresses('Changes of the plan that have no outcome because the run was ended.'),
      }),
    ),
  }),
};

const since = (description: string): JsonObject => ({
  type: 'integer',
  description: `${description} Milliseconds since the run began.`,
});

const wait = object(
  {
    at: since('When it was noted.'),
    for: text('The operation, the quota or the resource that was waited for.'),
    why: text('quota: others of its sort went first. not ready: AWS had not finished it. Else what AWS answered.'),
    seconds: { type: 'number', minimum: 0, description: 'How long the wait was going to be.' },
    waiting: count('With quota: how many requests waited.'),
    perSecond: { type: 'number', description: 'With quota: how many requests per second it allowed.' },
  },
  ['seconds', 'waiting', 'perSecond'],
);

const call = object({
  target: text('Name of the target in the settings.'),
  operation: text('As in iot:DescribeSecurityProfile.'),
  asked: since('When it began to wait for its quota.'),
  attempts: list(
    'Each sending of it.',
    object({
      sent: since('When it was sent.'),
      latency: count('Milliseconds until the answer came, or was given up.'),
      outcome: text('ok, or the name of the error.'),
    }),
  ),
});

const outcome = object(
  {
    at: since('When it ended.'),
    target: text('Name of the target in the settings.'),
    ...outcomeMembers,
  },
  ['target', 'detail'],
);

/** JSON Schema of what `plan --record` and `apply --record` write. */
export const recordDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'Record of a run of defender-gitops',
  description:
    'What a run sent and waited for, and what became of each change. Never what was in a request or an answer.',
  ...object(
    {
      schemaVersion,
      version: text('Version of the program.'),
      command: text('plan or apply; of the action its input and the event, as in "auto on push".'),
      started: { type: 'string', format: 'date-time', description: 'When the run began, in UTC.' },
      milliseconds: count('How long it took.'),
      exitCode: count('With what the process ended.'),
      error: text('Code of the error that ended it, as in docs/problems.md.'),
      plans: list(
        'What was planned, target by target.',
        object({
          target: text('Name of the target in the settings.'),
          digest: text('Digest of the plan.'),
          changes: count('How many changes it has.'),
        }),
      ),
      totals: {
        ...object({
          calls: count('How many requests were made.'),
          attempts: count('How often one was sent.'),
          throttled: count('How often AWS answered that they come too fast.'),
          errors: count('How many ended with an error. That nothing of a name is there is one too.'),
        }),
        description: 'Sums over the whole run.',
      },
      calls: list('Every request, in the order in which they ended.', call),
      waits: list('What was waited for, as it was noted on the way.', wait),
      outcomes: list('What became of each change, in the order in which they ended.', outcome),
    },
    ['error'],
  ),
};
