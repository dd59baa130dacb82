import { nameOf } from '../../model/address.ts';
import { isObject } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { arnIn, literal } from '../../model/access/arn.ts';
import type { Access, DeclaredSpec, RoleUse } from '../../model/access/role-use.ts';

/** The roles of a security profile: one publishes exported metrics, one alarms. */
export const securityProfileAccess: Access = { uses };

function uses({ address, spec }: DeclaredSpec, target: Target): readonly RoleUse[] {
  const { metricsExport, alertTargets } = spec;
  const found: RoleUse[] = [];
  // https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-export-metrics.html
  // AWS documents no source for exports, so the trust cannot be narrowed to one.
  if (isObject(metricsExport) && metricsExport['roleArn'] !== undefined) {
    const topic = String(metricsExport['mqttTopic']);
    found.push({
      roleArn: String(metricsExport['roleArn']),
      address,
      path: 'metricsExport.roleArn',
      service: 'iot.amazonaws.com',
      isSeen: true,
      why: `${address} publishes exported metrics to ${topic}`,
      allows: [{ actions: ['iot:Publish'], resources: [arnIn(target, 'iot', `topic/${literal(topic)}`)] }],
    });
  }
  const sns = isObject(alertTargets) ? alertTargets['SNS'] : undefined;
  // https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-cross-service-confused-deputy-prevention.html
  if (isObject(sns)) {
    const topic = String(sns['alertTargetArn']);
    found.push({
      roleArn: String(sns['roleArn']),
      address,
      path: 'alertTargets.SNS.roleArn',
      service: 'iot.amazonaws.com',
      isSeen: true,
      why: `${address} sends alarms to ${topic}`,
      allows: [{ actions: ['sns:Publish'], resources: [literal(topic)] }],
      sourceArn: arnIn(target, 'iot', `securityprofile/${nameOf(address)}`),
      notes: [`If a KMS key encrypts ${topic}, the role needs kms:GenerateDataKey and kms:Decrypt on that key too.`],
    });
  }
  return found;
}
