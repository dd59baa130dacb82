/** The value of a variable. */
export type Variable = string | number | boolean;

/** One account and region that profiles are applied to, with the values of its variables. */
export interface Target {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`, derived from the region. */
  readonly partition: string;
  /** Assumed with the credentials of the run, where they are for another account or role. */
  readonly assumeRoleArn?: string;
  /** Assumed in its place where nothing is applied. */
  readonly planRoleArn?: string;
  /** Whether nothing is wanted there: what is ours is deleted. */
  readonly empty?: true;
  readonly variables: Readonly<Record<string, Variable>>;
  /** Requests a second by operation (`iot:TagResource`), where AWS granted another rate or others need their part of it. */
  readonly quotas?: Readonly<Record<string, number>>;
}

/** A target as it is opened where nothing is applied: with the role that only reads, if there is one. */
export function forReading({ planRoleArn, ...target }: Target): Target {
  return planRoleArn === undefined ? target : { ...target, assumeRoleArn: planRoleArn };
}

/** How many resources a plan may delete before that becomes a hazard. */
export interface Limits {
  readonly deletes: number;
  /** Share of the resources that the owner has, in percent. */
  readonly deletePercent: number;
}
