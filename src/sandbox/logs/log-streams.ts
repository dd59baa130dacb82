import type { OperationContext } from '../context.ts';
import { arnOf } from '../context.ts';
import { slice } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find } from '../state.ts';

/** Unless told otherwise. */
const PAGE = 50;

/** Log streams, to be listed. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const logStreams = {
  DescribeLogStreams: (
    context: OperationContext,
    input: {
      readonly logGroupName?: string;
      readonly logStreamNamePrefix?: string;
      readonly nextToken?: string;
      readonly limit?: number;
    },
  ) => {
    const { logGroupName: group = '', logStreamNamePrefix: prefix = '', nextToken: after, limit = PAGE } = input;
    if (group === '')
      throw refusal('InvalidParameterException', 'A log group name or identifier is needed.', { status: 400 });
    const names = find(context.state.logGroups, group);
    if (names === undefined)
      throw refusal('ResourceNotFoundException', 'The specified log group does not exist.', { status: 400 });
    const found = names.filter((name) => name.startsWith(prefix));
    const { items, more } = slice(found, (name) => name, after, limit);
    const last = items.at(-1);
    return {
      logStreams: items.map((name) => ({
        logStreamName: name,
        arn: arnOf(context, 'logs', `log-group:${group}:log-stream:${name}`),
      })),
      ...(more && last !== undefined ? { nextToken: last } : {}),
    };
  },
};
