import type { TopicRuleRecord } from '../state.ts';

type Action = TopicRuleRecord['payload']['actions'][number];

const TEMPLATE = '${';

/** Why the service refuses an action for what stands together in it; undefined where it takes it. */
export function actionProblem({ http, sqs, sns }: Action): string | undefined {
  if (http !== undefined) return endpointProblem(http);
  // https://docs.aws.amazon.com/iot/latest/developerguide/sqs-rule-action.html
  if (sqs?.queueUrl.endsWith('.fifo')) return 'FIFO queues are not supported.';
  // https://docs.aws.amazon.com/iot/latest/developerguide/sns-rule-action.html
  return sns?.targetArn.endsWith('.fifo') ? 'FIFO topics are not supported.' : undefined;
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/https-rule-action.html */
function endpointProblem({ url, confirmationUrl }: NonNullable<Action['http']>): string | undefined {
  const isHttps = (text: string): boolean => text.startsWith('https://') || text.startsWith(TEMPLATE);
  if (!isHttps(url) || (confirmationUrl !== undefined && !isHttps(confirmationUrl)))
    return 'Only HTTPS endpoints are supported.';
  if (confirmationUrl === undefined)
    return url.includes(TEMPLATE)
      ? 'confirmationUrl is required where url contains substitution templates.'
      : undefined;
  return url.startsWith(confirmationUrl) ? undefined : 'confirmationUrl must be a prefix of url.';
}
