import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as firehose from '@aws-sdk/client-firehose';
import * as iot from '@aws-sdk/client-iot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kinds } from '../src/kinds/index.ts';
import { operationsOf } from '../src/model/kinds/operation.ts';
import type { Action } from '../src/model/kinds/operation.ts';
import { OPERATIONS } from './operations.ts';
import { REPOSITORY, documentsOf, policiesOf, roleOf } from './roles/documents.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const page = read('docs/github-setup.md');

/** The example, in the region of the page. */
const example = Object.fromEntries(
  ['profiles/defender.yaml', 'profiles/soundbox.yaml'].map((file) => [
    file,
    read(file).replaceAll('ap-south-1', 'eu-west-1'),
  ]),
);

type Texts = string | readonly string[];

interface Statement {
  readonly Effect: string;
  readonly Action: Texts;
  readonly Resource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

const list = (texts: Texts = []): readonly string[] => (typeof texts === 'string' ? [texts] : texts);

/** The blocks of JSON on the page, by the name that stands before each. */
const documents = new Map(
  [...page.matchAll(/^`([\w-]+\.json)`.*(?:\n.+)*\n\n```json\n([^]*?)```/gm)].map(([, name = '', text = '']) => [
    name,
    JSON.parse(text) as { Version: string; Statement: readonly Statement[] },
  ]),
);

function statementsOf(name: string): readonly Statement[] {
  const document = documents.get(name);
  if (document === undefined) throw new Error(`${name} is not on the page`);
  return document.Statement;
}

const actionsIn = (name: string): readonly string[] => statementsOf(name).flatMap(({ Action }) => list(Action));

/** What is sent for the sections that the example has. */
const sections = Object.keys(parse(example['profiles/soundbox.yaml'] ?? '') as object);
const ofExample = operationsOf(kinds.filter(({ section }) => sections.includes(section)));

/** The operations that the sources call, as `iot:CreateTopicRule`, for a kind that the example has. */
const calls = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...read(join('src', file)).matchAll(/\b(iot|firehose)\(\s*(.)(\w*)/g)])
  .map(([, service, quote, operation]) => ({ service, quote, operation }));
const called = [...new Set(calls.map(({ service, operation }) => `${service}:${operation}`))]
  // Only who asks for back-tests needs them: `iam --for-back-test`. Verifying has a policy of its own: docs/verify.md.
  .filter((action) => !['back-test', 'verify'].includes(OPERATIONS.get(action as Action)?.for ?? ''))
  .filter((action) => ofExample.has(action as Action))
  .sort();

/** The operations of other services that they call, and that they can do without. */
const calledOfOthers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...read(join('src', file)).matchAll(/\baws\.(iam|tag|s3|glue|logs)\('(\w+)'/g)])
  .map(([, service, operation]) => `${service}:${operation}`)
  // The second way to what a role may do, for who has no SimulatePrincipalPolicy.
  .filter((action) => !/^iam:(?:List|GetRolePolicy|GetPolicy)/.test(action))
  // Objects are read by who verifies, and the example logs nowhere.
  .filter((action) => !/^s3:(?:GetObject|ListObjectsV2)$|^logs:/.test(action));

const isRead = (action: string): boolean => /:(?:Describe|Get|List|Simulate|Validate)/.test(action);
const ofServices = (actions: readonly string[]): string[] =>
  actions.filter((action) => /^(?:iot|firehose):/.test(action)).sort();

