import { describe, expect, test } from 'vitest';
import type { AccessDocuments } from '../../src/model/access/access.ts';
import type { Statement } from '../../src/model/access/policy.ts';
import { listOf } from '../../src/model/access/policy.ts';
import { documentsOf, HUB_AND_SPOKE, policiesOf, roleOf } from './documents.ts';

const HUB = { name: 'hub' };
const ONE = 'owner: me\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\n';

const statementsOf = (documents: AccessDocuments, purpose: 'plan' | 'apply'): readonly Statement[] =>
  policiesOf(documents, `defender-gitops-${purpose}`).flatMap(({ Statement }) => Statement);
const named = (statements: readonly Statement[], sid: string): Statement | undefined =>
  statements.find(({ Sid }) => Sid === sid);
const sids = (yaml: string, purpose: 'plan' | 'apply', forBackTest = false): readonly unknown[] =>
  statementsOf(documentsOf(ONE + yaml, { forBackTest }), purpose).map(({ Sid }) => Sid);

describe('the two roles of the program', () => {
  test('have names of their own where the settings give none, and say what they are for', () => {
    const { roles } = documentsOf(`${ONE}dimensions: {}\n`);
    expect(roles.map(({ name, arn, why }) => ({ name, arn, why }))).toEqual([
      {
        name: 'defender-gitops-plan',
        arn: 'arn:aws:iam::111122223333:role/defender-gitops-plan',
        why: ['defender-gitops plan, doctor and import: read'],
      },
      {
        name: 'defender-gitops-apply',
        arn: 'arn:aws:iam::111122223333:role/defender-gitops-apply',
        why: ['defender-gitops apply: read, and write what the profiles declare'],
      },
    ]);
    expect(roles.map(({ policies }) => policies.map(({ name }) => name))).toEqual([['plan'], ['apply']]);
  });

  test('are those of the settings where they give some, and trust those that jobs got into', () => {
    const { roles } = documentsOf(`${HUB_AND_SPOKE}dimensions: {}\n`, { name: 'spoke' });
    expect(roles.map(({ name, arn, trust }) => [name, arn, trust.Statement[0]?.Principal])).toEqual([
      [
        'reader',
        'arn:aws:iam::444455556666:role/ci/reader',
        { AWS: 'arn:aws:iam::111122223333:role/defender-gitops-plan' },
      ],
      [
        'writer',
        'arn:aws:iam::444455556666:role/ci/writer',
        { AWS: 'arn:aws:iam::111122223333:role/defender-gitops-apply' },
      ],
    ]);
  });

  test('trust nobody where every target names its roles: who the jobs are is not known', () => {
    const spoke = HUB_AND_SPOKE.replace(/  hub.*\n/, '');
    const { roles } = documentsOf(`${spoke}dimensions: {}\n`, { name: 'spoke' });
    expect(roles[0]?.trust.Statement[0]?.Principal).toEqual({
      AWS: 'arn:aws:iam::JOB_ACCOUNT:role/defender-gitops-plan',
    });
  });

  test('trust jobs, each in its own way, where the settings give no role', () => {
    const documents = documentsOf(`${ONE}dimensions: {}\n`);
    const conditions = ['plan', 'apply'].map(
      (name) => roleOf(documents, `defender-gitops-${name}`).trust.Statement[0]?.Condition,
    );
    expect(JSON.stringify(conditions[0])).toContain(':pull_request');
    expect(JSON.stringify(conditions[1])).toContain('job_workflow_ref');
    expect(JSON.stringify(conditions[1])).not.toContain(':pull_request');
  });

  test('go on from the account whose roles jobs get into all others, and from nowhere else', () => {
    const twice = `${HUB_AND_SPOKE}  again:
    account: "444455556666"
    region: eu-west-1
    planRoleArn: arn:aws:iam::444455556666:role/ci/reader
    assumeRoleArn: arn:aws:iam::444455556666:role/ci/writer
dimensions: {}
`;
    const going = (name: string, purpose: number): readonly Statement[] =>
      (documentsOf(twice, { name }).roles[purpose]?.policies ?? [])
        .flatMap(({ document }) => document.Statement)
        .filter(({ Sid }) => Sid === 'GoOnIntoTargets');
    const into = (role: string): Statement => ({
      Sid: 'GoOnIntoTargets',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: `arn:aws:iam::444455556666:role/ci/${role}`,
    });
    expect(going('hub', 0)).toEqual([into('reader')]);
    expect(going('hub', 1)).toEqual([into('writer')]);
    expect([...going('spoke', 0), ...going('spoke', 1)]).toEqual([]);
    expect(sids('dimensions: {}\n', 'apply')).not.toContain('GoOnIntoTargets');
  });
});

