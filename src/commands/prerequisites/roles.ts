import type { Diagnostic } from '../../model/diagnostic.ts';
import { kinds } from '../../kinds/index.ts';
import type { Aws, IamOperations } from '../../model/aws.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Desired } from '../../model/resource.ts';
import type { RoleUse } from '../../model/access/role-use.ts';
import { finish } from '../../model/steps.ts';
import { usesByRole } from '../../roles/service-roles.ts';
import { allowing, ask, notRead } from './diagnostic.ts';
import type { Answer } from './diagnostic.ts';
import { checkRolePermissions } from './role-permissions.ts';
import { trustIn } from './trust.ts';

/** Whether each role that the profiles name is there, trusts the service that has to assume it, and may do what it is there for. */
export async function checkRoles(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  const diagnostics = await Promise.all(
    [...finish(usesByRole(desired, aws.target, kinds))].map(([arn, uses]) => checkRole(aws, arn, uses)),
  );
  return diagnostics.flat();
}

/** The same of one role, for what it is used for. */
export async function checkRole(aws: Aws, arn: string, uses: readonly RoleUse[]): Promise<readonly Diagnostic[]> {
  const services = [...new Set(uses.map(({ service }) => service))];
  const [, account, name] = /:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (name === undefined || account !== aws.target.account) {
    const message = `${arn} has to trust ${services.join(' and ')}; it is in another account, so it was not checked.`;
    const hint = `There: aws iam get-role --role-name ${name ?? arn} --query Role.AssumeRolePolicyDocument`;
    return [{ status: 'unchecked', message, hint }];
  }
  const answer = await readRole(aws, name);
  if (answer.type === 'missing') return [missing(arn, services)];
  if (answer.type === 'denied') {
    const message = `${arn} has to trust ${services.join(' and ')}, which was not checked: ${answer.message}`;
    const hint = `Add to the role or user that runs doctor: ${allowing('iam:GetRole', arn)}`;
    return [{ status: 'unchecked', message, hint }];
  }
  if (answer.type !== 'taken') return [notRead(arn, 'iam:GetRole', answer)];
  const { Arn, AssumeRolePolicyDocument = '{}' } = answer.value.Role ?? {};
  const diagnostics = services.map((service) => trustDiagnostic(arn, AssumeRolePolicyDocument, service));
  if (Arn !== arn) return [otherPath(arn, String(Arn)), ...diagnostics];
  return [...diagnostics, ...(await checkRolePermissions(aws, arn, uses))];
}

/** IAM may be out of reach where all else is not, as in closed networks: that is no reason to give up. */
async function readRole(aws: Aws, name: string): Promise<Answer<IamOperations['GetRole']['output']>> {
  try {
    return await ask(() => aws.iam('GetRole', { RoleName: name }));
  } catch (error) {
    if (!(error instanceof OperatorError) || !['DG4004', 'DG4011'].includes(error.code)) throw error;
    return { type: 'busy', message: error.message };
  }
}

function missing(arn: string, services: readonly string[]): Diagnostic {
  const whole = `defender-gitops iam --role ${arn.slice(arn.lastIndexOf('/') + 1)} prints the whole`;
  const hint = `Correct roleArn, or create a role that trusts ${services.join(' and ')} (${whole}): ${trusting(services)}`;
  return { status: 'blocks', message: `The role ${arn} does not exist.`, hint: hint };
}

/** IAM finds roles by their names alone, the services by the whole ARN. */
function otherPath(arn: string, actual: string): Diagnostic {
  return {
    status: 'warns',
    message: `The role of the name in ${arn} is ${actual}.`,
    hint: 'Correct its path in roleArn.',
  };
}

function trustDiagnostic(arn: string, document: string, service: string): Diagnostic {
  const trust = trustIn(document, service);
  if (trust === 'trusts') return { status: 'fine', message: `${arn} trusts ${service}.` };
  if (trust === 'trusts with conditions')
    return { status: 'fine', message: `${arn} trusts ${service}, with conditions that are not looked into.` };
  const hint = `Add to its trust policy: ${trusting([service])}`;
  return { status: 'blocks', message: `${arn} does not trust ${service}.`, hint: hint };
}

/** The statement of a trust policy by which services may assume the role. */
function trusting([service = '', ...more]: readonly string[]): string {
  const named = more.length === 0 ? service : [service, ...more];
  const principal = `{ "Service": ${JSON.stringify(named)} }`;
  return `{ "Effect": "Allow", "Principal": ${principal}, "Action": "sts:AssumeRole" }`;
}
