import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { DesiredState } from '../../../src/model/resource.ts';
import type { Target } from '../../../src/model/settings.ts';
import type { Problem } from '../../../src/model/problem.ts';
import { load } from '../../../src/pipeline/yaml/load.ts';
import { resolve } from '../../../src/pipeline/profiles/resolve.ts';
import { partitionOf } from '../../../src/pipeline/profiles/settings.ts';
import { validate } from '../../../src/pipeline/profiles/validate.ts';
import { TARGET } from '../../world.ts';

function resolved(...texts: string[]): { desired: DesiredState; problems: Problem[] } {
  return resolvedFor(TARGET, ...texts);
}

function resolvedFor(target: Target, ...texts: string[]): { desired: DesiredState; problems: Problem[] } {
  const files = texts.map((text, index) => ({
    file: `profiles/${index + 1}.yaml`,
    bytes: new TextEncoder().encode(text),
  }));
  const { documents, problems: unreadable } = load(files);
  const { profiles, problems: invalid } = validate(documents, kinds);
  const { desired, problems } = resolve(profiles, { target, owner: 'acme', kinds, today: '2026-11-22' });
  return { desired, problems: [...unreadable, ...invalid, ...problems] };
}

const spec = ({ desired }: { desired: DesiredState }, address: `${string}/${string}`) =>
  desired.resources.get(address)?.spec;

const PROFILE =
  'securityProfiles: { P: { metricsExport: { topic: lake, roleArn: role/R, metrics: [aws:num-disconnects] } } }';

