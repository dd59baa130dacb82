/**
 * What AWS does where no document says it. Tests try both answers, because the product must be right under either.
 */
export interface Assumptions {
  /** Whether an empty description in an update of a security profile or a thing group clears it, or is taken for none. */
  readonly emptyDescriptionClears: boolean;
  /** Whether an empty prefix in an update of a destination clears it, or is taken for none. */
  readonly emptyPrefixClears: boolean;
  /** Whether the threshold of an audit's check stays where an update has the check and not the threshold, or is AWS's own again. */
  readonly omittedThresholdStays: boolean;
  /** Whether a suppression of an audit's findings is still told once it has expired. */
  readonly expiredSuppressionsStay: boolean;
  /** Whether a rule may have the topic filter of FROM in double quotes. */
  readonly takesDoubleQuotedTopics: boolean;
  /** Whether a description says every documented default, or only those that others saw AWS say. */
  readonly echoesDefaults: boolean;
  /** Milliseconds after which the index of the Resource Groups Tagging API knows of a new resource or a changed tag. */
  readonly tagIndexLag: number;
  /** At most so many entries AWS puts on a page of a list, however many are asked for. */
  readonly mostPerPage: number;
}

/**
 * What the sandbox takes for likely: the console's streams have empty prefixes, so AWS does know them, and rules with a topic in
 * double quotes are published and said to match (https://github.com/aws/aws-cdk/issues/12772).
 */
export const DEFAULT_ASSUMPTIONS: Assumptions = {
  emptyDescriptionClears: true,
  emptyPrefixClears: true,
  omittedThresholdStays: true,
  expiredSuppressionsStay: false,
  takesDoubleQuotedTopics: true,
  echoesDefaults: false,
  tagIndexLag: 0,
  mostPerPage: Infinity,
};
