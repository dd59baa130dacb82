import { expect, test } from 'vitest';
import { mitigationAction } from '../../../src/kinds/mitigation-action/kind.ts';
import type { RoleUse } from '../../../src/model/access/role-use.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { TARGET } from '../../arbitraries/target.ts';

const ROLE = 'arn:aws:iam::111122223333:role/Mitigation';
const LOGGING = 'arn:aws:iam::111122223333:role/Logging';
const TOPIC = 'arn:aws:sns:ap-south-1:111122223333:findings';

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html#defender-audit-mitigation-permissions
const usesOf = (spec: JsonObject): readonly RoleUse[] =>
  mitigationAction.access?.uses({ address: 'MitigationAction/A', spec }, TARGET) ?? [];

test.each<{ sort: string; params: JsonObject; may: readonly string[] }>([
  { sort: 'updateDeviceCertificateParams', params: { action: 'DEACTIVATE' }, may: ['iot:UpdateCertificate on *'] },
  { sort: 'updateCACertificateParams', params: { action: 'DEACTIVATE' }, may: ['iot:UpdateCACertificate on *'] },
  {
    sort: 'addThingsToThingGroupParams',
    params: { thingGroupNames: ['quarantine'] },
    may: ['iot:ListPrincipalThings on *', 'iot:AddThingToThingGroup on *'],
  },
  {
    sort: 'replaceDefaultPolicyVersionParams',
    params: { templateName: 'BLANK_POLICY' },
    may: ['iot:CreatePolicyVersion on *'],
  },
  {
    sort: 'enableIoTLoggingParams',
    params: { roleArnForLogging: LOGGING, logLevel: 'WARN' },
    may: ['iot:SetV2LoggingOptions on *', `iam:PassRole on ${LOGGING}`],
  },
  { sort: 'publishFindingToSnsParams', params: { topicArn: TOPIC }, may: [`sns:Publish on ${TOPIC}`] },
])('the role of $sort may do what AWS’s guide says, and no more', ({ sort, params, may }) => {
  const spec = { roleArn: ROLE, actionParams: { [sort]: params } };
  const [use, logging] = usesOf(spec);
  expect(use).toMatchObject({ roleArn: ROLE, path: 'roleArn', service: 'iot.amazonaws.com' });
  const allowed = use?.allows.flatMap(({ actions, resources }) =>
    actions.map((one) => `${one} on ${resources.join()}`),
  );
  expect(allowed).toEqual(may);
  // Only that one has a second role, by which AWS IoT writes the log.
  expect(logging?.roleArn).toBe(sort === 'enableIoTLoggingParams' ? LOGGING : undefined);
  expect(logging?.path).toBe(
    sort === 'enableIoTLoggingParams' ? 'actionParams.enableIoTLoggingParams.roleArnForLogging' : undefined,
  );
});

test('each use says what it is for, in a sentence about the action', () => {
  const why = (sort: string, params: JsonObject): readonly string[] =>
    usesOf({ roleArn: ROLE, actionParams: { [sort]: params } }).map((use) => use.why);
  expect(why('updateDeviceCertificateParams', {})).toEqual(['MitigationAction/A deactivates device certificates']);
  expect(why('updateCACertificateParams', {})).toEqual(['MitigationAction/A deactivates CA certificates']);
  expect(why('addThingsToThingGroupParams', {})).toEqual(['MitigationAction/A puts things into thing groups']);
  expect(why('replaceDefaultPolicyVersionParams', {})).toEqual(['MitigationAction/A gives policies a blank version']);
  expect(why('publishFindingToSnsParams', { topicArn: TOPIC })).toEqual([
    `MitigationAction/A publishes findings to ${TOPIC}`,
  ]);
  expect(why('enableIoTLoggingParams', { roleArnForLogging: LOGGING })).toEqual([
    'MitigationAction/A switches logging on',
    'AWS IoT writes its log once MitigationAction/A was applied',
  ]);
});

test('the role that logs may do what AWS’s guide says, and no more', () => {
  const [, logging] = usesOf({
    roleArn: ROLE,
    actionParams: { enableIoTLoggingParams: { roleArnForLogging: LOGGING, logLevel: 'WARN' } },
  });
  // https://docs.aws.amazon.com/iot/latest/developerguide/configure-logging.html
  expect(logging?.allows).toEqual([
    {
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'logs:PutMetricFilter',
        'logs:PutRetentionPolicy',
      ],
      resources: ['*'],
    },
  ]);
});

test.each<{ reason: string; spec: JsonObject }>([
  { reason: 'that does nothing', spec: { roleArn: ROLE } },
  { reason: 'that does what nobody knows', spec: { roleArn: ROLE, actionParams: { otherParams: {} } } },
  {
    reason: 'of which nothing is said',
    spec: { roleArn: ROLE, actionParams: { publishFindingToSnsParams: null as never } },
  },
])('an action $reason needs nothing', ({ spec }) => {
  expect(usesOf(spec)).toEqual([]);
});

test('an action that does another thing is another action, and one that does it otherwise is not', () => {
  const immutable = mitigationAction.write?.immutable;
  expect(immutable?.({ op: 'remove', path: 'actionParams.updateCACertificateParams', before: {} })).toBe(true);
  expect(immutable?.({ op: 'add', path: 'actionParams.publishFindingToSnsParams', after: {} })).toBe(true);
  const path = 'actionParams.publishFindingToSnsParams.topicArn';
  expect(immutable?.({ op: 'change', path, before: 'a', after: 'b' })).toBe(false);
});
