import {
  GetPolicy$,
  GetPolicyVersion$,
  GetRole$,
  GetRolePolicy$,
  ListAttachedRolePolicies$,
  ListRolePolicies$,
  NoSuchEntityException$,
  SimulatePrincipalPolicy$,
} from '@aws-sdk/client-iam';

/** The operations of IAM that the sandbox answers, and its errors. */
export const IAM_SHAPES = {
  GetPolicy$,
  GetPolicyVersion$,
  GetRole$,
  GetRolePolicy$,
  ListAttachedRolePolicies$,
  ListRolePolicies$,
  NoSuchEntityException$,
  SimulatePrincipalPolicy$,
};
