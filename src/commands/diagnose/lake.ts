import { unfitIn } from '../../lake/catalog-table.ts';
import type { CatalogTable } from '../../lake/catalog-table.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Address } from '../../model/address.ts';
import type { Aws, GlueOperations } from '../../model/aws.ts';
import { namedPlaces } from '../../model/lake/named-places.ts';
import { OperatorError } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import { inSteps } from '../../model/steps.ts';
import type { Breather } from '../../model/steps.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { listed } from '../../model/values/text.ts';
import { beforehand } from '../../pipeline/impact/afterwards.ts';
import { writtenTables } from '../../pipeline/impact/lake/written.ts';
import type { WrittenTable } from '../../pipeline/impact/lake/written.ts';
import { allowing, ask, notRead } from '../prerequisites/diagnostic.ts';
import type { Answer } from '../prerequisites/diagnostic.ts';

/** Whether what streams write to is there and fits: buckets, log groups and tables, as far as they can be read. */
export async function checkLake(
  aws: Aws,
  { resources }: DesiredState,
  breathe: Breather,
): Promise<readonly Diagnostic[]> {
  const places = [...resources].map(([address, { spec }]) => ({ address, ...namedPlaces(address, spec) }));
  const named = places.flatMap(({ address, buckets }) => buckets.map((bucket) => ({ address, bucket })));
  const logged = places.flatMap(({ address, logs }) => logs.map((log) => ({ address, ...log })));
  const tables = await inSteps(writtenTables(beforehand(resources), aws.target.region), breathe);
  const diagnostics = await Promise.all([
    ...[...groupsBy(named, ({ bucket }) => bucket)].map(([bucket, by]) => checkBucket(aws, bucket, addressesIn(by))),
    ...[...groupsBy(logged, ({ group, stream }) => `${group}\0${stream}`).values()].map((by) =>
      checkLog(aws, by[0].group, by[0].stream, addressesIn(by)),
    ),
    ...tables.map((table) => checkTable(aws, table)),
  ]);
  return diagnostics;
}

function addressesIn(by: readonly { readonly address: Address }[]): string {
  return listed([...new Set(by.map(({ address }) => address))]);
}

/** A service may be out of reach where all else is not, as in closed networks: that is no reason to give up. */
async function reach<Value>(request: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return await ask(request);
  } catch (error) {
    if (!(error instanceof OperatorError) || !['DG4004', 'DG4011'].includes(error.code)) throw error;
    return { type: 'busy', message: error.message };
  }
}

async function checkBucket(aws: Aws, bucket: string, users: string): Promise<Diagnostic> {
  const answer = await reach(() => aws.s3('GetBucketLocation', { bucket }));
  if (answer.type === 'taken') return { status: 'fine', message: `Bucket ${bucket} is there.` };
  if (answer.type !== 'missing')
    return unseen(`Bucket ${bucket}`, 's3:GetBucketLocation', `arn:${aws.target.partition}:s3:::${bucket}`, answer);
  return {
    status: 'blocks',
    message: `Bucket ${bucket} of ${users} does not exist: nothing can be delivered.`,
    hint: 'Create it, or correct its name.',
  };
}

async function checkLog(aws: Aws, group: string, stream: string, users: string): Promise<Diagnostic> {
  const answer = await reach(() =>
    aws.logs('DescribeLogStreams', { logGroupName: group, logStreamNamePrefix: stream }),
  );
  const { partition, region, account } = aws.target;
  if (answer.type !== 'taken' && answer.type !== 'missing') {
    const arn = `arn:${partition}:logs:${region}:${account}:log-group:${group}:*`;
    return unseen(`Log group ${group}`, 'logs:DescribeLogStreams', arn, answer);
  }
  const isThere =
    answer.type === 'taken' && answer.value.logStreams?.some(({ logStreamName }) => logStreamName === stream) === true;
  if (isThere) return { status: 'fine', message: `Log stream ${stream} of ${group} is there.` };
  const what = answer.type === 'missing' ? `Log group ${group}` : `Log stream ${stream} of ${group}`;
  return {
    status: 'warns',
    message: `${what} does not exist: why ${users} could not deliver is logged nowhere.`,
    hint: 'Create it: Firehose does not. Or take cloudWatchLoggingOptions out.',
  };
}

