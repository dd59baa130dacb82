import { decide } from '../../model/access/policy.ts';
import type { OperationContext } from '../context.ts';
import { refusal } from '../refusal.ts';
import { policiesOfRole } from './policies.ts';

interface ContextEntry {
  readonly ContextKeyName?: string;
  readonly ContextKeyValues?: readonly string[];
}

/** What is asked; the query protocol has an empty list as an empty text. */
interface SimulationRequest {
  readonly PolicySourceArn: string;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: '' | readonly string[];
  readonly ContextEntries?: '' | readonly ContextEntry[];
}

const WORDS = { 'explicitly denied': 'explicitDeny', 'implicitly denied': 'implicitDeny', depends: 'implicitDeny' };

/** What the policies of a role come to. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulation = {
  SimulatePrincipalPolicy: (given: OperationContext, request: SimulationRequest) => {
    const { PolicySourceArn, ActionNames, ResourceArns = ['*'], ContextEntries = [] } = request;
    if (!/^arn:[\w-]+:iam::\d{12}:(?:role|user|group)\//.test(PolicySourceArn))
      throw refusal('InvalidInput', `Invalid Entity Arn: ${PolicySourceArn}`, { status: 400 });
    const policies = policiesOfRole(given, PolicySourceArn.slice(PolicySourceArn.lastIndexOf('/') + 1));
    const context = Object.fromEntries(
      (ContextEntries === '' ? [] : ContextEntries).map(({ ContextKeyName, ContextKeyValues = [] }) => [
        ContextKeyName,
        String(ContextKeyValues[0]),
      ]),
    );
    const keys = policies.flatMap(({ Statement }) =>
      Statement.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((one) => Object.keys(one))),
    );
    const EvaluationResults = ActionNames.flatMap((action) =>
      (ResourceArns === '' ? ['*'] : ResourceArns).map((resource) => {
        const decision = decide(policies, { action, resource, context });
        const isOpen = decision !== 'allowed' && decide(policies, { action, resource }) === 'depends';
        return {
          EvalActionName: action,
          EvalResourceName: resource,
          EvalDecision: decision === 'allowed' ? 'allowed' : WORDS[decision],
          MissingContextValues: isOpen ? keys.filter((key) => !Object.hasOwn(context, key)) : [],
        };
      }),
    );
    return { EvaluationResults, IsTruncated: false };
  },
};
