import { expect, test } from 'vitest';
import { mitigationAction } from '../../../src/kinds/mitigation-action/kind.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { TARGET } from '../../arbitraries/target.ts';

const ROLE = 'arn:aws:iam::111122223333:role/Mitigation';
const LOGGING = 'arn:aws:iam::111122223333:role/Logging';
const TOPIC = 'arn:aws:sns:ap-south-1:111122223333:findings';

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html#defender-audit-mitigation-permissions
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
  const [use, logging] = mitigationAction.access?.uses({ address: 'MitigationAction/A', spec }, TARGET) ?? [];
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

test('an action that does another thing is another action, and one that does it otherwise is not', () => {
  const immutable = mitigationAction.write?.immutable;
  expect(immutable?.({ op: 'remove', path: 'actionParams.updateCACertificateParams', before: {} })).toBe(true);
  expect(immutable?.({ op: 'add', path: 'actionParams.publishFindingToSnsParams', after: {} })).toBe(true);
  const path = 'actionParams.publishFindingToSnsParams.topicArn';
  expect(immutable?.({ op: 'change', path, before: 'a', after: 'b' })).toBe(false);
});
