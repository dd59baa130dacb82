import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import type { OperatorError } from '../../model/problem.ts';
import { jsonText } from '../text/json.ts';
import { maskText } from '../text/secrets.ts';
import { code as stableCode, DRAFT, object, schemaVersion, text } from './schema-words.ts';

/** What every command with `--json` prints where an error ends it, as `errorDocumentSchema` describes. */
export function errorText({ code, message, hint }: OperatorError): string {
  const masked = { code, message: maskText(message), hint: hint === undefined ? undefined : maskText(hint) };
  return jsonText({ schemaVersion: 1, error: compact(masked) });
}

/** The form of what every command with `--json` prints where an error ends it. */
export const errorDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'Error that ended a run of defender-gitops',
  description:
    'Something outside the profiles that the operator can act on: credentials, the account, the network, the command line.',
  ...object({
    schemaVersion,
    error: {
      ...object(
        {
          code: stableCode,
          message: text('What is wrong, for people.'),
          hint: text('What to do about it.'),
        },
        ['hint'],
      ),
      description: 'What ended it.',
    },
  }),
};