describe('the role that plans', () => {
  test('reads only the kinds whose sections are there, and those that they refer to', () => {
    const reads = (yaml: string): readonly string[] =>
      statementsOf(documentsOf(HUB_AND_SPOKE + yaml, HUB), 'plan')
        .flatMap(({ Action }) => listOf(Action))
        .filter((action) => /:(Describe|Get|List)[A-Z]/.test(action) && !/^(iam|tag):/.test(action));
    expect(reads('rules: { R: { sql: SELECT 1, actions: [] } }\n')).toEqual([
      'iot:ListTopicRules',
      'iot:GetTopicRule',
      'iot:ListTagsForResource',
      'iot:GetV2LoggingOptions',
      'iot:ListTopicRuleDestinations',
    ]);
    const refers = reads('securityProfiles: { P: { retainedMetrics: [theirs] } }\n');
    expect(refers).toContain('iot:ListCustomMetrics');
    expect(refers).toContain('iot:DescribeCustomMetric');
    expect(refers).not.toContain('iot:ListDimensions');
    expect(refers).not.toContain('firehose:ListDeliveryStreams');
  });

  test('looks at the roles that profiles name, and at no other', () => {
    const stream = 'deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Lake, bucketArn: lake } } }\n';
    expect(named(statementsOf(documentsOf(ONE + stream), 'plan'), 'SeeRoles')).toStrictEqual({
      Sid: 'SeeRoles',
      Effect: 'Allow',
      Action: ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
      Resource: 'arn:aws:iam::111122223333:role/Lake',
    });
    expect(sids('dimensions: {}\n', 'plan')).not.toContain('SeeRoles');
  });

  test('sees things and what they reported only where plans look back', () => {
    const profile = 'securityProfiles: { P: { retainedMetrics: [aws:num-disconnects] } }\n';
    const [without, withBackTest] = [sids(profile, 'plan'), sids(profile, 'plan', true)];
    const more = withBackTest.filter((sid) => !without.includes(sid));
    expect(more.length).toBeGreaterThan(0);
    expect(withBackTest).toEqual([...without, ...more]);
    expect(sids(profile, 'apply', true)).toEqual(sids(profile, 'apply'));
  });
});

describe('the role that applies', () => {
  test('writes only the kinds whose sections are there', () => {
    const actions = statementsOf(documentsOf(`${HUB_AND_SPOKE}dimensions: {}\n`, HUB), 'apply')
      .flatMap(({ Action }) => listOf(Action))
      .filter((action) => !/:(Describe|Get|List|Validate)/.test(action));
    expect(actions).toEqual([
      'iot:CreateDimension',
      'iot:UpdateDimension',
      'iot:DeleteDimension',
      'iot:TagResource',
      'iot:UntagResource',
      'sts:AssumeRole',
    ]);
  });

  test('has one statement for each sort of resource, named after what is done to what', () => {
    const statements = statementsOf(documentsOf(`${ONE}rules: { R: { sql: SELECT 1, actions: [] } }\n`), 'apply');
    const rules = 'arn:aws:iot:ap-south-1:111122223333:rule/*';
    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ['LearnOfManyAtOnce', '*'],
      ['List', '*'],
      ['ReadRules', rules],
      ['ReadTags', rules],
      ['WriteRules', rules],
      ['WriteTags', rules],
    ]);
  });

  test('passes no role where none is named, and makes no grant where no key is', () => {
    const streams = (more: string): readonly unknown[] =>
      sids(
        `deliveryStreams: { lake: { ${more}extendedS3Destination: { roleArn: role/Lake, bucketArn: lake } } }\n`,
        'apply',
      );
    expect(sids('dimensions: {}\n', 'apply').filter((sid) => /Roles/.test(String(sid)))).toEqual([]);
    expect(streams('').filter((sid) => /Roles/.test(String(sid)))).toEqual(['PassRolesToFirehose']);
    // Those of a grant have no name.
    expect(streams('').filter((sid) => sid === undefined)).toEqual([]);
    expect(
      streams('deliveryStreamEncryption: { keyType: CUSTOMER_MANAGED_CMK, keyArn: key/1 }, ').filter(
        (sid) => sid === undefined,
      ),
    ).toHaveLength(2);
  });

  test('passes a role that two services use to both', () => {
    const both = `rules: { R: { sql: SELECT 1, actions: [{ republish: { topic: t, roleArn: role/Both } }] } }
deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Both, bucketArn: lake } } }
`;
    const statements = statementsOf(documentsOf(ONE + both), 'apply');
    const Resource = 'arn:aws:iam::111122223333:role/Both';
    expect(named(statements, 'PassRolesToIot')).toMatchObject({ Resource });
    expect(named(statements, 'PassRolesToFirehose')).toMatchObject({ Resource });
  });

  test('lets Firehose make grants on the key of a stream for itself alone', () => {
    const stream =
      'deliveryStreams: { lake: { deliveryStreamEncryption: { keyType: CUSTOMER_MANAGED_CMK, keyArn: key/1234abcd-12ab-34cd-56ef-1234567890ab }, extendedS3Destination: { roleArn: role/Lake, bucketArn: lake } } }\n';
    const ofKey = statementsOf(documentsOf(ONE + stream), 'apply').filter(({ Sid }) => Sid === undefined);
    const Resource = 'arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(ofKey).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:CreateGrant', 'kms:RevokeGrant'],
        Resource,
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
      { Effect: 'Allow', Action: 'kms:DescribeKey', Resource },
    ]);
  });
});

