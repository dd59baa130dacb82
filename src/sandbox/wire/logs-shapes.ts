// The operation of CloudWatch Logs that the sandbox answers, and its errors.
export {
  DescribeLogStreams$,
  InvalidParameterException$,
  ResourceNotFoundException$,
} from '@aws-sdk/client-cloudwatch-logs';
