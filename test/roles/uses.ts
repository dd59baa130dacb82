import { finish } from '../../src/model/steps.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { addressOf } from '../../src/model/address.ts';
import type { Desired } from '../../src/model/resource.ts';
import { kinds } from '../../src/kinds/index.ts';
import { usesByRole } from '../../src/roles/service-roles.ts';
import { TARGET } from '../arbitraries/target.ts';

const ROLE = 'arn:aws:iam::111122223333:role/';

/** The ARN of a role in the account of the tests. */
export const role = (name: string): string => ROLE + name;

/**
 * What a resource called X uses roles for, a line each: `Lake at roleArn: writes to …`, and then a line for what each may do,
 * `  s3:GetObject,s3:PutObject on arn:…`.
 */
export function usesOf(kind: string, spec: JsonObject): readonly string[] {
  const desired = { address: addressOf(kind, 'X'), spec } as Desired;
  return [...finish(usesByRole([desired], TARGET, kinds)).values()].flat().flatMap((use) => [
    `${use.roleArn.replace(ROLE, '')} at ${use.path}: ${use.why.replaceAll(`${desired.address} `, '')}`,
    ...use.allows.map(({ actions, resources, condition }) => {
      const where = condition === undefined ? '' : ` where ${JSON.stringify(condition)}`;
      return `  ${actions.join()} on ${resources.join()}${where}`;
    }),
  ]);
}
