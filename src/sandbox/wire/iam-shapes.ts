// The operations of IAM that the sandbox answers, and its errors.
export {
  GetPolicy$,
  GetPolicyVersion$,
  GetRole$,
  GetRolePolicy$,
  ListAttachedRolePolicies$,
  ListRolePolicies$,
  NoSuchEntityException$,
  SimulatePrincipalPolicy$,
} from '@aws-sdk/client-iam';