describe('what the language adds to AWS is filled in', () => {
  test('a topic stands for a Basic Ingest topic or an MQTT topic', () => {
    const basic = resolved(
      'topics: { lake: { basicIngest: R } }\nrules: { R: { sql: SELECT 1, actions: [] } }',
      PROFILE,
    );
    expect(basic.problems).toEqual([]);
    expect(spec(basic, 'SecurityProfile/P')).toMatchObject({ metricsExport: { mqttTopic: '$aws/rules/R' } });
    const mqtt = resolved('topics: { lake: { mqtt: "a/${target.region}" } }', PROFILE);
    expect(spec(mqtt, 'SecurityProfile/P')).toMatchObject({ metricsExport: { mqttTopic: 'a/ap-south-1' } });
  });

  const arns: { reason: string; yaml: string; address: `${string}/${string}`; has: string }[] = [
    {
      reason: 'a role',
      yaml: PROFILE.replace('topic: lake', 'mqttTopic: t'),
      address: 'SecurityProfile/P',
      has: '"roleArn":"arn:aws:iam::111122223333:role/R"',
    },
    {
      reason: 'a role with a path',
      yaml: PROFILE.replace('topic: lake', 'mqttTopic: t').replace('role/R', 'role/service-role/R'),
      address: 'SecurityProfile/P',
      has: 'arn:aws:iam::111122223333:role/service-role/R',
    },
    {
      reason: 'a thing group',
      yaml: 'securityProfiles: { P: { targets: [thinggroup/g] } }',
      address: 'SecurityProfile/P',
      has: 'arn:aws:iot:ap-south-1:111122223333:thinggroup/g',
    },
    {
      reason: 'all things',
      yaml: 'securityProfiles: { P: { targets: [all/registered-things] } }',
      address: 'SecurityProfile/P',
      has: 'arn:aws:iot:ap-south-1:111122223333:all/registered-things',
    },
    {
      reason: 'an SNS topic',
      yaml: 'rules: { R: { sql: SELECT 1, actions: [{ sns: { targetArn: sns/t, roleArn: role/R } }] } }',
      address: 'TopicRule/R',
      has: '"targetArn":"arn:aws:sns:ap-south-1:111122223333:t"',
    },
    {
      reason: 'a function',
      yaml: 'rules: { R: { sql: SELECT 1, actions: [{ lambda: { functionArn: function/f } }] } }',
      address: 'TopicRule/R',
      has: 'arn:aws:lambda:ap-south-1:111122223333:function:f',
    },
    {
      reason: 'a bucket, from a variable',
      yaml: 'deliveryStreams: { s: { extendedS3Destination: { roleArn: role/R, bucketArn: "${var.lake}" } } }',
      address: 'DeliveryStream/s',
      has: '"bucketArn":"arn:aws:s3:::acme-device-lake"',
    },
  ];
  test.each(arns)('the short ARN of $reason is completed', ({ yaml, address, has }) => {
    const result = resolved(yaml);
    expect(result.problems).toEqual([]);
    expect(JSON.stringify(spec(result, address))).toContain(has);
  });

  test.each([
    { partition: 'aws-cn', region: 'cn-north-1' },
    { partition: 'aws-us-gov', region: 'us-gov-west-1' },
  ])('every short ARN is completed for the partition of the target: $partition', (place) => {
    for (const { yaml, address, has } of arns) {
      const here = has.replace('arn:aws:', `arn:${place.partition}:`).replace('ap-south-1', place.region);
      const { desired, problems } = resolvedFor({ ...TARGET, ...place }, yaml);
      expect(problems).toEqual([]);
      expect(JSON.stringify(desired.resources.get(address)?.spec)).toContain(here);
    }
  });

  test('what AWS itself puts into ${…} is left alone', () => {
    const result = resolved(
      'rules: { R: { sql: "SELECT ${x}", actions: [{ s3: { bucketName: b, key: "${topic()}/${newuuid()}", roleArn: role/R } }] } }\ndimensions: { d: { type: TOPIC_FILTER, stringValues: ["a/${iot:ClientId}/b"] } }',
    );
    expect(JSON.stringify(spec(result, 'TopicRule/R'))).toContain('${topic()}/${newuuid()}');
    expect(spec(result, 'Dimension/d')).toMatchObject({ stringValues: ['a/${iot:ClientId}/b'] });
  });

  test('a full ARN of another account stays as it is', () => {
    const arn = 'arn:aws-cn:iam::999999999999:role/R';
    expect(
      JSON.stringify(
        spec(resolved(PROFILE.replace('topic: lake', 'mqttTopic: t').replace('role/R', arn)), 'SecurityProfile/P'),
      ),
    ).toContain(arn);
  });

  test('names may hold variables', () => {
    expect([
      ...resolved('customMetrics: { "m-${target.region}": { metricType: number } }').desired.resources.keys(),
    ]).toEqual(['CustomMetric/m-ap-south-1']);
  });

  test('the owner and protection are tags', () => {
    expect(
      spec(resolved('customMetrics: { m: { metricType: number, protect: true, tags: { a: b } } }'), 'CustomMetric/m'),
    ).toEqual({
      metricType: 'number',
      tags: { a: 'b', 'defender-gitops:owner': 'acme', 'defender-gitops:protect': 'true' },
    });
  });

  test('a resource that is only for other targets is not wanted here', () => {
    expect(resolved('customMetrics: { m: { metricType: number, onlyIn: [staging] } }').desired.resources.size).toBe(0);
  });

  test('a section without resources is there, as a list of names without any', () => {
    for (const section of ['rules:', 'rules: {}', 'rules: ~'])
      expect([...resolved(section).desired.sections]).toEqual(['rules']);
    expect([...resolved('owner: acme').desired.sections]).toEqual([]);
  });

  test('an ignore and a silence hold up to their last day, and that day too', () => {
    const metric = (until: string): string =>
      `customMetrics: { m: { metricType: number, ignore: [{ path: displayName, reason: r, until: "${until}" }], silence: [{ check: rule-disabled, reason: r, until: "${until}" }] } }`;
    const seen = (until: string) => {
      const { desired, problems } = resolved(metric(until));
      const found = desired.resources.get('CustomMetric/m');
      return [found?.ignore.length, problems.map(({ message }) => message)];
    };
    expect(seen('2026-11-23')).toEqual([1, []]);
    expect(seen('2026-11-22')).toEqual([1, []]);
    expect(seen('2026-11-21')).toEqual([
      0,
      ['Ignoring displayName ran out on 2026-11-21.', 'Silencing rule-disabled ran out on 2026-11-21.'],
    ]);
  });

  const partitions = [
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ] as const;
  test.each(partitions)('region %s is in partition %s', (region, partition) =>
    expect(partitionOf(region)).toBe(partition),
  );
});

