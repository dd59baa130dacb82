import type { Validator } from '../pipeline/profiles/schema/errors.ts';

/** Settings of a file. */
export const settings: Validator;
/** One entry of `topics`. */
export const topic: Validator;
/** A resource with the words of the language, by the name of its kind. */
export const resources: Readonly<Record<string, Validator>>;
/** The name of a resource, by the name of its kind. */
export const names: Readonly<Record<string, Validator>>;
