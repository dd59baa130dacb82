import { describe, expect, test } from 'vitest';
import { kindOf, nameOf } from '../../../src/model/address.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { outcomesDocument, planDocument, problemsDocument } from '../../../src/render/json/plan.ts';
import { jsonText } from '../../../src/render/text/json.ts';
import { renderComment } from '../../../src/render/markdown/comment.ts';
import { renderDriftIssue } from '../../../src/render/markdown/drift.ts';
import { isSensitiveName, MASK, maskText, maskValue } from '../../../src/render/text/secrets.ts';
import { renderEvent } from '../../../src/render/terminal/event.ts';
import { renderClosing, renderOutcome } from '../../../src/render/terminal/outcomes.ts';
import { renderPlan } from '../../../src/render/terminal/plan.ts';
import { renderDiagnosis } from '../../../src/render/terminal/diagnosis.ts';
import { renderError } from '../../../src/render/terminal/error.ts';
import { diagnosisDocument } from '../../../src/render/json/diagnosis.ts';
import { errorText } from '../../../src/render/json/error.ts';
import { OperatorError } from '../../../src/model/problem.ts';
import { renderProblems } from '../../../src/render/terminal/problems.ts';
import { about } from '../fixtures/comments.ts';
import { createOf, deleteOf, hazardOf, planOf, reviewOf, updateOf } from '../fixtures/plans.ts';
import { at } from '../fixtures/soundbox.ts';

const names: readonly { readonly name: string; readonly sensitive: boolean; readonly reason: string }[] = [
  { name: 'password', sensitive: true, reason: 'sensitive in the SDK' },
  { name: 'accessKey', sensitive: true, reason: 'sensitive in the SDK' },
  { name: 'keyPassphrase', sensitive: true, reason: 'sensitive in the SDK' },
  { name: 'privateKey', sensitive: true, reason: 'sensitive in the SDK' },
  { name: 'hecToken', sensitive: true, reason: 'a plain member of the API, and a secret' },
  { name: 'token', sensitive: true, reason: 'a plain member of the API, and a secret' },
  { name: 'ssl.truststore.password', sensitive: true, reason: 'a Kafka client property' },
  { name: 'sasl.jaas.config', sensitive: true, reason: 'it holds user and password' },
  { name: 'client_secret', sensitive: true, reason: 'however it is written' },
  { name: 'secretArn', sensitive: false, reason: 'an ARN leads to a secret but is none' },
  { name: 'secretsManagerConfiguration', sensitive: false, reason: 'it holds an ARN and a role' },
  { name: 'key', sensitive: false, reason: 'the key of an S3 object' },
  { name: 'awskmsKeyArn', sensitive: false, reason: 'an ARN' },
  { name: 'keyType', sensitive: false, reason: 'who owns the key' },
];

test.each(names)('a member is known to be secret or not by its name: $name, $reason', ({ name, sensitive }) => {
  expect(isSensitiveName(name)).toBe(sensitive);
});

const values: readonly { readonly given: JsonValue; readonly shown: JsonValue; readonly reason: string }[] = [
  {
    given: { headers: [{ key: 'X-Anything', value: 's3cret' }] },
    shown: { headers: [{ key: 'X-Anything', value: MASK }] },
    reason: 'there is no end to the headers that carry keys',
  },
  {
    given: { headers: [{ key: 'Content-Type', value: 'application/json' }] },
    shown: { headers: [{ key: 'Content-Type', value: 'application/json' }] },
    reason: 'known public headers are worth reviewing',
  },
  {
    given: {
      userProperties: [
        { key: 'team', value: 'iot' },
        { key: 'apiKey', value: 's3cret' },
      ],
    },
    shown: {
      userProperties: [
        { key: 'team', value: 'iot' },
        { key: 'apiKey', value: MASK },
      ],
    },
    reason: 'other pairs go by their key',
  },
  {
    given: {
      clientProperties: {
        'sasl.scram.password': "${get_secret('kafka', 'SecretString', 'pw', 'arn:aws:iam::1:role/x')}",
      },
    },
    shown: {
      clientProperties: {
        'sasl.scram.password': "${get_secret('kafka', 'SecretString', 'pw', 'arn:aws:iam::1:role/x')}",
      },
    },
    reason: 'a look-up is not the secret',
  },
  {
    given: { password: "${get_secret('x')}s3cret" },
    shown: { password: MASK },
    reason: 'a look-up with something added may be',
  },
  {
    given: { credentials: { user: 'a', pass: 'b' } },
    shown: { credentials: MASK },
    reason: 'everything below a secret is one',
  },
  {
    given: { url: 'https://user:s3cret@example.com/?token=s3cret&x=1' },
    shown: { url: `https://${MASK}@example.com/?token=${MASK}&x=1` },
    reason: 'addresses can carry passwords',
  },
];

test.each(values)('a value is shown without its secrets: $reason', ({ given, shown }) => {
  expect(maskValue(given)).toEqual(shown);
});

