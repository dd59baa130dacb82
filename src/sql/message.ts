import type { JsonValue } from '../model/values/json.ts';

/** A message as the rules engine has it when a rule is evaluated. */
export interface Message {
  readonly payload: JsonValue;
  /** What `topic()` gives: for Basic Ingest what stands behind the rule's name. */
  readonly topic: string;
  /** The rule's account. */
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly version: SqlVersion;
  /** A new UUID. */
  readonly uuid: () => string;
  /** A new number from 0 to 1. */
  readonly random: () => number;
}

/** Those that are evaluated. https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html */
export type SqlVersion = '2015-10-08' | '2016-03-23';
