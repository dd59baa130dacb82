/**
 * What an ARN names, without partition, service, region and account: `thinggroup/soundboxes`. Other text comes back unchanged.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function resourceOf(arn: string): string {
  return arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn;
}
