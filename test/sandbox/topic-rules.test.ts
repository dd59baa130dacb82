import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { iotArn, refusalOf, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const ruleName = 'ToLake';
const firehose = { deliveryStreamName: 'lake', roleArn: ROLE, batchMode: true, separator: '\n' };
const payload: Iot.TopicRulePayload = {
  sql: 'SELECT VALUE metrics ',
  description: 'two\nlines',
  actions: [{ firehose }],
  ruleDisabled: true,
  awsIotSqlVersion: '2016-03-23',
  errorAction: { s3: { bucketName: 'errors', key: '${topic()}/${newuuid()}', roleArn: ROLE } },
};

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});
const create = (topicRulePayload: Iot.TopicRulePayload = payload, tags?: string) =>
  account.iot.send(
    new Iot.CreateTopicRuleCommand({ ruleName, topicRulePayload, ...(tags === undefined ? {} : { tags }) }),
  );
const get = async () => (await account.iot.send(new Iot.GetTopicRuleCommand({ ruleName }))).rule;

describe('a topic rule', () => {
  test('comes back verbatim', async () => {
    await create();
    const createdAt = new Date(Date.UTC(2026, 10, 22, 12));
    const rule = await account.iot.send(new Iot.GetTopicRuleCommand({ ruleName }));
    expect(rule.ruleArn).toBe(iotArn(`rule/${ruleName}`));
    expect(rule.rule).toEqual({ ruleName, createdAt, ...payload });
  });

  test('echoes the two defaults and nothing else that was not sent', async () => {
    await create({ sql: 'SELECT *', actions: [] });
    const createdAt = new Date(Date.UTC(2026, 10, 22, 12));
    const defaults = { awsIotSqlVersion: '2015-10-08', ruleDisabled: false };
    expect(await get()).toEqual({ ruleName, createdAt, sql: 'SELECT *', actions: [], ...defaults });
  });

  test('forgets what a replacement leaves out, and keeps its tags and its date of birth', async () => {
    await create(payload, 'team=payments');
    account.pass(60);
    await account.iot.send(
      new Iot.ReplaceTopicRuleCommand({ ruleName, topicRulePayload: { sql: 'SELECT *', actions: [] } }),
    );
    const rule = await get();
    expect(rule).toMatchObject({ awsIotSqlVersion: '2015-10-08', ruleDisabled: false });
    expect(rule?.createdAt).toEqual(new Date(Date.UTC(2026, 10, 22, 12)));
    expect(rule).not.toHaveProperty('description');
    expect(rule).not.toHaveProperty('errorAction');
    const { tags } = await account.iot.send(
      new Iot.ListTagsForResourceCommand({ resourceArn: iotArn(`rule/${ruleName}`) }),
    );
    expect(tags).toEqual([{ Key: 'team', Value: 'payments' }]);
  });

  test('is enabled and disabled without other changes', async () => {
    await create();
    await account.iot.send(new Iot.EnableTopicRuleCommand({ ruleName }));
    expect(await get()).toMatchObject({ ...payload, ruleDisabled: false });
    await account.iot.send(new Iot.DisableTopicRuleCommand({ ruleName }));
    expect(await get()).toMatchObject(payload);
  });

  test('takes tags from the header, URL-encoded', async () => {
    await create(payload, 'a=b%20c&key%3D=%C3%BC&empty=');
    const resourceArn = iotArn(`rule/${ruleName}`);
    const { tags } = await account.iot.send(new Iot.ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([
      { Key: 'a', Value: 'b c' },
      { Key: 'empty', Value: '' },
      { Key: 'key=', Value: 'ü' },
    ]);
  });

  test('cannot be created twice, not even the same', async () => {
    await create();
    const refused = await refusalOf(create());
    expect(refused).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceArn: iotArn(`rule/${ruleName}`),
    });
  });

  test('that is missing looks like one that is forbidden', async () => {
    const topicRulePayload = { sql: 'SELECT *', actions: [] };
    for (const request of [
      account.iot.send(new Iot.GetTopicRuleCommand({ ruleName: 'none' })),
      account.iot.send(new Iot.ReplaceTopicRuleCommand({ ruleName: 'none', topicRulePayload })),
      account.iot.send(new Iot.DeleteTopicRuleCommand({ ruleName: 'none' })),
      account.iot.send(new Iot.EnableTopicRuleCommand({ ruleName: 'none' })),
      account.iot.send(new Iot.DisableTopicRuleCommand({ ruleName: 'none' })),
    ]) {
      expect(await refusalOf(request)).toMatchObject({
        name: 'UnauthorizedException',
        message: "Access to topic rule 'none' was denied",
        $metadata: { httpStatusCode: 401 },
      });
    }
  });

  test('that is made anew has not the tags of the old one', async () => {
    await create(payload, 'old=1');
    await account.iot.send(new Iot.DeleteTopicRuleCommand({ ruleName }));
    await create();
    const resourceArn = iotArn(`rule/${ruleName}`);
    expect((await account.iot.send(new Iot.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([]);
  });

  test.each([
    { where: 'an action', rule: { sql: 'SELECT *', actions: [{ firehose }] } },
    { where: 'the error action', rule: { sql: 'SELECT *', actions: [], errorAction: { firehose } } },
    {
      where: 'an action of a disabled rule',
      rule: { sql: 'SELECT *', actions: [{ firehose }], ruleDisabled: true },
    },
    {
      where: 'the SQL',
      rule: { sql: `SELECT get_dynamodb('t', 'k', 'v', '${ROLE}') AS x FROM 'a'`, actions: [] },
    },
    {
      where: 'the depth of an action',
      rule: {
        sql: 'SELECT *',
        actions: [
          {
            http: {
              url: 'https://x',
              auth: { sigv4: { signingRegion: 'x', serviceName: 'y', roleArn: ROLE } },
            },
          },
        ],
      },
    },
  ])('is refused while the role in $where cannot be assumed, on create and on replace', async ({ rule }) => {
    account.region().unassumableRoles.push(ROLE);
    const message = `AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: ${ROLE}. If the role was just created or updated, please try again in a few seconds`;
    expect(await refusalOf(create(rule))).toMatchObject({ name: 'InvalidRequestException', message });
    account.region().unassumableRoles = [];
    await create(rule);
    account.region().unassumableRoles.push(ROLE);
    const replace = account.iot.send(new Iot.ReplaceTopicRuleCommand({ ruleName, topicRulePayload: rule }));
    expect(await refusalOf(replace)).toMatchObject({ name: 'InvalidRequestException', message });
  });
});

describe('the list of topic rules', () => {
  beforeEach(async () => {
    const rules = {
      BasicIngest: { sql: 'SELECT *' },
      Exact: { sql: "SELECT * FROM 'a/b'" },
      Wild: { sql: "select x.FROM as y from 'a/+' where x.from = 'FROM'", ruleDisabled: true },
      Deep: { sql: "SELECT (SELECT v FROM e) AS w FROM 'a/#'" },
    };
    for (const [name, rule] of Object.entries(rules)) {
      await account.iot.send(
        new Iot.CreateTopicRuleCommand({ ruleName: name, topicRulePayload: { actions: [], ...rule } }),
      );
    }
  });
  const list = async (filter: Iot.ListTopicRulesRequest) =>
    (await account.iot.send(new Iot.ListTopicRulesCommand(filter))).rules;

  test('tells the topic of FROM, where there is one, and neither SQL nor actions', async () => {
    const createdAt = new Date(Date.UTC(2026, 10, 22, 12));
    expect(await list({})).toEqual([
      { ruleName: 'BasicIngest', ruleArn: iotArn('rule/BasicIngest'), createdAt, ruleDisabled: false },
      { ruleName: 'Deep', ruleArn: iotArn('rule/Deep'), topicPattern: 'a/#', createdAt, ruleDisabled: false },
      {
        ruleName: 'Exact',
        ruleArn: iotArn('rule/Exact'),
        topicPattern: 'a/b',
        createdAt,
        ruleDisabled: false,
      },
      { ruleName: 'Wild', ruleArn: iotArn('rule/Wild'), topicPattern: 'a/+', createdAt, ruleDisabled: true },
    ]);
  });

  test('is filtered by topic and by state', async () => {
    const names = async (filter: Iot.ListTopicRulesRequest) => (await list(filter))?.map((rule) => rule.ruleName);
    expect(await names({ topic: 'a/b' })).toEqual(['Deep', 'Exact', 'Wild']);
    expect(await names({ topic: 'a/b/c' })).toEqual(['Deep']);
    expect(await names({ ruleDisabled: true })).toEqual(['Wild']);
  });

  test('comes in pages', async () => {
    const pages: number[] = [];
    for await (const page of Iot.paginateListTopicRules({ client: account.iot, pageSize: 3 }, {}))
      pages.push(page.rules?.length ?? 0);
    expect(pages).toEqual([3, 1]);
  });
});

describe('SQL', () => {
  test.each([
    'SELECT *',
    "SELECT * FROM 'a/b'",
    "  select * \n from\t'a/b/c/d/e/f/g/h' \n",
    "SELECT *FROM 'a'",
    "SELECT (a)FROM'a'WHERE(b)",
    "SELECT * FROM '$aws/things/+/shadow/name/+/update/accepted'",
    "SELECT \"FROM\" AS f, 'it''s' AS g FROM '#' WHERE x IN ['a', \"b]\"]",
    'SELECT VALUE metrics',
    'SELECT * FROM "a/b"',
    "SELECT {'a': [1, {'b': c}]} AS d WHERE topic(1) = 'x'",
  ])('is accepted: %s', async (sql) => {
    await create({ sql, actions: [] });
    expect(await get()).toMatchObject({ sql });
  });

  test.each([
    { sql: '', reason: 'nothing is selected' },
    { sql: 'SELEC nothing', reason: 'no such keyword' },
    { sql: 'SELECT', reason: 'nothing is selected' },
    { sql: 'SELECT VALUE', reason: 'nothing is selected' },
    { sql: "SELECT FROM 'a'", reason: 'nothing is selected' },
    { sql: "FROM 'a'", reason: 'nothing is selected' },
    { sql: "x SELECT * FROM 'a'", reason: 'something stands before SELECT' },
    { sql: 'SELECT * FROM', reason: 'FROM without a topic filter' },
    { sql: 'SELECT * FROM a/b', reason: 'topic filters stand in single quotes' },
    { sql: "SELECT * FROM 'a' b", reason: 'one topic filter only' },
    { sql: "SELECT * FROM ''", reason: 'an empty topic filter' },
    { sql: "SELECT * FROM 'a/#/b'", reason: '# is the last level' },
    { sql: "SELECT * FROM 'a/b#'", reason: '# is a whole level' },
    { sql: "SELECT * FROM 'a/b+/c'", reason: '+ is a whole level' },
    { sql: "SELECT * FROM '1/2/3/4/5/6/7/8/9'", reason: 'at most 8 levels' },
    { sql: "SELECT * FROM 'a' WHERE", reason: 'WHERE without a condition' },
    { sql: "SELECT * WHERE x FROM 'a'", reason: 'FROM stands before WHERE' },
    { sql: "SELECT * FROM 'a' FROM 'b'", reason: 'FROM stands once' },
    { sql: "SELECT 'open FROM a", reason: 'an open quote' },
    { sql: "SELECT f(x FROM 'a'", reason: 'an open bracket' },
    { sql: "SELECT f(x]) FROM 'a'", reason: 'brackets that do not match' },
  ])('is refused: $sql ($reason)', async ({ sql }) => {
    expect(await refusalOf(create({ sql, actions: [] }))).toMatchObject({
      name: 'SqlParseException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

test('a topic in double quotes is refused where the sandbox is told so: AWS documents neither', async () => {
  account = testAccount({ assumptions: { takesDoubleQuotedTopics: false } });
  expect(await refusalOf(create({ sql: 'SELECT * FROM "a/b"', actions: [] }))).toMatchObject({
    name: 'SqlParseException',
  });
});

describe('an action', () => {
  const url = 'https://x.example.com/a';
  test.each<{ reason: string; action: Iot.Action }>([
    { reason: 'an endpoint without TLS', action: { http: { url: 'http://x.example.com' } } },
    { reason: 'an endpoint with templates that nothing confirms', action: { http: { url: `${url}/\${topic()}` } } },
    { reason: 'a confirmation elsewhere', action: { http: { url, confirmationUrl: 'https://other.example.org' } } },
    { reason: 'a FIFO queue', action: { sqs: { queueUrl: 'https://sqs/1/q.fifo', roleArn: ROLE } } },
    { reason: 'a FIFO topic', action: { sns: { targetArn: 'arn:aws:sns:eu-west-1:1:t.fifo', roleArn: ROLE } } },
  ])('is refused: $reason', async ({ action }) => {
    for (const placed of [{ actions: [action] }, { actions: [], errorAction: action }])
      expect(await refusalOf(create({ sql: 'SELECT *', ...placed }))).toMatchObject({
        name: 'InvalidRequestException',
      });
  });

  test('is accepted: an endpoint that begins as what confirms it', async () => {
    await create({
      sql: 'SELECT *',
      actions: [
        { http: { url: `${url}/\${topic()}`, confirmationUrl: url } },
        { http: { url: '${get_secret()}', confirmationUrl: '${get_secret()}' } },
      ],
    });
  });
});
