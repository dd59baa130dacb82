import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planned, TARGET, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';
import type { Found } from './found.ts';
import { SETTINGS } from './found.ts';

const DIMENSION = '{ type: TOPIC_FILTER, stringValues: [a] }';

function worldOf(yaml: string): TestWorld {
  return testWorld({ 'profiles/a.yaml': `${SETTINGS()}${yaml}` });
}

/** The account, to enter what somebody else has in it. */
function accountOf(world: TestWorld): Promise<Aws> {
  return world.connect(TARGET, { resources: new Map(), sections: new Set() });
}

async function problemsOf(world: TestWorld): Promise<readonly Found[]> {
  expect(await planned(world, { format: 'json' })).toBe(EXIT.invalid);
  return (JSON.parse(world.printed()) as { problems: readonly Found[] }).problems;
}

async function findingsOf(world: TestWorld): Promise<readonly Found[]> {
  await planned(world, { format: 'json' });
  return (
    JSON.parse(world.printed()) as { targets: readonly (Plan & { findings: readonly Found[] })[] }
  ).targets.flatMap(({ findings }) => findings);
}

describe('with what is live', () => {
  test('dimensions of others count', async () => {
    const world = worldOf(`dimensions: { ours: ${DIMENSION} }`);
    const aws = await accountOf(world);
    const create = (name: string): Promise<unknown> =>
      aws.iot('CreateDimension', { name, type: 'TOPIC_FILTER', stringValues: ['a'], clientRequestToken: name });
    for (let index = 0; index < 9; index += 1) await create(`d${index}`);
    expect(await findingsOf(world)).toEqual([]);
    await create('d9');
    expect(await problemsOf(world)).toMatchObject([
      { check: 'too-many-dimensions', line: 3, message: expect.stringContaining('There would be 11 dimensions') },
    ]);
  });

  test('profiles of others on a target count', async () => {
    const world = worldOf(
      'securityProfiles: { P: { targets: [thinggroup/soundboxes], retainedMetrics: [aws:num-disconnects] } }',
    );
    const aws = await accountOf(world);
    const securityProfileTargetArn = 'arn:aws:iot:ap-south-1:111122223333:thinggroup/soundboxes';
    const attach = async (securityProfileName: string): Promise<void> => {
      await aws.iot('CreateSecurityProfile', { securityProfileName });
      await aws.iot('AttachSecurityProfile', { securityProfileName, securityProfileTargetArn });
    };
    for (const name of ['a', 'b', 'c', 'd']) await attach(name);
    expect(await findingsOf(world)).toEqual([]);
    await attach('e');
    expect(await problemsOf(world)).toMatchObject([
      { check: 'crowded-target', message: 'thinggroup/soundboxes would have 6 security profiles; AWS takes 5.' },
    ]);
  });

  const exporting = (topic: string): string =>
    `securityProfiles: { P: { targets: [thinggroup/soundboxes], metricsExport: { mqttTopic: ${topic}, roleArn: role/r, metrics: [aws:num-disconnects] } } }`;
  const checksFor = async (world: TestWorld): Promise<readonly (string | undefined)[]> =>
    (await findingsOf(world)).map(({ check }) => check);

  test('a rule of somebody else receives an export', async () => {
    const world = worldOf(exporting('a/b'));
    expect(await checksFor(world)).toEqual(['export-not-received']);
    const aws = await accountOf(world);
    const topicRulePayload = { sql: "SELECT * FROM 'a/#'", actions: [] };
    await aws.iot('CreateTopicRule', { ruleName: 'theirs', topicRulePayload });
    expect(await checksFor(world)).toEqual([]);
  });

  test('a rule of somebody else that is disabled is seen', async () => {
    const world = worldOf(exporting('$aws/rules/theirs'));
    const aws = await accountOf(world);
    const actions = [{ sqs: { queueUrl: 'https://sqs/q', roleArn: 'arn:aws:iam::111122223333:role/r' } }];
    const topicRulePayload = { sql: 'SELECT *', actions, ruleDisabled: true };
    await aws.iot('CreateTopicRule', { ruleName: 'theirs', topicRulePayload });
    expect(await checksFor(world)).toEqual(['rule-disabled']);
  });
});
