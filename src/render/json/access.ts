import type { AccessDocuments } from '../../model/access/access.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { accountMembers, DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `iam --json` prints, as `accessDocumentSchema` describes; the value under each `trust` and `document` can be pasted as it is. */
export function accessDocument(access: AccessDocuments): JsonObject {
  return { schemaVersion: 1, ...(access as unknown as JsonObject & { readonly [member: string]: JsonValue }) };
}

const policy = (description: string): JsonObject => ({
  ...object({
    Version: { const: '2012-10-17', description: 'Of the language that policies are written in.' },
    Statement: list('Its statements, as AWS takes them.', { type: 'object' }),
  }),
  description,
});
const policies = (description: string): JsonObject =>
  list(description, object({ name: text('The name that it gets.'), document: policy('What it allows.') }));

/** The form of what `iam --json` prints. */
export const accessDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops iam --json prints',
  description: 'The roles and policies that the profiles of one target need, each with the least it can do with.',
  ...object({
    schemaVersion,
    ...accountMembers,
    roles: list(
      'Roles of IAM.',
      object({
        name: text('Its name.'),
        arn: text('Its ARN.'),
        why: list('What it is there for, for people.', { type: 'string' }),
        trust: policy('Who may assume it.'),
        policies: policies('What it may do.'),
        isInline: {
          type: 'boolean',
          description: 'Whether the policies fit into the role itself; else each is one of its own, attached to it.',
        },
      }),
    ),
    iotPolicies: policies('Policies of AWS IoT, for the certificates of MQTT clients.'),
    notes: list('What no policy here can say, for people.', { type: 'string' }),
  }),
};
