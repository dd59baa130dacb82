import { QUESTIONS, whyNotAsked } from '../../lake/questions.ts';
import type { Question } from '../../lake/questions.ts';
import type { FedTable, Lake } from '../../model/lake/table.ts';
import { createDatabase, createIcebergTable, createTable, icebergName } from './ddl.ts';
import { databasesOf, notesOf } from './lake.ts';
import { questionSql } from './questions.ts';

/** Whose tables statements are about: those over what streams write, or the same of Apache Iceberg. */
export type TableForm = 'athena' | 'iceberg';

/** A lake, and as of when it is asked: ISO 8601, or whenever a query runs. */
export interface AskedLake {
  readonly lake: Lake;
  readonly at?: string;
}

/** A question of a table: its query, or why it cannot be asked. */
export type AskedQuestion = Pick<Question, 'id' | 'title'> & ({ readonly sql: string } | { readonly why: string });

/** Statements that make the tables, and the questions, for Athena; each ends with a semicolon, as Athena takes them one by one. */
export function lakeStatements({ lake, at }: AskedLake, form: TableForm): string {
  const notes = notesOf(lake);
  const make = lake.tables.map(({ table }) => (form === 'athena' ? createTable(table) : createIcebergTable(table)));
  return [
    comment(
      `Tables over what exported metrics leave in S3, and questions to them: Athena's SQL, written by defender-gitops tables.`,
    ),
    ...notes.map(comment),
    ...databasesOf(lake).map((name) => `${createDatabase(name)};`),
    ...make.map((statement) => `${statement};`),
    ...lake.tables.flatMap((fed) => askedQuestions(fed, at, form).map((one) => questionText(fed, one, form))),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Every question of a table, in their order. */
export function askedQuestions(fed: FedTable, at: string | undefined, form: TableForm): readonly AskedQuestion[] {
  const table = form === 'athena' ? {} : { table: { name: icebergName(fed.table) } };
  return QUESTIONS.map((question): AskedQuestion => {
    const { id, title } = question;
    const why = whyNotAsked(question, fed);
    if (why !== undefined) return { id, title, why };
    return { id, title, sql: questionSql(question, fed, { ...table, ...(at === undefined ? {} : { at }) }) };
  });
}

function questionText({ table }: FedTable, question: AskedQuestion, form: TableForm): string {
  const name = form === 'athena' ? table.name : icebergName(table);
  if ('why' in question) return comment(`${name}: ${question.title}? Cannot be told: ${question.why}.`);
  return `${comment(`${name}: ${question.title}?`)}\n${question.sql};`;
}

/** A text as a comment, whatever is in it. */
function comment(text: string): string {
  return `-- ${text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')}`;
}
