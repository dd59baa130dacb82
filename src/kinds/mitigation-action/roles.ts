import { isObject, objectOf } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Allow } from '../../model/access/allow.ts';
import { literal } from '../../model/access/arn.ts';
import type { Access, DeclaredSpec, RoleUse } from '../../model/access/role-use.ts';

/**
 * The roles of a mitigation action: one does what is done, one lets AWS IoT log. AWS documents no source of either, so the trust
 * cannot be narrowed to one. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html
 */
export const mitigationActionAccess: Access = { uses };

const ANYWHERE = ['*'];

/** What each sort of action needs, as AWS writes it down, and what it does, as the end of a sentence. */
const NEEDS: Readonly<
  Record<string, (params: JsonObject) => { readonly does: string; readonly allows: readonly Allow[] }>
> = {
  updateDeviceCertificateParams: () => ({
    does: 'deactivates device certificates',
    allows: [{ actions: ['iot:UpdateCertificate'], resources: ANYWHERE }],
  }),
  updateCACertificateParams: () => ({
    does: 'deactivates CA certificates',
    allows: [{ actions: ['iot:UpdateCACertificate'], resources: ANYWHERE }],
  }),
  addThingsToThingGroupParams: () => ({
    does: 'puts things into thing groups',
    allows: [{ actions: ['iot:ListPrincipalThings', 'iot:AddThingToThingGroup'], resources: ANYWHERE }],
  }),
  replaceDefaultPolicyVersionParams: () => ({
    does: 'gives policies a blank version',
    allows: [{ actions: ['iot:CreatePolicyVersion'], resources: ANYWHERE }],
  }),
  enableIoTLoggingParams: ({ roleArnForLogging }) => ({
    does: 'switches logging on',
    allows: [
      { actions: ['iot:SetV2LoggingOptions'], resources: ANYWHERE },
      { actions: ['iam:PassRole'], resources: [literal(String(roleArnForLogging))] },
    ],
  }),
  publishFindingToSnsParams: ({ topicArn }) => ({
    does: `publishes findings to ${String(topicArn)}`,
    allows: [{ actions: ['sns:Publish'], resources: [literal(String(topicArn))] }],
  }),
};

/** https://docs.aws.amazon.com/iot/latest/developerguide/configure-logging.html */
const LOGGING: readonly Allow[] = [
  {
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'logs:PutMetricFilter',
      'logs:PutRetentionPolicy',
    ],
    resources: ANYWHERE,
  },
];

function uses({ address, spec }: DeclaredSpec): readonly RoleUse[] {
  const { roleArn, actionParams } = spec;
  const service = 'iot.amazonaws.com';
  return Object.entries(objectOf(actionParams)).flatMap(([sort, params]): RoleUse[] => {
    const needs = isObject(params) ? NEEDS[sort]?.(params) : undefined;
    if (needs === undefined || !isObject(params)) return [];
    const { does, allows } = needs;
    const use = { address, service, allows } as const;
    const found: RoleUse[] = [{ ...use, roleArn: String(roleArn), path: 'roleArn', why: `${address} ${does}` }];
    if (sort === 'enableIoTLoggingParams')
      found.push({
        ...use,
        allows: LOGGING,
        roleArn: String(params['roleArnForLogging']),
        path: `actionParams.${sort}.roleArnForLogging`,
        why: `AWS IoT writes its log once ${address} was applied`,
      });
    return found;
  });
}
