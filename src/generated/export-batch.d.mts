import type { Validator } from '../pipeline/profiles/schema/errors.ts';

/** A message of an export. */
export const exportBatch: Validator;