const texts: readonly { readonly given: string; readonly shown: string }[] = [
  { given: 'key AKIAIOSFODNN7EXAMPLE is unknown', shown: `key ${MASK} is unknown` },
  { given: 'Authorization: Bearer abcdefgh12345678', shown: `Authorization: Bearer ${MASK}` },
  { given: `ghp_${'a'.repeat(36)} was refused`, shown: `${MASK} was refused` },
  { given: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', shown: MASK },
  {
    given: 'The security token included in the request is invalid',
    shown: 'The security token included in the request is invalid',
  },
];

test.each(texts)('free text is shown without credentials: $given', ({ given, shown }) => {
  expect(maskText(given)).toBe(shown);
});

describe('a secret appears in no output', () => {
  const secret = 'c4n4ry-s3cret';
  const action = {
    http: { url: `https://u:${secret}@example.com`, headers: [{ key: 'X-Key', value: secret }], token: secret },
  };
  const spec: JsonObject = {
    sql: 'SELECT 1',
    actions: [action, { kafka: { clientProperties: { 'sasl.jaas.config': secret } } }],
    password: secret,
  };
  const plan: Plan = planOf(
    [
      createOf('TopicRule/a', spec, at(1)),
      deleteOf('TopicRule/b', spec),
      updateOf(
        'TopicRule/c',
        spec,
        [
          {
            op: 'change',
            path: 'actions[0].http.headers[X-Key].value',
            before: secret,
            after: `${secret}2`,
            source: at(2),
          },
          { op: 'change', path: 'actions[0].http.headers[0].value', before: secret, after: `${secret}2` },
          { op: 'add', path: 'actions[0].http.headers[X-Key]', after: { key: 'X-Key', value: secret } },
          { op: 'add', path: 'actions[0].http.headers', after: [{ key: 'X-Key', value: secret }] },
          { op: 'change', path: 'actions[0].http.token', before: secret, after: 'x' },
          { op: 'change', path: 'actions[1].kafka.clientProperties["sasl.jaas.config"]', before: secret, after: 'x' },
          { op: 'remove', path: 'actions[1]', before: { kafka: { clientProperties: { password: secret } } } },
          { op: 'change', path: 'password', before: secret, after: 'x' },
          {
            op: 'change',
            path: 'actions[0].http.url',
            before: `https://u:${secret}@example.com`,
            after: 'https://example.com',
          },
        ],
        at(3),
      ),
    ],
    { hazards: [hazardOf('data-loss', ['TopicRule/b'], `It posts to https://u:${secret}@example.com.`)] },
  );
  const detail = `POST https://u:${secret}@example.com failed`;
  const outcomes = plan.changes.map(({ action: of, address }) => ({
    action: of,
    address,
    status: 'failed' as const,
    detail,
  }));
  const page = { color: false, width: 100 };
  const source = `rules:\n  a:\n    actions:\n      - http: { token: ${secret}, headers: [{ key: X-Key, value: ${secret} }] }\n      - http:\n          headers:\n            - key: X-Key\n              value: ${secret}\n          accessKey: "${secret}"\n`;
  const problems = Array.from({ length: 9 }, (_, index) => ({
    code: 'DG1101' as const,
    message: detail,
    hint: detail,
    file: 'a.yaml',
    line: index + 1,
    column: 1,
  }));
  const diagnosis = {
    target: { name: 'a', account: '111122223333', region: 'eu-west-1', partition: 'aws', variables: {} },
    diagnostics: [{ status: 'blocks' as const, message: detail, hint: detail }],
  };
  const error = new OperatorError('DG4004', detail, { hint: detail });
  const outputs: Readonly<Record<string, () => string>> = {
    'the plan at the terminal': () => renderPlan(reviewOf(plan), page),
    'the plan as JSON': () => jsonText(planDocument([reviewOf(plan)])),
    'the comment': () =>
      renderComment({
        ...about,
        state: 'planned',
        reviews: [reviewOf(plan)],
        notFromThisChange: plan.changes.map((change) => ({ ...change, target: 'production' })),
      }).body,
    'the refusal': () =>
      renderComment({ ...about, state: 'refused', plans: [plan], reviewed: new Map(), why: detail }).body,
    'the report': () => renderComment({ ...about, state: 'applied', applied: [{ plan, outcomes }] }).body,
    'the problems in the comment': () => renderComment({ ...about, state: 'invalid', problems }).body,
    'other states of the comment': () => renderComment({ ...about, notes: [detail], state: 'stale', why: detail }).body,
    'the drift issue': () =>
      renderDriftIssue({
        ...about,
        plan,
        findings: problems,
        placeOf: (address) => [kindOf(address), nameOf(address)],
        authored: (spec) => spec,
        notes: [detail],
      }).body,
    'the ledger': () =>
      [...outcomes.map((outcome) => renderOutcome(outcome, page)), renderClosing(plan, outcomes, page)].join('\n'),
    'the outcomes as JSON': () => jsonText(outcomesDocument([{ plan, outcomes }])),
    progress: () => renderEvent({ type: 'retrying', operation: 'CreateTopicRule', reason: detail, seconds: 1 }, page),
    'problems at the terminal': () => renderProblems(problems, new Map([['a.yaml', source]]), page),
    'problems as JSON': () => jsonText(problemsDocument(problems)),
    'a diagnosis at the terminal': () => renderDiagnosis(diagnosis, page),
    'a diagnosis as JSON': () => JSON.stringify(diagnosisDocument([diagnosis])),
    'an error at the terminal': () => renderError(error, page),
    'an error as JSON': () => errorText(error),
  };
  test.each(Object.entries(outputs))('%s', (_, output) => {
    expect(output()).toContain(MASK);
    expect(output()).not.toContain(secret);
  });
});