describe('problems that only show when all is put together', () => {
  const rows: { reason: string; yaml: string; code: string; place: string; says?: RegExp; hint?: RegExp }[] = [
    {
      reason: 'a variable that the target lacks',
      yaml: 'customMetrics:\n  m:\n    metricType: number\n    displayName: "${var.laek}"',
      code: 'DG2001',
      place: '4:18',
      hint: /lake/,
    },
    {
      reason: 'a member that targets do not have',
      yaml: 'customMetrics: { m: { metricType: number, displayName: "${target.acount}" } }',
      code: 'DG2001',
      place: '1:56',
      hint: /account/,
    },
    {
      reason: 'a topic that is not declared',
      yaml: `topics: { laek: { mqtt: t } }\n${PROFILE}`,
      code: 'DG2003',
      place: '2:50',
      hint: /laek/,
    },
    {
      reason: 'a metric that is not declared',
      yaml: 'customMetrics: { battery_level: { metricType: number } }\nsecurityProfiles: { P: { behaviors: [{ name: b, metric: battery_levle }] } }',
      code: 'DG2004',
      place: '2:57',
      hint: /battery_level/,
    },
    {
      reason: 'a dimension that is not declared',
      yaml: 'dimensions: {}\nsecurityProfiles: { P: { retainedMetrics: [{ metric: aws:num-messages-sent, metricDimension: { dimensionName: d } }] } }',
      code: 'DG2004',
      place: '2:111',
    },
    {
      reason: 'groups that are in each other',
      yaml: 'thingGroups:\n  c: { parentGroupName: a }\n  a: { parentGroupName: b }\n  b: { parentGroupName: a }',
      code: 'DG2013',
      place: '3:3',
      says: /ThingGroup\/a → ThingGroup\/b → ThingGroup\/a/,
    },
    {
      reason: 'a group that is in itself',
      yaml: 'thingGroups: { a: { parentGroupName: a } }',
      code: 'DG2013',
      place: '1:16',
      says: /refers to itself/,
    },
    {
      reason: 'a rule of a Basic Ingest topic that is not declared',
      yaml: 'topics: { lake: { basicIngest: Ruel } }\nrules: { Rule: { sql: SELECT 1, actions: [] } }',
      code: 'DG2004',
      place: '1:32',
      hint: /Rule/,
    },
    {
      reason: 'a rule of a literal Basic Ingest topic that is not declared',
      yaml: `rules: {}\n${PROFILE.replace('topic: lake', 'mqttTopic: $aws/rules/X')}`,
      code: 'DG2004',
      place: '2:54',
    },
    {
      reason: 'a metric that AWS does not have',
      yaml: 'securityProfiles: { P: { retainedMetrics: [aws:num-mesages-sent] } }',
      code: 'DG1103',
      place: '1:44',
      hint: /aws:num-messages-sent/,
    },
    {
      reason: 'two resources that resolve to one name',
      yaml: 'customMetrics: { m-ap-south-1: { metricType: number }, "m-${target.region}": { metricType: number } }',
      code: 'DG2002',
      place: '1:56',
    },
    {
      reason: 'a name that AWS refuses',
      yaml: 'rules: { my-rule: { sql: SELECT 1, actions: [] } }',
      code: 'DG1105',
      place: '1:10',
    },
    {
      reason: 'the key of a tag that is of AWS',
      yaml: 'customMetrics: { m: { metricType: number, tags: { "aws:x": y } } }',
      code: 'DG1105',
      place: '1:51',
      hint: /not beginning with aws:/,
    },
    {
      reason: 'prices of no region',
      yaml: 'prices: { eu-west1: { asOf: "2026-11-23", currency: USD } }',
      code: 'DG1105',
      place: '1:11',
      hint: /as in eu-west-1/,
    },
    {
      reason: 'devices of nothing that is attached to',
      yaml: 'usage: { devices: { meters: 10 } }',
      code: 'DG1105',
      place: '1:21',
      hint: /thinggroup\/NAME/,
    },
    {
      reason: 'an ignore that ran out',
      yaml: 'customMetrics: { m: { metricType: number, ignore: [{ path: displayName, reason: r, until: "2026-11-21" }] } }',
      code: 'DG2006',
      place: '1:91',
    },
    {
      reason: 'a target that is not declared',
      yaml: 'targets: { production: { account: "111122223333", region: ap-south-1 } }\ncustomMetrics: { m: { metricType: number, onlyIn: [prodction] } }',
      code: 'DG2005',
      place: '2:52',
      hint: /production/,
    },
    {
      reason: 'an account id that YAML read as a number',
      yaml: 'targets: { production: { account: 012345678901, region: ap-south-1 } }',
      code: 'DG1104',
      place: '1:35',
      hint: /quotes/,
    },
    {
      reason: 'a section that there is not',
      yaml: 'securityProfile: {}',
      code: 'DG1101',
      place: '1:1',
      hint: /securityProfiles/,
    },
    { reason: 'a list where names belong', yaml: 'rules:\n  - sql: x', code: 'DG1104', place: '1:1' },
    {
      reason: 'a destination that is called otherwise',
      yaml: 'deliveryStreams: { s: { elasticsearchDestination: {} } }',
      code: 'DG1107',
      place: '1:25',
    },
  ];
  test.each(rows)('$code: $reason', ({ yaml, code, place, hint }) => {
    const [line, column] = place.split(':').map(Number);
    const { problems } = resolved(yaml);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code,
        line,
        column,
        ...(hint === undefined ? {} : { hint: expect.stringMatching(hint) as string }),
      }),
    );
  });

  test('every problem of every file is told at once', () => {
    const { problems } = resolved(
      'customMetrics: { m: { metricType: numbr }, n: { nope: number } }',
      'rules: { R: { sql: 1 } }\nsecurityProfiles: { P: { behaviors: [{ name: b, metric: x, nope: 1 }] } }',
    );
    expect(problems.map(({ file, code }) => `${file} ${code}`).sort()).toEqual([
      'profiles/1.yaml DG1101',
      'profiles/1.yaml DG1102',
      'profiles/1.yaml DG1103',
      'profiles/2.yaml DG1101',
      'profiles/2.yaml DG1102',
      'profiles/2.yaml DG1104',
      'profiles/2.yaml DG2004',
    ]);
  });

  test('the same setting in two files is refused', () => {
    expect(resolved('owner: a', 'owner: b').problems).toMatchObject([{ code: 'DG1202', file: 'profiles/2.yaml' }]);
  });

  test('where a whole section is absent, what is referred to may be somebody else’s', () => {
    expect(
      resolved(
        'securityProfiles: { P: { behaviors: [{ name: b, metric: theirs }], metricsExport: { mqttTopic: $aws/rules/Theirs, roleArn: role/R } } }',
      ).problems,
    ).toEqual([]);
  });
});

