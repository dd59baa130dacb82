import type { JsonValue } from '../model/values/json.ts';

/** A statement as it was written. Every `at` counts characters from the beginning of the text, from 0. */
export interface Statement {
  /** The variables of SET, in their order. */
  readonly variables: readonly Variable[];
  readonly query: Query;
}

/** `@name = expression`. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-set.html */
export interface Variable {
  readonly name: string;
  readonly value: Expression;
  readonly at: number;
}

/** A SELECT with its clauses: the statement's own, or one in brackets. */
export interface Query {
  readonly select: Selection;
  /** Absent in a rule that is fed by Basic Ingest only. */
  readonly from?: Source;
  readonly where?: Expression;
  readonly at: number;
}

/** What a query gives: one value (`SELECT VALUE expression`), or an object with a member for each item. */
export type Selection =
  | { readonly type: 'value'; readonly value: Expression }
  | { readonly type: 'items'; readonly items: readonly Item[] };

/** One item of a selection; `alias` is what follows AS, dots and all. */
export interface Item {
  readonly value: Expression;
  readonly alias?: string;
  readonly at: number;
}

/** What a query reads: messages of a topic filter, or for a query in brackets the value of an expression. */
export type Source =
  | { readonly type: 'topic'; readonly filter: string; readonly at: number; readonly isDoubleQuoted?: true }
  | { readonly type: 'value'; readonly value: Expression };

/** `==` and `!=` are read, though AWS does not document them. */
export type BinaryOperator =
  | 'OR'
  | 'AND'
  | 'IN'
  | '='
  | '<>'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

/** What has a value. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html */
export type Expression = { readonly at: number } & (
  | { readonly type: 'literal'; readonly value: JsonValue }
  /** A string with a doubled quote or a backslash, as it was written: AWS does not document what they stand for. */
  | { readonly type: 'doubtful-string'; readonly text: string }
  | { readonly type: 'payload' }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'member'; readonly of: Expression; readonly name: string }
  | { readonly type: 'call'; readonly name: string; readonly inputs: readonly Expression[] }
  | { readonly type: 'cast'; readonly value: Expression; readonly to: string }
  | { readonly type: 'not' | 'minus'; readonly operand: Expression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'case';
      /** Absent in `CASE WHEN condition THEN …`, which AWS does not document. */
      readonly subject?: Expression;
      readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
      readonly otherwise?: Expression;
    }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'object'; readonly members: readonly { readonly name: string; readonly value: Expression }[] }
  | { readonly type: 'query' | 'exists'; readonly query: Query }
);