describe('the policies', () => {
  test('stand on the page, each under its name, and every block of JSON is one of them', () => {
    expect([...documents.keys()]).toHaveLength(page.match(/^```json$/gm)?.length ?? 0);
    for (const [name, { Version, Statement }] of documents) {
      expect(Version, name).toBe('2012-10-17');
      expect(new Set(Statement.map(({ Effect }) => Effect)), name).toEqual(new Set(['Allow']));
    }
  });

  test('are what the program itself prints for the example', () => {
    const generated = (environment?: string) => {
      const more = environment === undefined ? {} : { environment };
      return documentsOf(example, { repository: { ...REPOSITORY, ...more } });
    };
    const [plain, inEnvironment] = [generated(), generated('production')];
    const [plan, apply] = ['defender-gitops-plan', 'defender-gitops-apply'] as const;
    expect(documents.get('plan-trust.json')).toEqual(roleOf(plain, plan).trust);
    expect([documents.get('plan-policy.json')]).toEqual(policiesOf(plain, plan));
    expect(documents.get('apply-trust.json')).toEqual(roleOf(plain, apply).trust);
    expect([documents.get('apply-policy.json')]).toEqual(policiesOf(plain, apply));
    expect(documents.get('apply-trust-environment.json')).toEqual(roleOf(inEnvironment, apply).trust);
  });

  test('every call in the sources names its operation, so that this test sees it', () => {
    expect(calls.filter(({ quote }) => quote !== "'")).toEqual([]);
    expect(called.length).toBeGreaterThan(30);
  });

  test('the plan role may do exactly what a plan reads', () => {
    expect(ofServices(actionsIn('plan-policy.json'))).toEqual(called.filter(isRead));
    expect(actionsIn('plan-policy.json').filter((action) => !isRead(action))).toEqual([]);
  });

  test('the plan role may look at the roles that can be passed and at the lake, and at nothing else of other services but the index of tags', () => {
    const others = actionsIn('plan-policy.json').filter((action) => !/^(?:iot|firehose):/.test(action));
    expect(new Set(others)).toEqual(new Set(calledOfOthers));
    const passed = statementsOf('apply-policy.json').filter(({ Action }) => Action === 'iam:PassRole');
    const seen = statementsOf('plan-policy.json').filter(({ Action }) => list(Action).includes('iam:GetRole'));
    expect(seen.flatMap(({ Resource }) => list(Resource))).toEqual(passed.flatMap(({ Resource }) => list(Resource)));
  });

  test('the apply role may do exactly what an apply reads and writes, and pass roles', () => {
    const looks = ['iot:DescribeThingGroup', 'iot:GetV2LoggingOptions', 'iot:ListTopicRuleDestinations'];
    expect(ofServices(actionsIn('apply-policy.json'))).toEqual(called.filter((action) => !looks.includes(action)));
    const others = actionsIn('apply-policy.json').filter((action) => !/^(?:iot|firehose):/.test(action));
    expect(new Set(others)).toEqual(new Set(['tag:GetResources', 'iam:PassRole', 'iam:GetRole']));
  });

  test('every action is an operation of its service', () => {
    const operations = { iot, firehose };
    for (const action of ofServices([...actionsIn('plan-policy.json'), ...actionsIn('apply-policy.json')])) {
      const [service, operation] = action.split(':') as ['iot' | 'firehose', string];
      expect(Object.keys(operations[service]), action).toContain(`${operation}Command`);
    }
  });

  test('only lists and settings reach beyond the account and region; only roles, buckets and tables that are named are passed or looked at', () => {
    for (const { Action, Resource } of [...statementsOf('plan-policy.json'), ...statementsOf('apply-policy.json')]) {
      const beyond = list(Resource).filter((arn) => !/^arn:aws:(?:iot|firehose):eu-west-1:111122223333:/.test(arn));
      if (beyond.length === 0) continue;
      if (Action === 'iam:PassRole')
        expect(beyond.filter((arn) => !/^arn:aws:iam::111122223333:role\/\w+$/.test(arn))).toEqual([]);
      else
        expect(
          list(Action).filter(
            (action) =>
              !/:(?:List\w+(?:s|ForTarget)|ValidateSecurityProfileBehaviors|GetV2LoggingOptions)$|^(?:iam:GetRole|iam:SimulatePrincipalPolicy|tag:GetResources|s3:GetBucketLocation|glue:GetTable)$/.test(
                action,
              ),
          ),
        ).toEqual([]);
    }
  });

  test('every action is allowed on the sort of resource that its name says', () => {
    const sorts: Readonly<Record<string, string>> = {
      SecurityProfile: 'securityprofile',
      CustomMetric: 'custommetric',
      Dimension: 'dimension',
      TopicRule: 'rule',
      ThingGroup: 'thinggroup',
      DeliveryStream: 'deliverystream',
      Destination: 'deliverystream',
    };
    const judged = new Set<string>();
    for (const { Action, Resource } of [...statementsOf('plan-policy.json'), ...statementsOf('apply-policy.json')])
      for (const action of ofServices(list(Action))) {
        const sort = Object.entries(sorts).find(([noun]) => action.includes(noun))?.[1];
        const arns = list(Resource);
        if (sort === undefined) continue;
        judged.add(action);
        expect(
          arns.some((arn) => arn === '*' || arn.endsWith(':*') || arn.endsWith(`:${sort}/*`)),
          action,
        ).toBe(true);
      }
    expect(judged.size).toBe(called.length - 4); // all but those about tags of any resource of AWS IoT, and about the account
  });

  test('roles are passed only to the service that uses them', () => {
    const passing = statementsOf('apply-policy.json').filter(({ Action }) => list(Action).includes('iam:PassRole'));
    expect(passing.map(({ Condition }) => Condition?.['StringEquals']?.['iam:PassedToService'])).toEqual([
      'iot.amazonaws.com',
      'firehose.amazonaws.com',
    ]);
  });

  test('the roles that the example of the soundboxes names can be passed', () => {
    const named = [...read('profiles/soundbox.yaml').matchAll(/roleArn: (role\/\w+)/g)].map(([, role]) => role);
    const passed = statementsOf('apply-policy.json').flatMap(({ Resource }) => list(Resource));
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((role) => !passed.includes(`arn:aws:iam::111122223333:${role}`))).toEqual([]);
  });
});

test('from the plan role a job gets into plan roles of other accounts, which trust it, and into nothing else', () => {
  const own = 'arn:aws:iam::111122223333:role/defender-gitops-plan';
  const [assuming, ...more] = statementsOf('assume-policy.json');
  expect(more).toEqual([]);
  expect(assuming).toMatchObject({ Action: 'sts:AssumeRole' });
  const others = list(assuming?.Resource).map(
    (arn) => /^arn:aws:iam::(\d{12}):role\/defender-gitops-plan$/.exec(arn)?.[1],
  );
  expect(others).toEqual(['444455556666']);
  expect(statementsOf('target-trust.json')).toEqual([
    { Effect: 'Allow', Principal: { AWS: own }, Action: 'sts:AssumeRole' },
  ]);
  expect(page).toContain(`create-role --role-name ${own.split('/')[1]} `);
});

const CLAIM = 'token.actions.githubusercontent.com:';

/** Whether a trust policy lets a token in. Operators that are not known here let nobody in. */
function lets(name: string, token: Readonly<Record<string, string>>): boolean {
  const fits = (operator: string, wanted: string, value: string): boolean =>
    operator === 'StringEquals'
      ? value === wanted
      : operator === 'StringLike' &&
        new RegExp(`^${wanted.replaceAll(/[$()+./?[\\\]^{|}]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);
  return statementsOf(name).some(({ Condition = {} }) =>
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => {
        const value = token[key.replace(CLAIM, '')];
        return value !== undefined && list(wanted).some((one) => fits(operator, one, value));
      }),
    ),
  );
}

describe('the trust', () => {
  const PR = 'pull_request';
  const MAIN = 'ref:refs/heads/main';
  const QUEUE = 'ref:refs/heads/gh-readonly-queue/main/pr-7-0123456789';
  const ENVIRONMENT = 'environment:production';
  interface Row {
    readonly reason: string;
    readonly context: string;
    readonly ref?: string;
    readonly id?: string;
    readonly repository?: string;
    /** The file whose job asks; the default is the one that `init` writes. */
    readonly workflow?: string;
    readonly lets: readonly string[];
  }
  const rows: readonly Row[] = [
    { reason: 'a pull request reads', context: PR, ref: 'refs/pull/7/merge', lets: ['plan'] },
    { reason: 'the default branch reads and writes', context: MAIN, lets: ['plan', 'apply'] },
    { reason: 'the merge queue reads', context: QUEUE, ref: QUEUE.slice(4), lets: ['plan'] },
    { reason: 'another branch may nothing', context: 'ref:refs/heads/main2', ref: 'refs/heads/main2', lets: [] },
    { reason: 'a tag may nothing', context: 'ref:refs/tags/main', ref: 'refs/tags/main', lets: [] },
    { reason: 'the environment writes, on the default branch', context: ENVIRONMENT, lets: ['apply-environment'] },
    { reason: 'the environment elsewhere may nothing', context: ENVIRONMENT, ref: 'refs/heads/evil', lets: [] },
    { reason: 'another environment may nothing', context: 'environment:test', lets: [] },
    { reason: 'a repository that took over the name may nothing', context: MAIN, id: '1', lets: [] },
    { reason: 'another repository may nothing', context: MAIN, repository: 'evil/iot-security', id: '2', lets: [] },
    { reason: 'another workflow of the branch only reads', context: MAIN, workflow: 'docs.yml', lets: ['plan'] },
    { reason: 'another workflow in the environment may nothing', context: ENVIRONMENT, workflow: 'docs.yml', lets: [] },
  ];
  const trusts: Readonly<Record<string, string>> = {
    plan: 'plan-trust.json',
    apply: 'apply-trust.json',
    'apply-environment': 'apply-trust-environment.json',
  };

  test.each(rows)('$reason, with both forms of the subject', (row) => {
    const { context, ref = 'refs/heads/main', id = '987654321', repository = 'acme/iot-security' } = row;
    const [owner, name] = repository.split('/');
    for (const subject of [`${owner}/${name}`, `${owner}@123456/${name}@${id}`]) {
      const job_workflow_ref = `${repository}/.github/workflows/${row.workflow ?? 'defender.yml'}@${ref}`;
      const sub = `repo:${subject}:${context}`;
      const token = { aud: 'sts.amazonaws.com', sub, ref, repository_id: id, job_workflow_ref };
      const open = Object.keys(trusts).filter((role) => lets(trusts[role] ?? '', token));
      expect(open, token.sub).toEqual(row.lets);
    }
  });

  test('a token for another audience opens nothing', () => {
    const token = {
      aud: 'x',
      sub: `repo:acme/iot-security:${MAIN}`,
      ref: 'refs/heads/main',
      repository_id: '987654321',
      job_workflow_ref: REPOSITORY.workflow,
    };
    expect(Object.values(trusts).filter((name) => lets(name, token))).toEqual([]);
  });
});

test('the variables and the environment that the page sets are those that the workflow asks for', () => {
  const workflow = read('templates/.github/workflows/defender.yml');
  const asked = new Set(workflow.match(/\bDEFENDER_\w+/g));
  expect(new Set([...page.matchAll(/gh variable set (\w+)/g)].map(([, name]) => name))).toEqual(asked);
  expect(parse(workflow.replace('# environment:', 'environment:')).jobs.apply.environment).toBe('production');
  expect(Object.keys(parse(workflow).jobs)).toContain(/status checks to pass\*\*: `(\w+)`/.exec(page)?.[1]);
});
