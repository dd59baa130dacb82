import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Answer } from './faults.ts';
import type { Access, Person, World } from './world.ts';

/** A request that has passed the contract. */
export interface Request {
  readonly values: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly person: Person;
}

/** An operation: what it takes, and what it does. Lists are paged by the server. */
export interface Route {
  readonly needs: (world: World, request: Request) => readonly [keyof Person['may'], Access];
  readonly answer: (world: World, request: Request) => Answer;
}

/** The answer for what is not there. */
export const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

/** The answer for one thing, which may not be there. */
export function found<Value>(value: Value | undefined, show: (value: Value) => JsonObject): Answer {
  return value === undefined ? NOT_FOUND : { status: 200, body: show(value) };
}
