import type { Aws, IamOperations } from '../model/aws.ts';
import type { Statement } from '../model/policy.ts';
import { listOf } from '../model/policy.ts';
import { statementsOf } from '../roles/allow.ts';
import type { RoleUse } from '../roles/role-use.ts';
import { ask, notRead } from './doctor-finding.ts';
import type { Finding } from './doctor-finding.ts';
import { unique } from './doctor-names.ts';

/** Whether a role may do what it is there for, as AWS judges it: its boundary and policies, not those of buckets and keys. */
export async function checkRolePermissions(
  aws: Aws,
  arn: string,
  uses: readonly RoleUse[],
): Promise<readonly Finding[]> {
  const statements = statementsOf(uses.flatMap(({ allows }) => allows));
  const findings = (await Promise.all(statements.map((statement) => checkStatement(aws, arn, statement)))).flat();
  if (findings.length > 0 || statements.length === 0) return onlyOnce(findings);
  return [{ status: 'fine', what: `${arn} may do what it is there for: ${unique(actionsOf(statements)).join(', ')}.` }];
}

function actionsOf(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ Action }) => listOf(Action));
}

/** One that may not be looked at is told of once, however much there is to look at. */
function onlyOnce(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.what, finding])).values()];
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
async function checkStatement(aws: Aws, arn: string, statement: Statement): Promise<readonly Finding[]> {
  const resources = listOf(statement.Resource).filter((pattern) => !UNSURE.test(pattern));
  if (resources.length === 0) return [];
  const answer = await ask(() =>
    aws.iam('SimulatePrincipalPolicy', {
      PolicySourceArn: arn,
      ActionNames: [...listOf(statement.Action)],
      ResourceArns: resources.map(exampleOf),
      ...contextOf(statement),
      MaxItems: 1000,
    }),
  );
  if (answer.type !== 'taken') return [notRead(`What ${arn} may do`, 'iam:SimulatePrincipalPolicy', answer)];
  const results = (answer.value.EvaluationResults ?? []).flatMap((result): readonly Verdict[] => {
    const { EvalActionName: action = '', ResourceSpecificResults: each = [] } = result;
    if (each.length === 0)
      return [
        {
          action,
          resource: result.EvalResourceName,
          decision: result.EvalDecision,
          missing: result.MissingContextValues,
        },
      ];
    return each.map((one) => ({
      action,
      resource: one.EvalResourceName,
      decision: one.EvalResourceDecision,
      missing: one.MissingContextValues,
    }));
  });
  return results.flatMap((verdict) => {
    const pattern = resources.find((one) => exampleOf(one) === verdict.resource) ?? '*';
    return findingOf(arn, verdict, pattern, statement);
  });
}

interface Verdict {
  readonly action: string;
  readonly resource: string | undefined;
  readonly decision: string | undefined;
  /** Keys of conditions whose values are known only when the service comes. */
  readonly missing: readonly string[] | undefined;
}

function findingOf(arn: string, verdict: Verdict, pattern: string, { Condition }: Statement): readonly Finding[] {
  const { action, decision, missing = [] } = verdict;
  if (decision === 'allowed') return [];
  if (decision === 'explicitDeny') {
    const remedy = 'Find the statement with "Effect": "Deny", and leave this out of it.';
    return [{ status: 'blocks', what: `${arn} is denied ${action} on ${pattern}.`, remedy }];
  }
  if (missing.length > 0) {
    const what = `Whether ${arn} may send ${action} on ${pattern} depends on ${missing.join(', ')}, which was not evaluated.`;
    return [{ status: 'unchecked', what }];
  }
  const wanted = {
    Effect: 'Allow',
    Action: action,
    Resource: pattern,
    ...(Condition === undefined ? {} : { Condition }),
  };
  const remedy = `Add to its policies: ${JSON.stringify(wanted)}`;
  return [{ status: 'blocks', what: `${arn} may not send ${action} on ${pattern}.`, remedy }];
}

/** Patterns of ours that reach further than what is known, so that a role may well do with less. */
const UNSURE = /:kms:.*:key\/\*$|:lambda:.*:\*$|:es:.*:domain\/\*|\*-failed\/\*$|:logs:.*:\*$/;

/** A resource that a pattern stands for. */
function exampleOf(pattern: string): string {
  return pattern === '*'
    ? pattern
    : pattern.replaceAll(/\$\{([*?$])\}|\*/g, (_, sign: string | undefined) => sign ?? 'x');
}

/** The values of a condition's keys as they will be. */
function contextOf({ Condition = {} }: Statement): Pick<Simulation, 'ContextEntries'> {
  const entries = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([ContextKeyName, values]) => ({
      ContextKeyName,
      ContextKeyValues: listOf(values).slice(0, 1).map(exampleOf),
      ContextKeyType: 'string' as const,
    })),
  );
  return entries.length === 0 ? {} : { ContextEntries: entries };
}

type Simulation = IamOperations['SimulatePrincipalPolicy']['input'];
