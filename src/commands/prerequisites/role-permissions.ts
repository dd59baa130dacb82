import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Aws, IamOperations } from '../../model/aws.ts';
import { decide, listOf } from '../../model/access/policy.ts';
import type { Statement } from '../../model/access/policy.ts';
import { statementsOf } from '../../model/access/allow.ts';
import type { RoleUse } from '../../model/access/role-use.ts';
import { ask, notRead } from './diagnostic.ts';
import type { Answer } from './diagnostic.ts';
import { readPolicies } from './role-policies.ts';
import type { RolePolicies } from './role-policies.ts';

/**
 * Whether a role may do what it is there for: its policies and boundary, not those of buckets and keys. AWS judges; where
 * it may not be asked, the policies are read and judged here, but for their conditions.
 */
export async function checkRolePermissions(
  aws: Aws,
  arn: string,
  uses: readonly RoleUse[],
): Promise<readonly Diagnostic[]> {
  const statements = statementsOf(uses.flatMap(({ allows }) => allows)).flatMap(sure);
  if (statements.length === 0) return [];
  const simulated = await Promise.all(statements.map((statement) => simulate(aws, arn, statement)));
  const failed = simulated.find((answer) => answer.type !== 'taken');
  const read = failed?.type === 'denied' ? await readPolicies(aws, arn.slice(arn.lastIndexOf('/') + 1)) : undefined;
  if (failed !== undefined && read?.type !== 'taken')
    return [notRead(`What ${arn} may do`, 'iam:SimulatePrincipalPolicy', failed)];
  const diagnostics = statements.flatMap((statement, index) => {
    const answer = simulated[index];
    const verdicts =
      read?.type === 'taken' ? judge(read.value, statement) : answer?.type === 'taken' ? answer.value : [];
    const patternOf = patternsOf(statement);
    return verdicts.flatMap((verdict) => diagnosticOf(arn, verdict, patternOf(verdict.resource), statement));
  });
  if (diagnostics.length > 0) return diagnostics;
  const actions = [...new Set(statements.flatMap(({ Action }) => listOf(Action)))];
  return [{ status: 'fine', message: `${arn} has its permissions: ${actions.join(', ')}.` }];
}

/** What came out for one action on one resource. */
interface Decision {
  readonly action: string;
  readonly resource: string;
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'depends';
  /** What it depends on: keys of conditions whose values are known only when the service comes. */
  readonly on: readonly string[];
}

type Simulation = IamOperations['SimulatePrincipalPolicy'];

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
function simulate(aws: Aws, arn: string, statement: Statement): Promise<Answer<readonly Decision[]>> {
  return ask(async () => {
    const answer = await aws.iam('SimulatePrincipalPolicy', {
      PolicySourceArn: arn,
      ActionNames: [...listOf(statement.Action)],
      ResourceArns: listOf(statement.Resource).map(exampleOf),
      ...contextOf(statement),
      MaxItems: 1000,
    });
    return (answer.EvaluationResults ?? []).flatMap(verdictsOf);
  });
}

function verdictsOf(result: NonNullable<Simulation['output']['EvaluationResults']>[number]): readonly Decision[] {
  const { EvalActionName: action = '', ResourceSpecificResults: each = [] } = result;
  const one = (resource = '*', decision = '', on: readonly string[] = []): Decision => ({
    action,
    resource,
    decision: decision === 'implicitDeny' && on.length > 0 ? 'depends' : (decision as Decision['decision']),
    on,
  });
  if (each.length === 0) return [one(result.EvalResourceName, result.EvalDecision, result.MissingContextValues)];
  return each.map((at) => one(at.EvalResourceName, at.EvalResourceDecision, at.MissingContextValues));
}

const DECISIONS = {
  allowed: 'allowed',
  'explicitly denied': 'explicitDeny',
  'implicitly denied': 'implicitDeny',
  depends: 'depends',
} as const;

/** What a role's policies come to, with no condition evaluated; its boundary must allow it too. */
function judge({ policies, boundary }: RolePolicies, { Action, Resource }: Statement): readonly Decision[] {
  return listOf(Action).flatMap((action) =>
    listOf(Resource).map((pattern): Decision => {
      const resource = exampleOf(pattern);
      const limits = [policies, ...(boundary === undefined ? [] : [boundary])];
      const decisions = limits.map((limit) => DECISIONS[decide(limit, { action, resource })]);
      const decision = (['explicitDeny', 'implicitDeny', 'depends'] as const).find((one) => decisions.includes(one));
      return { action, resource, decision: decision ?? 'allowed', on: ['a condition'] };
    }),
  );
}

/** What of a statement's resources an example stands for; itself where it is none. */
function patternsOf({ Resource }: Statement): (example: string) => string {
  const patterns = new Map(
    listOf(Resource)
      .toReversed()
      .map((pattern) => [exampleOf(pattern), pattern]),
  );
  return (example) => patterns.get(example) ?? example;
}

function diagnosticOf(
  arn: string,
  { action, decision, on }: Decision,
  pattern: string,
  { Condition }: Statement,
): readonly Diagnostic[] {
  switch (decision) {
    case 'allowed':
      return [];
    case 'explicitDeny': {
      const hint = 'Find the statement with "Effect": "Deny", and leave this out of it.';
      return [{ status: 'blocks', message: `${arn} is denied ${action} on ${pattern}.`, hint: hint }];
    }
    case 'depends': {
      const what = `Whether ${arn} may send ${action} on ${pattern} depends on ${on.join(', ')}, which was not evaluated.`;
      return [{ status: 'unchecked', message: what }];
    }
    case 'implicitDeny': {
      const condition = Condition === undefined ? {} : { Condition };
      const wanted = { Effect: 'Allow', Action: action, Resource: pattern, ...condition };
      const hint = `Add to its policies: ${JSON.stringify(wanted)}`;
      return [{ status: 'blocks', message: `${arn} may not send ${action} on ${pattern}.`, hint: hint }];
    }
  }
}

/** Patterns of ours that reach further than what is known, so that a role may well do with less. */
const UNSURE = /:kms:.*:key\/\*$|:lambda:.*:\*$|:es:.*:domain\/\*|\*-failed\/\*$|:logs:.*:\*$/;

/** A statement without the resources that nobody can be sure of. */
function sure(statement: Statement): readonly Statement[] {
  const Resource = listOf(statement.Resource).filter((pattern) => !UNSURE.test(pattern));
  return Resource.length === 0 ? [] : [{ ...statement, Resource }];
}

/** A resource that a pattern stands for. */
function exampleOf(pattern: string): string {
  if (pattern === '*') return pattern;
  return pattern.replaceAll(/\$\{([*?$])\}|\*/g, (_, sign: string | undefined) => sign ?? 'x');
}

/** The values of a condition's keys as they will be. */
function contextOf({ Condition = {} }: Statement): Pick<Simulation['input'], 'ContextEntries'> {
  const entries = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([ContextKeyName, values]) => ({
      ContextKeyName,
      ContextKeyValues: listOf(values).slice(0, 1).map(exampleOf),
      ContextKeyType: 'string' as const,
    })),
  );
  return entries.length === 0 ? {} : { ContextEntries: entries };
}
