import type * as Iot from '@aws-sdk/client-iot';
import type { Checked } from './checked.ts';

/** A suppression of findings. AWS has no ARN and no tags for it. */
export interface AuditSuppressionRecord {
  readonly checkName: string;
  readonly resourceIdentifier: Checked<Iot.ResourceIdentifier>;
  /** Absent where it never does. */
  readonly expiresAt?: number;
  readonly description: string;
  readonly clientRequestToken: string;
}

/** A destination of rules, with one of the three. */
export interface RuleDestinationRecord {
  readonly arn: string;
  readonly id: string;
  readonly status: Iot.TopicRuleDestinationStatus;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly url?: string;
  readonly vpc?: Checked<Iot.VpcDestinationConfiguration>;
  readonly influx?: Checked<Iot.InfluxDBDestinationConfiguration>;
}
