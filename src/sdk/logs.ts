// The command of CloudWatch Logs that is sent; with its client a file of its own, so that only doctor loads it.
export { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