async function checkTable(aws: Aws, table: WrittenTable): Promise<Diagnostic> {
  const { database, name, stream, need, catalog, hidden, records } = table;
  const label = `${database}.${name}`;
  if (hidden !== undefined)
    return { status: 'unchecked', message: `Table ${label} of ${stream} was not checked: ${hidden}.` };
  const answer = await reach(() =>
    aws.glue('GetTable', {
      DatabaseName: database,
      Name: name,
      ...(catalog === undefined ? {} : { CatalogId: catalog }),
    }),
  );
  if (answer.type === 'missing') return missingTable(label, table);
  if (answer.type !== 'taken') {
    const { partition, region, account } = aws.target;
    const arn = `arn:${partition}:glue:${region}:${catalog ?? account}:table/${database}/${name}`;
    return unseen(`Table ${label} of ${stream}`, 'glue:GetTable', arn, answer);
  }
  if (records === undefined)
    return {
      status: 'unchecked',
      message: `Table ${label} is there. Whether it fits ${stream} cannot be told: what is written is not known.`,
      hint: '`defender-gitops tables` says why.',
    };
  const unfit = unfitIn(catalogTable(answer.value), records);
  if (unfit.length === 0) return { status: 'fine', message: `Table ${label} fits what ${stream} writes.` };
  return {
    status: 'warns',
    message: `Table ${label} does not fit what ${stream} writes: ${unfit.join('; ')}.`,
    hint:
      need === 'iceberg'
        ? 'Alter it: `defender-gitops tables` prints one that fits. Or change the SQL of the rule.'
        : 'Create it again as `defender-gitops tables` prints it, or change the stream or the SQL of the rule.',
  };
}

function missingTable(label: string, { stream, need, records }: WrittenTable): Diagnostic {
  if (need === undefined)
    return {
      status: 'unchecked',
      message: `There is no table ${label}: whether one fits what ${stream} writes was not checked.`,
      hint: 'To query the objects, create the one that `defender-gitops tables` prints. One with another name is not found here.',
    };
  const why = need === 'conversion' ? 'AWS refuses a conversion without its table' : 'nothing is delivered into it';
  return {
    status: 'blocks',
    message: `Table ${label} of ${stream} does not exist: ${why}.`,
    hint:
      records === undefined
        ? 'Create it, or correct its name. `defender-gitops tables` says why it cannot print it.'
        : 'Create it as `defender-gitops tables` prints it, or correct its name.',
  };
}

function catalogTable({ Table: table }: GlueOperations['GetTable']['output']): CatalogTable {
  const { Columns: columns = [], Location: location, SerdeInfo: serde } = table?.StorageDescriptor ?? {};
  const library = serde?.SerializationLibrary;
  return {
    columns: columns.map(({ Name = '', Type = '' }) => ({ name: Name, type: Type })),
    ...(location === undefined || location === '' ? {} : { location }),
    ...(library === undefined || library === '' ? {} : { serde: library }),
    parameters: table?.Parameters ?? {},
  };
}

/** What this role may not see, or cannot now: no failure of the lake. */
function unseen(
  what: string,
  action: string,
  arn: string,
  answer: Exclude<Answer<unknown>, { value: unknown }>,
): Diagnostic {
  const { hint, ...diagnostic } = notRead(what, action, answer);
  return {
    ...diagnostic,
    hint:
      answer.type === 'denied' ? `Add to the role or user that runs doctor: ${allowing(action, arn)}` : String(hint),
  };
}
