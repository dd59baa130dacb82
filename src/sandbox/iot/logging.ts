import { GetV2LoggingOptions$, SetV2LoggingOptions$ } from '@aws-sdk/client-iot';
import type { IotHandlers } from '../context.ts';
import { refusal } from '../refusal.ts';
import { invalidRequest } from './refusals.ts';
import type { TraitsOf } from '../traits.ts';

/** How much AWS IoT logs. https://docs.aws.amazon.com/iot/latest/developerguide/configure-logging.html */
export const logging = {
  // https://docs.aws.amazon.com/iot/latest/apireference/API_GetV2LoggingOptions.html
  GetV2LoggingOptions({ state }) {
    if (state.logging === undefined) throw refusal('NotConfiguredException', 'Logging is not configured.');
    return state.logging;
  },

  SetV2LoggingOptions(
    { state },
    { roleArn = state.logging?.roleArn, defaultLogLevel, disableAllLogs = false, ...rest },
  ) {
    if (roleArn === undefined && !disableAllLogs) throw invalidRequest('roleArn is required to log.');
    state.logging = {
      ...(roleArn === undefined ? {} : { roleArn }),
      defaultLogLevel: defaultLogLevel ?? state.logging?.defaultLogLevel ?? 'DISABLED',
      disableAllLogs,
      ...(rest.eventConfigurations === undefined ? {} : { eventConfigurations: rest.eventConfigurations }),
    };
    return {};
  },
} satisfies IotHandlers;

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const loggingTraits: TraitsOf<typeof logging> = {
  GetV2LoggingOptions: { shape: GetV2LoggingOptions$ },
  SetV2LoggingOptions: { shape: SetV2LoggingOptions$, passesRoles: true },
};
