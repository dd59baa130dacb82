import { kindOf } from '../../model/address.ts';
import type { Aws, IotOperations } from '../../model/aws.ts';
import type { Change } from '../../model/plan.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import { isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { ask } from './diagnostic.ts';
import type { Answer } from './diagnostic.ts';

/** The check that finds what is looked at here. */
const CHECK = 'LOGGING_DISABLED_CHECK';
const PLACE = `auditCheckConfigurations.${CHECK}`;

/**
 * A note at the check of logging that a plan enables while AWS IoT does not log: its first audit will find that. Where this role may
 * not look, `doctor` says so. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-chk-logging-disabled.html
 */
export async function loggingFindings(
  aws: Aws,
  { resources }: DesiredState,
  changes: readonly Change[],
): Promise<readonly Problem[]> {
  const change = changes.find(
    (one) =>
      one.action === 'update' && isLoggingChecked(one.address, one.after) && !isLoggingChecked(one.address, one.before),
  );
  const configuration = change && resources.get(change.address);
  if (configuration === undefined) return [];
  const answer = await logLevel(aws);
  if (answer.type !== 'taken' || answer.value !== OFF) return [];
  const message = `AWS IoT logs nothing in this account and region: each audit will find that by ${CHECK}.`;
  const problem = { code: 'DG4205', severity: 'note', message, hint: switchLoggingOn(aws) } as const;
  return [{ ...problem, ...configuration.locate(PLACE) }];
}

/** Whether a spec is that of audits, and enables the check of logging. */
export function isLoggingChecked(address: Change['address'], spec: JsonObject): boolean {
  if (kindOf(address) !== 'AuditConfiguration') return false;
  const checks = spec['auditCheckConfigurations'];
  const check = isObject(checks) ? checks[CHECK] : undefined;
  return isObject(check) && check['enabled'] === true;
}

/** What `logLevel` gives where AWS IoT does not log, as AWS calls it. */
export const OFF = 'DISABLED';

/** From which level on AWS IoT logs. */
export function logLevel(aws: Aws): Promise<Answer<string>> {
  return ask(async () => {
    const { defaultLogLevel = OFF, disableAllLogs = false } = await loggingOptions(aws);
    return disableAllLogs ? OFF : defaultLogLevel;
  });
}

/** An account that nobody configured is answered with an error. */
async function loggingOptions(aws: Aws): Promise<Partial<IotOperations['GetV2LoggingOptions']['output']>> {
  try {
    return await aws.iot('GetV2LoggingOptions', {});
  } catch (error) {
    if (error instanceof OperatorError && error.name === 'NotConfiguredException') return {};
    throw error;
  }
}

/** How to have AWS IoT log. */
export function switchLoggingOn({ target: { region } }: Aws): string {
  return `aws iot set-v2-logging-options --region ${region} --default-log-level ERROR --role-arn ROLE, with a role by which AWS IoT may write to CloudWatch Logs, where what it logs is paid for.`;
}
