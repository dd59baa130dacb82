import type { JsonObject } from '../../model/values/json.ts';

/** What all of them are written in. */
export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
/** The version of a document's form. */
export const schemaVersion: JsonObject = {
  const: 1,
  description:
    'Raised only when a member changes its meaning or goes away. Readers ignore members that they do not know.',
};

/** A text. */
export const text = (description: string): JsonObject => ({ type: 'string', description });
/** A number of things. */
export const count = (description: string): JsonObject => ({ type: 'integer', minimum: 0, description });
/** A list of what `items` describes. */
export const list = (description: string, items: JsonObject): JsonObject => ({ type: 'array', items, description });
/** An object that has all of these members but the optional ones. */
export const object = (properties: JsonObject, optional: readonly string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

/** The account that a document is about. */
export const accountMembers = {
  target: text('Name of the target in the settings.'),
  account: { type: 'string', pattern: '^[0-9]{12}$', description: 'AWS account id.' },
  region: text('AWS region, as in ap-south-1.'),
} as const satisfies JsonObject;

/** A code of docs/problems.md. */
export const code: JsonObject = {
  type: 'string',
  pattern: '^DG[0-9]+$',
  description: 'Stable; listed in docs/problems.md.',
};

/** What a change does. */
export const action: JsonObject = {
  enum: ['create', 'update', 'replace', 'delete'],
  description: 'What is done to the resource.',
};
/** A resource. */
export const address: JsonObject = {
  type: 'string',
  pattern: '^[^/]+/',
  description: 'Kind and name, as in SecurityProfile/Soundbox.',
};
/** A list of resources. */
export const addresses = (description: string): JsonObject => list(description, address);