test('a role of this account is noted for nothing', () => {
  const stream = 'deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Lake, bucketArn: lake } } }\n';
  expect(documentsOf(ONE + stream).notes).toEqual([]);
});

test('what a rule calls is noted, once for each rule', () => {
  const lambda = '{ lambda: { functionArn: "arn:aws:lambda:ap-south-1:111122223333:function:f" } }';
  const rules = `rules: { A: { sql: SELECT 1, actions: [${lambda}, ${lambda}] }, B: { sql: SELECT 1, actions: [${lambda}] } }\n`;
  expect(documentsOf(ONE + rules).notes).toEqual([
    expect.stringContaining('has to let TopicRule/A in'),
    expect.stringContaining('has to let TopicRule/B in'),
  ]);
});

test('every statement of the two roles allows something, wherever they are', () => {
  for (const name of ['hub', 'spoke']) {
    const { roles } = documentsOf(`${HUB_AND_SPOKE}rules: { R: { sql: SELECT 1, actions: [] } }\n`, { name });
    const statements = roles.flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement));
    expect(statements.length).toBeGreaterThan(10);
    expect(statements.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
  }
});

test('what is written is named so, also where it is on no resource of its own', () => {
  const audits =
    'auditConfiguration: { roleArn: role/Audits, auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } } }\n';
  const writes = statementsOf(documentsOf(ONE + audits), 'apply').find(({ Action }) =>
    listOf(Action).includes('iot:UpdateAccountAuditConfiguration'),
  );
  expect(writes).toMatchObject({ Sid: 'WriteAuditConfiguration', Resource: '*' });
});

test('a role in another account is noted, and no document is made of it', () => {
  const stream =
    'deliveryStreams: { lake: { extendedS3Destination: { roleArn: arn:aws:iam::999988887777:role/Lake, bucketArn: lake } } }\n';
  const { roles, notes } = documentsOf(ONE + stream);
  expect(roles.map(({ name }) => name)).toEqual(['defender-gitops-plan', 'defender-gitops-apply']);
  expect(notes).toEqual([
    'arn:aws:iam::999988887777:role/Lake is in another account: roles cannot be passed across accounts, so use one here.',
  ]);
});

test('statements on several sorts of resources name what they are about, and what those name', () => {
  const profile =
    'securityProfiles: { P: { targets: [thinggroup/soundboxes], retainedMetrics: [aws:num-disconnects] } }\n';
  const statements = statementsOf(documentsOf(ONE + profile), 'apply').filter(({ Sid }) =>
    Sid?.includes('WhatTheyName'),
  );
  const sorts = ['securityprofile', 'custommetric', 'dimension'];
  expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
    ['WriteSecurityProfilesAndWhatTheyName', sorts.map((sort) => `arn:aws:iot:ap-south-1:111122223333:${sort}/*`)],
  ]);
});

test('the documents say which account they are for', () => {
  const { target, account, region } = documentsOf(`${HUB_AND_SPOKE}dimensions: {}\n`, { name: 'spoke' });
  expect({ target, account, region }).toEqual({ target: 'spoke', account: '444455556666', region: 'eu-central-1' });
});
