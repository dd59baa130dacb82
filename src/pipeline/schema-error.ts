import type { JsonValue } from '../model/json.ts';

/** Lists of alternatives (`anyOf`, `oneOf`) that a place of a schema stands in, outermost first. */
export type Unions = readonly (readonly JsonValue[])[];

/** What a JSON Schema says against a value: ajv's error object, as far as it is used here. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  /** Where it stands in the schema; where it is about alternatives themselves, the last are those. */
  readonly unions: Unions;
  readonly params: Readonly<Record<string, unknown>>;
}
