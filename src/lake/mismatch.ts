import type { Column, ColumnType, FedTable, LakeTable, MissingTable, PointField } from '../model/lake/table.ts';
import { QUESTIONS, whyNotAsked } from './questions.ts';
import type { Question } from './questions.ts';
import { glueType } from './type-text.ts';

/** How what is written no longer fits a table, and what the table does not answer of it. */
export interface Mismatch {
  /** Clauses: what is written from then on, and what the table has. */
  readonly differences: readonly string[];
  readonly questions: readonly Question['id'][];
}

/** A difference in a place of the records. */
interface PlacedDifference {
  readonly path: string;
  readonly clause: string;
}

/** How a table that fitted does not fit what is written from then on; undefined where it does. What comes to records breaks nothing. */
export function mismatchOf(before: FedTable, after: LakeTable | MissingTable): Mismatch | undefined {
  if ('why' in after) return { differences: after.why.map((one) => one.replace(/\.$/, '')), questions: asked(before) };
  const objects = objectDifferences(before.table, after);
  const columns = columnDifferences(before.table.columns, after.columns, '');
  const moved = movedFields(before.table, after);
  const isSaid = ({ path }: PlacedDifference): boolean => columns.some((one) => `${path}.`.startsWith(`${one.path}.`));
  const places = [...columns, ...moved.filter((one) => !isSaid(one))];
  const differences = [...objects, ...places.map(({ clause }) => clause)];
  if (differences.length === 0) return undefined;
  const lost = new Set(moved.map(({ field }) => field));
  const isLost = (field: PointField): boolean => lost.has(field) || (field === 'number' && lost.has('count'));
  return { differences, questions: asked(before, objects.length > 0 ? undefined : isLost) };
}

/** The questions that a table answers, or those of them that look at such a field. */
export function asked(before: FedTable, isMeant?: (field: PointField) => boolean): readonly Question['id'][] {
  return QUESTIONS.filter(
    (one) => whyNotAsked(one, before) === undefined && (isMeant === undefined || one.needs.some(isMeant)),
  ).map(({ id }) => id);
}

const FORMATS = { json: 'JSON', parquet: 'Parquet', orc: 'ORC' } as const;

/** What keeps the table from reading the objects at all. */
function objectDifferences(was: LakeTable, is: LakeTable): readonly string[] {
  const [hadKeys, hasKeys] = [was.template ?? was.location, is.template ?? is.location];
  const [hadZone, hasZone] = [zonesOf(was), zonesOf(is)];
  const [hadName, hasName] = [`${was.database}.${was.name}`, `${is.database}.${is.name}`];
  const clauses: [boolean, string][] = [
    [was.format !== is.format, `objects are ${FORMATS[is.format]}, and the table reads ${FORMATS[was.format]}`],
    [hadKeys !== hasKeys, `objects go to ${hasKeys}, and the table reads ${hadKeys}`],
    [hadKeys === hasKeys && hadZone !== hasZone, `dates in keys are of ${hasZone}, and the table reads ${hadZone}`],
    // Objects of JSON have no columns that a conversion could take from another table.
    [was.format !== 'json' && is.format !== 'json' && hadName !== hasName, `columns are those of ${hasName}`],
  ];
  return clauses.flatMap(([differs, clause]) => (differs ? [clause] : []));
}

function zonesOf({ partitions }: LakeTable): string {
  return partitions.flatMap((one) => (one.type === 'date' ? [one.zone] : [])).join(', ');
}

/** What of the table's columns is not in the records any more, or is of another type. */
function columnDifferences(was: readonly Column[], is: readonly Column[], place: string): readonly PlacedDifference[] {
  // Athena has small letters only, and reads members whatever their case.
  const now = new Map(is.map(({ name, type }) => [name.toLowerCase(), type]));
  return was.flatMap(({ name, type }) => {
    const path = `${place}${name.toLowerCase()}`;
    const other = now.get(name.toLowerCase());
    return other === undefined ? [{ path, clause: `records have no ${path}` }] : typeDifferences(type, other, path);
  });
}

function typeDifferences(was: ColumnType, is: ColumnType, path: string): readonly PlacedDifference[] {
  if (typeof was === 'object' && typeof is === 'object') {
    if ('struct' in was && 'struct' in is) return columnDifferences(was.struct, is.struct, `${path}.`);
    if ('array' in was && 'array' in is) return typeDifferences(was.array, is.array, path);
  }
  // A whole number can be read as any number.
  if (was === is || (was === 'double' && is === 'bigint')) return [];
  return [{ path, clause: `${path} is ${glueType(is)}, and ${glueType(was)} in the table` }];
}

/** What of a data point does not stand where it stood. */
function movedFields(was: LakeTable, is: LakeTable): readonly (PlacedDifference & { readonly field: PointField })[] {
  return (Object.keys(was.points.fields) as PointField[]).flatMap((field) => {
    const [path, now] = [placeOf(was, field), placeOf(is, field)];
    if (path === undefined || path === now) return [];
    return [{ field, path, clause: `${path} is not the ${field}${now === undefined ? '' : `, which is ${now}`}` }];
  });
}

function placeOf({ points: { list, fields } }: LakeTable, field: PointField): string | undefined {
  const path = fields[field];
  return path === undefined ? undefined : [...(list === undefined ? [] : [list]), ...path].join('.').toLowerCase();
}
