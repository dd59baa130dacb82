/** A rule or a surprise that is held by a test of another file, or that is none of this tool's. */
export type Held = { readonly rule: `${'N' | 'S'}${number}: ${string}` } & (
  | { readonly file: string; readonly title: string }
  | { readonly notOurs: string }
);

const profileWrites = 'contract/security-profile-writes.test.ts';
const ruleWrites = 'contract/topic-rule-writes.test.ts';
const streamWrites = 'contract/delivery-stream-writes.test.ts';
const aws = 'edges/aws/client.test.ts';

/** Where the other rules and surprises are held. A test that is renamed is missed here. */
export const ELSEWHERE: readonly Held[] = [
  {
    rule: 'N23: a stream made with the plain destination reads back as an extended one',
    file: 'sandbox/delivery-streams.test.ts',
    title: 'made with the deprecated plain form reads back as the extended one',
  },
  { rule: 'S1: a missing rule looks forbidden', file: ruleWrites, title: 'is missing when it is not listed' },
  { rule: 'S2: a new role cannot be assumed at once', file: aws, title: 'a new role becomes assumable' },
  {
    rule: 'S3: nor by Data Firehose',
    file: aws,
    title: 'a role that stays unassumable is given up after two minutes, with AWS’s words',
  },
  {
    rule: 'S4: a limit is not throttling',
    file: aws,
    title: 'a limit is not throttling, though the SDK takes it for that',
  },
  {
    rule: 'S5: empty collections do not clear a profile',
    file: profileWrites,
    title: 'never sends an empty collection, nor a flag together with its member',
  },
  {
    rule: 'S6: a flag together with its member is an error',
    file: 'sandbox/security-profiles.test.ts',
    title: 'is refused together with its member',
  },
  {
    rule: 'S7: a replaced rule forgets what is left out',
    file: ruleWrites,
    title: 'sends the whole rule whatever differs, defaults included, because a replaced rule forgets the rest',
  },
  {
    rule: 'S8: an update of a destination keeps what is left out',
    file: streamWrites,
    title: 'sends $update for a member that is gone, because $reason',
  },
  {
    rule: 'S9: the three ways to update are opposite',
    file: 'contract/laws.test.ts',
    title: 'any live resource becomes any desired one, and is gone when deleted',
  },
  {
    rule: 'S10: an empty name would address the whole collection',
    file: 'contract/names.test.ts',
    title: 'is never %j on the wire, where it would address something else',
  },
  {
    rule: 'S11: the SDK drops members that it does not know',
    file: 'kinds/shared/schema.test.ts',
    title: 'close every object, or say what its values are',
  },
  {
    rule: 'S12: streams are listed ten at a time, without a paginator',
    file: 'contract/laws.test.ts',
    title: 'everything that is there is listed, page after page',
  },
  {
    rule: 'S13: the SDK has no waiters for streams',
    file: aws,
    title: 'waiting ends with what is waited for, or with a word on how to go on',
  },
  {
    rule: 'S14: a stream that failed keeps its name',
    file: streamWrites,
    title: 'says why it could not be created, and is then replaced',
  },
  {
    rule: 'S15: a deleted stream keeps its name for minutes',
    file: streamWrites,
    title: 'is not there while it is being deleted, and creating it again waits for its name',
  },
  { rule: 'S16: Data Firehose takes 5 requests a second', file: aws, title: '$requests × $operation take $seconds s' },
  {
    rule: 'S17: tags do not make an update of the destination',
    file: streamWrites,
    title: 'changes tags alone without touching the destination',
  },
  {
    rule: 'S18: partitioning comes with the stream, and backup stays',
    file: 'kinds/delivery-stream/normal-form.test.ts',
    title: 'an edit of $edit.path makes a new stream: $immutable, because $reason',
  },
  {
    rule: 'S19: names of rules have no hyphens',
    file: 'kinds/refusals.test.ts',
    title: "{ kind: 'TopicRule', valid: 'my_rule', refused: 'my-rule' }",
  },
  {
    rule: 'S21: a function that does not let the rule call it',
    notOurs: 'the function’s policy is not read or written',
  },
  {
    rule: 'S22: the validating call looks at behaviors only',
    notOurs: 'it is not called: the schemas and checks are ours',
  },
  {
    rule: 'S23: a count without a duration fails only at the service',
    file: 'sandbox/security-profile-refusals.test.ts',
    title: 'no durationSeconds where one is needed',
  },
  {
    rule: 'S24: an identical create succeeds, so taking over is asked for',
    file: 'commands/ownership.test.ts',
    title: 'what nobody owns is refused as it is, and taken over by a tag once `adopt` is said',
  },
  {
    rule: 'S25: updates of profiles and rules leave tags alone',
    file: profileWrites,
    title: 'changes tags by calls of their own',
  },
  { rule: 'S27: minutes here, seconds in what is exported', notOurs: 'exported messages are read by their consumers' },
  { rule: 'S28: two fields called version', notOurs: 'exported messages are read by their consumers' },
  {
    rule: 'S30: the export lets go before its rule is deleted',
    file: 'commands/main-job.test.ts',
    title: 'an export moves to its new topic before its old rule goes, and nothing goes before a hazard is accepted',
  },
  {
    rule: 'S31: metrics and dimensions in use cannot be deleted',
    file: 'commands/main-job.test.ts',
    title: 'a metric’s type can be changed though a profile refers to it, once that is accepted',
  },
  {
    rule: 'S33: IAM’s documents are URL-encoded',
    file: 'sandbox/roles.test.ts',
    title: 'is there under every name, in the region that IAM signs for, and trusts both services',
  },
  { rule: 'S34: grants need young credentials', notOurs: 'a matter of runners that stay signed in for hours' },
  {
    rule: 'S35: records are rounded up to 5 KB',
    file: 'pipeline/impact/cost.test.ts',
    title: 'each value that is a record is billed as 5 KB',
  },
  { rule: 'S36: moto answers 404 for a missing rule', notOurs: 'no test of this behaviour uses moto' },
  {
    rule: 'S37: a pull request from a fork has no token',
    file: 'commands/init.test.ts',
    title: 'never runs on what could bring strangers its secrets, and holds none',
  },
];
