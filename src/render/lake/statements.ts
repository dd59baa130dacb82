import { QUESTIONS, whyNotAsked } from '../../lake/questions.ts';
import type { Question } from '../../lake/questions.ts';
import type { FedTable, IcebergTable, Lake, LakeTable } from '../../model/lake/table.ts';
import { createDatabase, createIcebergTable, createTable, icebergForm } from './ddl.ts';
import { databasesOf, namespacesOf, notesOf } from './lake.ts';
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
  const own = lake.tables.map((fed) => (form === 'athena' ? fed : { ...fed, table: icebergForm(fed.table) }));
  const all: readonly FedTable<LakeTable | IcebergTable>[] = [...own, ...lake.iceberg];
  return [
    comment(
      `Tables over what exported metrics leave in S3, and questions to them: Athena's SQL, written by defender-gitops tables.`,
    ),
    ...notesOf(lake).map(comment),
    ...databasesOf(lake).map((name) => `${createDatabase(name)};`),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-namespace-create.html
    ...namespacesOf(lake).map(({ bucket, name }) =>
      comment(`First: aws s3tables create-namespace --table-bucket-arn ${bucket.arn} --namespace ${name}`),
    ),
    ...all.map(({ table }) => madeBy(table)),
    ...all.flatMap((fed) => askedQuestions(fed, at).map((one) => questionText(fed.table, one))),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The statement that makes a table. */
export function statementOf(table: LakeTable | IcebergTable): string {
  return 'format' in table ? createTable(table) : createIcebergTable(table);
}

/** The catalog that a statement has to be run in, where that is not the account's: https://docs.aws.amazon.com/athena/latest/ug/gdc-register-s3-table-bucket-cat.html */
export function catalogOf(table: LakeTable | IcebergTable): string | undefined {
  return 'bucket' in table && table.bucket !== undefined ? `s3tablescatalog/${table.bucket.name}` : undefined;
}

function madeBy(table: LakeTable | IcebergTable): string {
  const catalog = catalogOf(table);
  const statement = `${statementOf(table)};`;
  if (catalog === undefined) return statement;
  return `${comment(`In the catalog ${catalog}, which is chosen beside the query:`)}\n${statement}`;
}

/** Every question of a table, in their order. */
export function askedQuestions(fed: FedTable<LakeTable | IcebergTable>, at?: string): readonly AskedQuestion[] {
  return QUESTIONS.map((question): AskedQuestion => {
    const { id, title } = question;
    const why = whyNotAsked(question, fed);
    if (why !== undefined) return { id, title, why };
    return { id, title, sql: questionSql(question, fed, at) };
  });
}

function questionText(table: LakeTable | IcebergTable, question: AskedQuestion): string {
  const catalog = catalogOf(table);
  const name = catalog === undefined ? table.name : `${table.name} in ${catalog}`;
  if ('why' in question) return comment(`${name}: ${question.title}? Cannot be told: ${question.why}.`);
  return `${comment(`${name}: ${question.title}?`)}\n${question.sql};`;
}

/** A text as a comment, whatever is in it. */
function comment(text: string): string {
  return `-- ${text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')}`;
}
