import type { Column, PointField, PointPlaces } from '../model/lake/table.ts';
import { isList, isObject, memberOf } from '../model/values/json.ts';
import type { JsonObject, JsonValue } from '../model/values/json.ts';
import { isSqlError } from '../sql/problem.ts';
import { run } from '../sql/run.ts';
import { statementOf } from '../sql/statement-of.ts';
import type { Query, Statement } from '../sql/tree.ts';
import type { Value } from '../sql/value.ts';
import { columnsOf } from './columns.ts';
import type { TypeConflict } from './columns.ts';
import { sampleMessages } from './samples.ts';
import type { ExportedMetric, Sample } from './samples.ts';

/** What records a rule makes of exported messages. */
export interface RecordType {
  readonly columns: readonly Column[];
  readonly points: PointPlaces;
  /** Why a table cannot hold them; clauses without a full stop, none where one can. */
  readonly problems: readonly string[];
  /** Why it cannot be told, a clause; nothing else is known then. */
  readonly unknown?: string;
}

/** How a rule hands on what its statement gives. */
export interface RecordOptions {
  /** Whether each element of a list becomes a record. */
  readonly isSplit: boolean;
  /** What is known to be exported to the rule. */
  readonly metrics: readonly ExportedMetric[];
  /** Where fields of a data point were; they are still there if they can be. */
  readonly known?: PointPlaces;
}

interface SampleRecord {
  readonly value: Value;
  readonly sample: Sample;
}

/** Columns that Athena can name: https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html */
const NAME = /^[A-Za-z0-9_]+$/;

/** Works out, by evaluating its statement for messages of every type, what records a rule makes of exports. */
export function recordTypeOf(
  rule: { readonly sql?: unknown; readonly awsIotSqlVersion?: unknown },
  { isSplit, metrics, known }: RecordOptions,
): RecordType {
  const { tree } = statementOf(rule);
  if (tree === undefined) return unknownType('its SQL cannot be read');
  const samples = sampleMessages(metrics);
  const kept = recordsOf(tree, samples, isSplit);
  // Where WHERE lets none of the samples pass, what it would select is looked at without it.
  const found = kept.records.length > 0 ? kept : recordsOf(withoutWhere(tree), samples, isSplit);
  if (found.records.length === 0) return unknownType(found.reason ?? 'its SQL selects nothing of an exported message');
  const wrong = found.records.find(({ value }) => !isObject(value));
  if (wrong !== undefined) return { ...NOTHING, problems: [wrongRecord(wrong.value)] };
  const records = found.records.flatMap(({ value }) => (isObject(value) ? [value] : []));
  const { columns, conflicts } = columnsOf(records);
  return {
    columns,
    points: placesIn(found.records, columns, known),
    problems: [
      ...firstOfEach(conflicts).map(
        ({ place, types: [one, other] }) => `${place} is sometimes ${one} and sometimes ${other}`,
      ),
      ...namingProblems(columns),
    ],
  };
}

/** In one place many records may differ; that is one mistake. */
function firstOfEach(conflicts: readonly TypeConflict[]): readonly TypeConflict[] {
  return [...new Map(conflicts.toReversed().map((one) => [one.place, one])).values()].toReversed();
}

const NOTHING: RecordType = { columns: [], points: { fields: {} }, problems: [] };

function unknownType(unknown: string): RecordType {
  return { ...NOTHING, unknown };
}

function wrongRecord(value: Value): string {
  if (isList(value)) return 'a record is a list, and the row of a table is an object';
  return 'a record is a single value, and the row of a table is an object';
}

function recordsOf(
  tree: Statement,
  samples: readonly Sample[],
  isSplit: boolean,
): { readonly records: readonly SampleRecord[]; readonly reason?: string } {
  let reason: string | undefined;
  const records = samples.flatMap((sample): SampleRecord[] => {
    const result = resultOf(tree, sample);
    if ('reason' in result) reason = result.reason;
    if (!('value' in result)) return [];
    const { value } = result;
    if (isSplit && isList(value)) return value.map((one) => ({ value: one, sample }));
    return value === undefined ? [] : [{ value, sample }];
  });
  return { records, ...(reason === undefined ? {} : { reason }) };
}

