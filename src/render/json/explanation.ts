import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import type { Explanation } from '../../model/reference.ts';
import { DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `explain --json` prints, as `explanationDocumentSchema` describes. */
export function explanationDocument({ chapters }: Explanation): JsonObject {
  return {
    schemaVersion: 1,
    entries: chapters.flatMap(({ noun, entries }) =>
      entries.map(({ name, alias, facts }) => compact({ noun, name, alias, facts: Object.fromEntries(facts) })),
    ),
  };
}

/** The form of what `explain --json` prints. */
export const explanationDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops explain --json prints',
  description: 'What there is to know about a word, or about every word where none is given.',
  ...object({
    schemaVersion,
    entries: list(
      'Things of the name.',
      object(
        {
          noun: text('What it is, as in metric, operator, quota, check, hazard, code or key.'),
          name: text('Its name.'),
          alias: text('Another name that it is found by.'),
          facts: {
            type: 'object',
            additionalProperties: { type: 'string' },
            description:
              'What is known of it, a text under each label; the labels are those of its noun, and what is not known is absent.',
          },
        },
        ['alias'],
      ),
    ),
  }),
};
