import { kinds } from '../src/kinds/index.ts';
import { operationsOf } from '../src/model/kinds/operation.ts';

/** What is known of every operation that is sent. */
export const OPERATIONS = operationsOf(kinds);