test('an edit is placed where the author wrote the field, whatever the order of the list', () => {
  const { desired } = resolved(
    'customMetrics: { m: { metricType: number } }\nsecurityProfiles:\n  P:\n    behaviors:\n      - { name: z, metric: m }\n      - name: a\n        metric: aws:num-disconnects\n        criteria: { comparisonOperator: less-than, value: { count: 1 }, durationSeconds: 300 }',
  );
  const profile = desired.resources.get('SecurityProfile/P');
  expect(profile?.locate('behaviors[a].criteria.value.count')).toEqual({
    file: 'profiles/1.yaml',
    line: 8,
    column: 61,
  });
  expect(profile?.locate('behaviors[z]')).toMatchObject({ line: 5 });
  expect(profile?.locate('tags["defender-gitops:owner"]')).toMatchObject({ line: 3 });
});

test('a metric that AWS does not have is told once, not again as no metric with a dimension', () => {
  const { problems } = resolved('securityProfiles: { P: { retainedMetrics: [aws:num-mesages-sent] } }');
  expect(problems.map(({ code }) => code)).toEqual(['DG1103']);
});

test.each([
  { key: 'defender-gitops:owner', hint: 'write `owner: NAME` into the settings' },
  { key: 'defender-gitops:protect', hint: 'write `protect: true` beside the tags' },
  { key: 'defender-gitops:x', hint: 'choose a key of your own' },
])('the tag $key is a problem at its line, because only we set it', ({ key, hint }) => {
  const { problems } = resolved(
    `customMetrics:\n  m:\n    metricType: number\n    tags:\n      team: a\n      "${key}": other`,
  );
  expect(problems).toMatchObject([
    {
      code: 'DG2012',
      message: `The tag ${key} is set by defender-gitops only.`,
      line: 6,
      hint: expect.stringContaining(hint),
    },
  ]);
});
