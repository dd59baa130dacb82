import { expect, test } from 'vitest';
import { topicRule } from '../../../src/kinds/topic-rule/kind.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { RoleUse } from '../../../src/model/access/role-use.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { role } from '../../roles/uses.ts';

const HERE = 'ap-south-1:111122223333';
const FUNCTION = `arn:aws:lambda:${HERE}:function:f`;
const republish = (name: string, topic = 't'): JsonObject => ({ republish: { roleArn: role(name), topic } });

const declared = (spec: JsonObject) => ({ address: 'TopicRule/ToLake', spec }) as const;
const usesOf = (spec: JsonObject): readonly RoleUse[] => topicRule.access?.uses(declared(spec), TARGET) ?? [];
const notesOf = (spec: JsonObject): readonly string[] => topicRule.access?.notes?.(declared(spec), TARGET) ?? [];

test('the role of an action may do what that does, in the name of the rule', () => {
  expect(usesOf({ actions: [republish('Rule')] })).toEqual([
    {
      roleArn: role('Rule'),
      address: 'TopicRule/ToLake',
      path: 'actions[0].republish.roleArn',
      service: 'iot.amazonaws.com',
      why: 'action republish of TopicRule/ToLake',
      allows: [{ actions: ['iot:Publish'], resources: [`arn:aws:iot:${HERE}:topic/t`] }],
      sourceArn: `arn:aws:iot:${HERE}:rule/ToLake`,
      notes: [],
    },
  ]);
});

test('each action has its own, and so has that for errors', () => {
  const uses = usesOf({ actions: [republish('First'), republish('Second')], errorAction: republish('Errors') });
  expect(uses.map(({ roleArn, path, why }) => [roleArn, path, why])).toEqual([
    [role('First'), 'actions[0].republish.roleArn', 'action republish of TopicRule/ToLake'],
    [role('Second'), 'actions[1].republish.roleArn', 'action republish of TopicRule/ToLake'],
    [role('Errors'), 'errorAction.republish.roleArn', 'error action republish of TopicRule/ToLake'],
  ]);
});

test('an action of http has its role where it signs, and what that needs is for its author to say', () => {
  const http = { url: 'https://example.com', auth: { sigv4: { signingRegion: 'x', roleArn: role('Signs') } } };
  expect(usesOf({ errorAction: { http } })).toMatchObject([
    {
      roleArn: role('Signs'),
      path: 'errorAction.http.auth.sigv4.roleArn',
      allows: [],
      notes: ['What http of TopicRule/ToLake needs depends on where it sends to.'],
    },
  ]);
});

test.each<{ reason: string; spec: JsonObject }>([
  { reason: 'that does nothing', spec: { actions: [] } },
  { reason: 'of which nothing is said', spec: {} },
  { reason: 'that sends without signing', spec: { actions: [{ http: { url: 'https://example.com' } }] } },
  { reason: 'that signs in another way', spec: { actions: [{ http: { auth: {}, roleArn: role('Other') } }] } },
  {
    reason: 'that calls a function, which lets it in by itself',
    spec: { actions: [{ lambda: { functionArn: FUNCTION } }] },
  },
  { reason: 'whose action says nothing', spec: { actions: [{ republish: null as never }, null as never] } },
])('a rule $reason has no role', ({ spec }) => {
  expect(usesOf(spec)).toEqual([]);
});

test('a function has to let the rule in, and no other rule', () => {
  const lambda = { lambda: { functionArn: FUNCTION } };
  const note = `The function itself has to let TopicRule/ToLake in: aws lambda add-permission --function-name ${FUNCTION} --statement-id iot-ToLake --action lambda:InvokeFunction --principal iot.amazonaws.com --source-account 111122223333 --source-arn arn:aws:iot:${HERE}:rule/ToLake`;
  expect(notesOf({ actions: [republish('Rule'), lambda], errorAction: lambda })).toEqual([note, note]);
  expect(notesOf({ actions: [republish('Rule')] })).toEqual([]);
});
