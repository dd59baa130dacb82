import type { RoleDocuments } from '../../model/access/access.ts';

/** What a role is there for, in the characters that IAM takes. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function descriptionOf({ why }: RoleDocuments): string {
  const text = why.join('; ').replaceAll(/[^\u0020-\u007E\u00A1-\u00FF]/g, '?');
  return text.length <= 1000 ? text : `${text.slice(0, 997)}...`;
}

/** The path of a role: what stands before its name. */
export function pathOf({ arn }: RoleDocuments): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}
