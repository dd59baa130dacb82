/** A role that is new. */
export const role = 'arn:aws:iam::111122223333:role/R';

/** How AWS says that a role cannot be used yet, where others reported it. */
export const TEXTS: readonly {
  readonly service: 'iot' | 'firehose';
  readonly text: string;
  readonly source: string;
}[] = [
  {
    service: 'iot',
    text: `AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: ${role}. If the role was just created or updated, please try again in a few seconds.`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/33433',
  },
  {
    service: 'iot',
    text: `iot.amazonaws.com is unable to perform: sts:AssumeRole on resource: ${role}`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/pull/20467',
  },
  {
    service: 'firehose',
    text: `Firehose is unable to assume role ${role}. Please check the role provided.`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/3380',
  },
  {
    service: 'firehose',
    text: 'The security token included in the request is invalid. Ensure that the provided IAM role associated with firehose is not deleted.',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/47937',
  },
  {
    service: 'firehose',
    text: 'Access was denied when calling Glue. Please ensure that the role specified in the data format conversion configuration has the necessary permissions.',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/firehose/delivery_stream.go',
  },
  {
    service: 'firehose',
    text: `Role ${role} is not authorized to perform: glue:GetTableVersions on resource: arn:aws:glue:eu-west-1:111122223333:catalog`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/4407',
  },
];
/** The error that says so, by service. */
export const NAMES = { iot: 'InvalidRequestException', firehose: 'InvalidArgumentException' } as const;