function resultOf(
  tree: Statement,
  { payload }: Sample,
): { readonly value: Value } | { readonly reason: string } | Record<never, never> {
  try {
    const around = {
      account: '111122223333',
      now: 0,
      version: '2016-03-23',
      uuid: () => '',
      random: () => 0.5,
    } as const;
    const { isWanted, result } = run(tree, { payload, topic: '', ...around });
    return isWanted ? { value: result } : {};
  } catch (caught) {
    if (isSqlError(caught)) return { reason: `its SQL is not evaluated here: ${caught.problem.message}` };
    throw caught;
  }
}

function withoutWhere({ variables, query }: Statement): Statement {
  const bare = ({ where: _where, ...rest }: Query): Query => {
    const { select } = rest;
    if (select.type !== 'value' || select.value.type !== 'query') return rest;
    return { ...rest, select: { ...select, value: { ...select.value, query: bare(select.value.query) } } };
  };
  return { variables, query: bare(query) };
}

function namingProblems(columns: readonly Column[]): readonly string[] {
  const seen = new Map<string, string>();
  return columns.flatMap(({ name }) => {
    const small = name.toLowerCase();
    const twin = seen.get(small);
    seen.set(small, name);
    if (twin !== undefined) return [`${twin} and ${name} are one column, as Athena has small letters only`];
    return NAME.test(name) ? [] : [`${JSON.stringify(name)} cannot be the name of a column in Athena`];
  });
}

/** Where the fields of a data point are: wherever each sample has its own. */
function placesIn(records: readonly SampleRecord[], columns: readonly Column[], known?: PointPlaces): PointPlaces {
  const list = columns.find(
    ({ type }) => typeof type === 'object' && 'array' in type && typeof type.array === 'object',
  );
  const inRecord = fieldsIn(
    records.map(({ value, sample }) => ({ point: value, sample })),
    known,
  );
  if (list === undefined || inRecord.metric !== undefined) return { fields: inRecord };
  const elements = records.flatMap(({ value, sample }) => {
    const items = isObject(value) ? memberOf(value, list.name) : undefined;
    return isList(items) ? items.map((point) => ({ point, sample })) : [];
  });
  const inList = fieldsIn(elements, known);
  return inList.metric === undefined ? { fields: inRecord } : { list: list.name, fields: inList };
}

type Fields = Partial<Record<PointField, readonly string[]>>;

function fieldsIn(
  points: readonly { readonly point: Value; readonly sample: Sample }[],
  known: PointPlaces = { fields: {} },
): Fields {
  const candidates = new Map<string, readonly string[]>();
  for (const { point } of points)
    if (isObject(point)) for (const path of leavesOf(point)) candidates.set(path.join('\0'), path);
  const names = ['metric', 'thing', 'timestamp', 'version', 'count', 'number', 'dimension', 'operator'] as const;
  const found: Fields = {};
  for (const field of names) {
    const before = candidates.get(known.fields[field]?.join('\0') ?? '');
    const ordered = before === undefined ? candidates.values() : [before, ...candidates.values()];
    const path = [...ordered].find((one) => isPlaceOf(field, one, points));
    if (path !== undefined) found[field] = path;
  }
  return found;
}

function isPlaceOf(
  field: PointField,
  path: readonly string[],
  points: readonly { readonly point: Value; readonly sample: Sample }[],
): boolean {
  let isSeen = false;
  for (const { point, sample } of points) {
    const [there, meant] = [valueAt(point, path), sample.fields[field]];
    if (there !== meant) return false;
    isSeen ||= meant !== undefined;
  }
  return isSeen;
}

function* leavesOf(value: JsonObject, path: readonly string[] = []): Generator<readonly string[]> {
  for (const [name, member] of Object.entries(value))
    if (isObject(member)) yield* leavesOf(member, [...path, name]);
    else yield [...path, name];
}

function valueAt(value: Value, path: readonly string[]): JsonValue | undefined {
  return path.reduce<Value>((one, name) => (isObject(one) ? memberOf(one, name) : undefined), value);
}
