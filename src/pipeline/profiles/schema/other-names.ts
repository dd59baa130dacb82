import type { JsonObject } from '../../../model/values/json.ts';
import { isObject } from '../../../model/values/json.ts';

/** What somebody means by a name that a schema does not have. */
export interface Meant {
  /** The member that it is here, of those in the schema; absent where there is none. */
  readonly name?: string;
  /** What to do, where the name alone does not say it. */
  readonly sentence?: string;
}

/**
 * What a name means that others use: in the spelling of the API, of CloudFormation, of the AWS CLI or of Terraform, which differ in
 * capitals and dashes, or by the schema's own table of `otherNames`.
 */
export function meantBy(name: string, schemas: readonly JsonObject[]): Meant | undefined {
  const other = find(
    name,
    schemas.flatMap((schema) => (isObject(schema['otherNames']) ? Object.entries(schema['otherNames']) : [])),
  );
  const members = schemas.flatMap((schema) =>
    isObject(schema['properties']) ? Object.keys(schema['properties']) : [],
  );
  if (typeof other === 'string') return other.includes(' ') ? { sentence: other } : { name: other };
  const member = members.find((one) => folded(one) === folded(name));
  return member === undefined ? undefined : { name: member };
}

/** Names that differ in capitals and dashes only are the same. */
export function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

function find<Value>(name: string, entries: readonly (readonly [string, Value])[]): Value | undefined {
  return (entries.find(([one]) => one === name) ?? entries.find(([one]) => folded(one) === folded(name)))?.[1];
}
