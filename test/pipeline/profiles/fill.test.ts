import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Target } from '../../../src/model/settings.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { fill } from '../../../src/pipeline/profiles/fill.ts';
import { unfill } from '../../../src/pipeline/profiles/unfill.ts';
import { attachmentArn, bucketArn, functionArn, keyArn, roleArn, topicArn } from '../../../src/kinds/shared/arn.ts';
import { closed, list, map, text } from '../../../src/kinds/shared/schema.ts';
import { TARGET } from '../../world.ts';

const arns = {
  roleArn: roleArn('A role.'),
  targetArn: topicArn('A topic.'),
  bucketArn: bucketArn('A bucket.'),
  functionArn: functionArn('A function.'),
  awskmsKeyArn: keyArn('A key.'),
};
/** What the spelling does not say, the schema does: here members that are ARNs, one that is not, and maps of the author's own. */
const schema = closed('A spec.', {
  ...arns,
  a: closed('Members.', arns),
  inList: list('ARNs.', attachmentArn('A group.')),
  roleArnForLogging: roleArn('Another role.'),
  nameInArn: text('A text that ends in Arn.'),
  tags: map('Tags.', text('A value.')),
});

const filled = (value: JsonObject, target: Target = TARGET) =>
  fill(value, { schema, target, topics: new Map(), topicHint: () => '' });
const written = (value: JsonObject) => unfill(value, { schema, target: TARGET });

describe('variables', () => {
  const rows = [
    { reason: 'a variable is filled in', written: 'a/${var.lake}', stands: 'a/acme-device-lake' },
    { reason: 'with one dollar more it is text', written: 'a/$${var.lake}', stands: 'a/${var.lake}' },
    { reason: 'and so it is with two', written: '$$${target.region}', stands: '$${target.region}' },
    { reason: 'one that there is not can be text too', written: '$${var.nothing}', stands: '${var.nothing}' },
    { reason: 'AWS’s own needs no dollar more', written: '${topic()}/$${x}', stands: '${topic()}/$${x}' },
  ];
  test.each(rows)('$reason', ({ written: sql, stands }) => {
    expect(filled({ sql })).toEqual({ value: { sql: stands }, errors: [] });
  });
});

describe('what is nearly a variable is a problem, not text for AWS', () => {
  const rows = [
    { reason: 'with spaces', written: '${ var.lake }', hint: 'Write ${var.lake}.' },
    { reason: 'in capitals', written: '${VAR.lake}', hint: 'Write ${var.lake}.' },
    { reason: 'in the plural', written: '${vars.lake}', hint: 'Write ${var.lake}.' },
    { reason: 'of the target, in the plural', written: '${targets.region}', hint: 'Write ${target.region}.' },
    { reason: 'and of a name that there is not', written: '${ var.laek }', hint: 'Did you mean lake?' },
  ];
  test.each(rows)('$reason: $written', ({ written: sql, hint }) => {
    expect(filled({ sql }).errors).toMatchObject([{ code: 'DG2001', path: ['sql'], hint }]);
  });

  test.each(['${vars.site}', '${targets[0]}', '${variable}', '${get(var, 1)}'])(
    'but %s may be of the message that a rule gets',
    (sql) => expect(filled({ sql })).toEqual({ value: { sql }, errors: [] }),
  );
});

test('a key that becomes one that stands beside it is a problem: one of the two would be lost', () => {
  const tags = { 'acme-device-lake': 'a', '${var.lake}': 'b' };
  expect(filled({ tags }).errors).toMatchObject([{ code: 'DG2002', path: ['tags', '${var.lake}'] }]);
});

test('what needs no filling is given back as it is', () => {
  const value = { sql: 'SELECT *', actions: [{ sqs: { useBase64: true } }], tags: { roleArn: 'role/x' } };
  expect(filled(value).value).toBe(value);
});

test('a key of the author’s own that ends in Arn makes no ARN of its value', () => {
  const maps = { tags: { roleArn: 'role/x' }, action: { clientProperties: { keyArn: 'key/x' } } };
  expect(filled(maps).value).toEqual(maps);
});

test('where the schema wants an ARN its short form is completed, however the member is called', () => {
  expect(filled({ roleArnForLogging: 'role/x', inList: ['all/things'], nameInArn: 'role/x' }).value).toEqual({
    roleArnForLogging: 'arn:aws:iam::111122223333:role/x',
    inList: ['arn:aws:iot:ap-south-1:111122223333:all/things'],
    nameInArn: 'role/x',
  });
});

describe('writing as an author would', () => {
  const rows = [
    { reason: 'a role', member: 'roleArn', arn: 'arn:aws:iam::111122223333:role/a/b', short: 'role/a/b' },
    { reason: 'a topic', member: 'targetArn', arn: 'arn:aws:sns:ap-south-1:111122223333:t', short: 'sns/t' },
    { reason: 'a bucket', member: 'bucketArn', arn: 'arn:aws:s3:::lake', short: 'lake' },
    {
      reason: 'a function with its alias',
      member: 'functionArn',
      arn: 'arn:aws:lambda:ap-south-1:111122223333:function:f:live',
      short: 'function/f:live',
    },
    { reason: 'a key', member: 'awskmsKeyArn', arn: 'arn:aws:kms:ap-south-1:111122223333:key/k', short: 'key/k' },
  ];
  test.each(rows)('the ARN of $reason gets short', ({ member, arn, short }) => {
    expect(written({ a: { [member]: arn } })).toEqual({ a: { [member]: short } });
  });

  const full = [
    { reason: 'another account', member: 'roleArn', arn: 'arn:aws:iam::999999999999:role/x' },
    { reason: 'another region', member: 'targetArn', arn: 'arn:aws:sns:eu-west-1:111122223333:t' },
    { reason: 'another partition', member: 'bucketArn', arn: 'arn:aws-cn:s3:::lake' },
    { reason: 'no ARN member', member: 'value', arn: 'arn:aws:iam::111122223333:role/x' },
  ];
  test.each(full)('an ARN of $reason stays as it is', ({ member, arn }) => {
    expect(written({ [member]: arn })).toEqual({ [member]: arn });
  });

  test('whatever the text, filling in gives it back', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '$',
        '{',
        '}',
        '${var.lake}',
        '${target.account}',
        '${var.',
        '${topic()}',
        'arn:aws:iam::111122223333:',
        'role/x',
        ':',
      ),
      fc.string({ maxLength: 4 }),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const value = { sql: one, list: [other], tags: { nameArn: one } };
        expect(filled(written(value)).value).toEqual(value);
      }),
      { numRuns: 2_000 },
    );
  });
});
