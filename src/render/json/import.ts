import type { Imported } from '../../model/imported.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import { accountMembers, address, DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `import --json` prints, as `importDocumentSchema` describes. */
export function importDocument(imported: Imported): JsonObject {
  const { target, owner, resources, topics, managedElsewhere, leftOut, unread = [], origin } = imported;
  return compact({
    schemaVersion: 1,
    target: target.name,
    account: target.account,
    region: target.region,
    owner,
    from: origin?.file,
    resources: resources.map(({ address: of, section, value, notes, disputed }) =>
      compact({ address: of, section, value, notes, disputed }),
    ),
    topics,
    elsewhere: managedElsewhere.map(({ address: of, reason }) => ({ address: of, reason })),
    leftOut: leftOut.map(({ address: of, section, reason, value }) => compact({ address: of, section, reason, value })),
    unread,
    variables: origin?.variables.map(({ name, what, value }) => compact({ name, what, value })),
    others: origin?.others,
  });
}

const section = text('The section of the profiles that it belongs to, as in securityProfiles.');
const value = (description: string): JsonObject => ({ type: 'object', description });

/** The form of what `import --json` prints. */
export const importDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops import --json prints',
  description: 'What an account or a file of another tool has and the profiles lack, in the words of the profiles.',
  ...object(
    {
      schemaVersion,
      ...accountMembers,
      owner: text('Whose profiles they become.'),
      from: text('The file that it is from; absent where it is from the account.'),
      resources: list(
        'What is written.',
        object(
          {
            address,
            section,
            value: value('Its members, as they are written under its name in that section.'),
            notes: list('What an author should know about it, for people.', { type: 'string' }),
            disputed: list('What `validate` has against it, for people.', { type: 'string' }),
          },
          ['disputed'],
        ),
      ),
      topics: value('New entries of topics, by name.'),
      elsewhere: list(
        'What the resources refer to and others have: entries of elsewhere.',
        object({ address, reason: text('The end of a sentence about it, as in: belongs to acme/other.') }),
      ),
      leftOut: list(
        'What is not written.',
        object(
          {
            address,
            section,
            reason: text('The end of a sentence about it, as in: belongs to acme/other.'),
            value: value('What is there as far as it can be shown, where somebody may want to write it by hand.'),
          },
          ['value'],
        ),
      ),
      unread: list('Kinds that the account does not tell of, and why, for people.', { type: 'string' }),
      variables: list(
        'Variables that the target has to have for what is written: what the file does not tell.',
        object(
          {
            name: text('As in ${var.NAME}.'),
            what: text('What it is in the file, as in !GetAtt Role.Arn.'),
            value: {
              description: 'What it is in the target, where that has it already.',
              anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
            },
          },
          ['value'],
        ),
      ),
      others: list('Types of resources in the file that are not managed here, each as often as it is there.', {
        type: 'string',
      }),
    },
    ['from', 'variables', 'others'],
  ),
};
