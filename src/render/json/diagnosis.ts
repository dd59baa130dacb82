import type { Diagnosis } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import { maskText } from '../text/secrets.ts';
import { accountMembers, code as stableCode, DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `doctor --json` and `verify --json` print, as `diagnosisDocumentSchema` describes. */
export function diagnosisDocument(diagnoses: readonly Diagnosis[]): JsonObject {
  return {
    schemaVersion: 1,
    targets: diagnoses.map(({ target: { name, account, region }, diagnostics }) => ({
      target: name,
      account,
      region,
      diagnostics: diagnostics.map(({ status, code, message, hint }) =>
        compact({ status, code, message: maskText(message), hint: hint === undefined ? undefined : maskText(hint) }),
      ),
    })),
  };
}

const diagnostic = object(
  {
    status: {
      enum: ['fine', 'blocks', 'warns', 'unchecked'],
      description:
        'blocks: it failed, and the exit code is 1. warns: worth a look. unchecked: it could not be checked.',
    },
    code: stableCode,
    message: text('What was seen, for people.'),
    hint: text('What to do about it: an instruction, a command or a statement of a policy.'),
  },
  ['code', 'hint'],
);

/** The form of what `doctor --json` and `verify --json` print. */
export const diagnosisDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops doctor --json and verify --json print',
  description: 'What was looked at, target by target.',
  ...object({
    schemaVersion,
    targets: list(
      'One for each target that was looked at.',
      object({ ...accountMembers, diagnostics: list('In the order in which they were looked at.', diagnostic) }),
    ),
  }),
};
