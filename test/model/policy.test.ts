import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/model/access/policy.ts';
import type { AccessRequest, Decision, Policy, Statement } from '../../src/model/access/policy.ts';

const policy = (...Statement: Statement[]): Policy => ({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource: string, Condition?: Statement['Condition']): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: string, Resource: string): Statement => ({ Effect: 'Deny', Action, Resource });

const GET: AccessRequest = { action: 's3:GetObject', resource: 'arn:aws:s3:::amzn-s3-demo-bucket/a/b' };

/** Rules of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and the pages of the elements. */
const ROWS: readonly {
  reason: string;
  statements: readonly Statement[];
  request?: Partial<AccessRequest>;
  is: Decision;
}[] = [
  { reason: 'by default everything is denied', statements: [], is: 'implicitly denied' },
  { reason: 'an allow is needed', statements: [allow('s3:GetObject', '*')], is: 'allowed' },
  {
    reason: 'a deny wins over any allow',
    statements: [allow('*', '*'), deny('s3:Get*', '*')],
    is: 'explicitly denied',
  },
  {
    reason: 'the documented example: a wildcard ends with the bucket',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::amzn-s3-demo-bucket/*')],
    is: 'allowed',
  },
  {
    reason: 'another bucket is another resource',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::amzn-s3-demo-bucket2/*')],
    is: 'implicitly denied',
  },
  { reason: 'actions know no case', statements: [allow('S3:getobject', '*')], is: 'allowed' },
  {
    reason: 'resources do',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::AMZN-s3-demo-bucket/*')],
    is: 'implicitly denied',
  },
  { reason: '? is one character', statements: [allow('s3:GetObjec?', 'arn:aws:s3:::*/?/?')], is: 'allowed' },
  {
    reason: 'NotAction allows all others',
    statements: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    is: 'allowed',
  },
  {
    reason: 'NotResource is all others',
    statements: [allow('s3:*', '*'), { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::other/*' }],
    is: 'explicitly denied',
  },
  {
    reason: 'a wildcard in one part of an ARN does not reach into the next',
    statements: [allow('iot:Publish', 'arn:aws:iot:*:topic/a')],
    request: { action: 'iot:Publish', resource: 'arn:aws:iot:eu-west-1:111122223333:topic/a' },
    is: 'implicitly denied',
  },
  {
    reason: '${*} is a star that stands for itself',
    statements: [allow('iot:Publish', 'arn:aws:iot:eu-west-1:1:topic/${*}')],
    request: { action: 'iot:Publish', resource: 'arn:aws:iot:eu-west-1:1:topic/a' },
    is: 'implicitly denied',
  },
  {
    reason: 'a variable is not evaluated',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*')],
    is: 'depends',
  },
  {
    reason: 'without a context, a condition is not evaluated',
    statements: [allow('s3:GetObject', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
    is: 'depends',
  },
  {
    reason: 'an allow without conditions is enough beside one with',
    statements: [allow('s3:GetObject', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), allow('s3:Get*', '*')],
    is: 'allowed',
  },
  {
    reason: 'a deny on a condition leaves it open',
    statements: [
      allow('*', '*'),
      { ...deny('*', '*'), Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
    ],
    is: 'depends',
  },
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const CONDITIONS: readonly { reason: string; condition: NonNullable<Statement['Condition']>; is: Decision }[] = [
  { reason: 'one of the values is enough', condition: { StringEquals: { 'aws:k': ['x', 'v'] } }, is: 'allowed' },
  { reason: 'names of keys know no case', condition: { StringEquals: { 'AWS:K': 'v' } }, is: 'allowed' },
  { reason: 'values do', condition: { StringEquals: { 'aws:k': 'V' } }, is: 'implicitly denied' },
  { reason: 'unless asked not to', condition: { StringEqualsIgnoreCase: { 'aws:k': 'V' } }, is: 'allowed' },
  { reason: 'StringEquals knows no wildcards', condition: { StringEquals: { 'aws:k': '*' } }, is: 'implicitly denied' },
  { reason: 'StringLike does', condition: { StringLike: { 'aws:k': '?' } }, is: 'allowed' },
  {
    reason: 'a missing key matches nothing',
    condition: { StringEquals: { 'aws:none': 'v' } },
    is: 'implicitly denied',
  },
  { reason: 'but for IfExists', condition: { StringEqualsIfExists: { 'aws:none': 'v' } }, is: 'allowed' },
  { reason: 'and for Not', condition: { StringNotEquals: { 'aws:none': 'v' } }, is: 'allowed' },
  {
    reason: 'Not is none of the values',
    condition: { StringNotLike: { 'aws:k': ['x', '*'] } },
    is: 'implicitly denied',
  },
  { reason: 'Null is that the key is missing', condition: { Null: { 'aws:k': 'false' } }, is: 'allowed' },
  {
    reason: 'all operators and keys must hold',
    condition: { StringEquals: { 'aws:k': 'v', 'aws:none': 'v' } },
    is: 'implicitly denied',
  },
  {
    reason: 'ArnLike compares the parts of an ARN',
    condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:iot:*:1:rule/*' } },
    is: 'allowed',
  },
  {
    reason: 'an operator that is not known leaves it open',
    condition: { DateLessThan: { 'aws:k': 'v' } },
    is: 'depends',
  },
];

describe('policies', () => {
  test.each(ROWS)('$is: $reason', ({ statements, request, is }) => {
    expect(decide([policy(...statements)], { ...GET, ...request })).toBe(is);
  });

  test.each(CONDITIONS)('with a condition: $reason', ({ condition, is }) => {
    const context = { 'aws:k': 'v', 'aws:SourceArn': 'arn:aws:iot:eu-west-1:1:rule/A' };
    expect(decide([policy(allow('s3:*', '*', condition))], { ...GET, context })).toBe(is);
  });

  test('any pattern that is escaped matches its text and no other', () => {
    const text = fc.string({ unit: fc.constantFrom('*', '?', '$', '{', '}', 'a', '/'), maxLength: 8 });
    const escape = (one: string): string => one.replaceAll(/[*?$]/g, (sign) => `\${${sign}}`);
    fc.assert(
      fc.property(text, text, (one, other) => {
        const decision = decide([policy(allow('a:B', `arn:aws:s3:::${escape(one)}`))], {
          action: 'a:B',
          resource: `arn:aws:s3:::${other}`,
        });
        expect(decision).toBe(one === other ? 'allowed' : 'implicitly denied');
      }),
    );
  });
});
