/** What a compiled JSON Schema says against a value: ajv's error object, as far as it is used here. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  /** Which alternatives of the schema it is about: the list's number, after those of the lists around it; empty where there are none. */
  readonly union: string;
  readonly params: Readonly<Record<string, unknown>>;
}
