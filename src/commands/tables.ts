import { DEFAULT_DATABASE } from '../model/lake/named-tables.ts';
import { OperatorError } from '../model/problem.ts';
import { inSteps } from '../model/steps.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { beforehand } from '../pipeline/impact/afterwards.ts';
import { lakeOf } from '../pipeline/impact/lake/lake.ts';
import { lakeDocument } from '../render/json/lake.ts';
import { lakeTemplate } from '../render/lake/cloudformation.ts';
import { lakeStatements } from '../render/lake/statements.ts';
import type { AskedLake } from '../render/lake/statements.ts';
import { lakeTerraform } from '../render/lake/terraform.ts';
import { writingJson } from '../render/text/json.ts';
import { loadValidProfiles } from './planning/print-problems.ts';
import { onlyTarget } from './planning/profiles.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';

const VIEWS = {
  athena: (asked) => lakeStatements(asked, 'athena'),
  iceberg: (asked) => lakeStatements(asked, 'iceberg'),
  cloudformation: ({ lake }) => lakeTemplate(lake),
  terraform: ({ lake }) => lakeTerraform(lake),
  json: (asked) => writingJson(lakeDocument(asked)),
} satisfies Views<string, AskedLake>;

/** A format of what `tables` prints. */
export type TablesFormat = keyof typeof VIEWS;

/** What `tables` is told. */
export interface TablesOptions {
  readonly folder: string;
  readonly target?: string;
  readonly format?: TablesFormat;
  /** The database of tables that no stream names itself. */
  readonly database?: string;
  /** As of when the questions are asked. */
  readonly at?: string;
}

/** Prints the tables over what the exports of one target leave in S3, and questions to them. Needs no account. */
export async function tables(world: World, options: TablesOptions): Promise<ExitCode> {
  const { database = DEFAULT_DATABASE, at } = options;
  checkDatabase(database);
  const moment = at === undefined ? {} : { at: momentOf(at) };
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  const { desired } = onlyTarget(loaded, 'tables');
  const lake = await inSteps(lakeOf(beforehand(desired.resources), database), world.breathe);
  await show(world, VIEWS, options, { lake, ...moment });
  return EXIT.fine;
}

/** https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html */
function checkDatabase(database: string): void {
  if (/^[a-z0-9_]{1,255}$/.test(database)) return;
  throw new OperatorError('DG5001', `${JSON.stringify(database)} is no name of a database.`, {
    hint: 'Use small letters, digits and underscores, as in --database defender.',
  });
}

const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z)?$/;

function momentOf(at: string): string {
  if (TIME.test(at)) return at.includes('T') ? at : `${at}T00:00:00Z`;
  throw new OperatorError('DG5001', `${JSON.stringify(at)} is no time.`, {
    hint: 'Write it as in --at 2026-11-30 or --at 2026-11-30T12:00:00Z.',
  });
}
