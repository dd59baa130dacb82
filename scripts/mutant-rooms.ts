/** A part of the product that decides something, and the tests that look at it. */
export interface Room {
  /** What is broken, in one place at a time. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** Set where texts decide too, as names of errors do; elsewhere they are for people, and golden files hold them. */
  readonly hasDecidingTexts?: true;
  /** What its tests are told by the environment: to try less, for instance, where each change would take too long otherwise. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Seconds after which its tests, if they take that much longer than usual, run for ever: 30 unless they are quick. */
  readonly seconds?: number;
}

const APPLY = ['test/pipeline/apply/*.test.ts', 'test/commands/main-job.test.ts'];

/** A tenth of the specs, the same ones for each change. */
const FEW_SPECS = { LAWS_TIMES: '0.1', LAWS_SEED: '1' };

/** The rooms whose mistakes would change an account otherwise than was reviewed, or say something untrue of it. */
export const ROOMS: Readonly<Record<string, Room>> = {
  plan: {
    files: ['src/pipeline/plan/{plan,diff,renames,scope,changed-addresses}.ts'],
    tests: ['test/pipeline/plan/{plan,whole-plan,unmet-references,changed-addresses,diff,hazards}.test.ts'],
  },
  order: {
    files: ['src/pipeline/plan/order.ts', 'src/pipeline/impact/handover.ts'],
    tests: ['test/pipeline/plan/order.test.ts', 'test/pipeline/impact/{coverage,gaps}.test.ts'],
  },
  hazards: {
    files: ['src/pipeline/plan/{hazards,coverage-hazards}.ts'],
    tests: ['test/pipeline/plan/{plan,hazards}.test.ts', 'test/pipeline/impact/coverage.test.ts'],
  },
  digest: {
    files: ['src/pipeline/plan/digest.ts'],
    tests: ['test/pipeline/plan/{plan,hazards,digest}.test.ts', 'test/pipeline/impact/coverage.test.ts'],
  },
  coverage: {
    files: ['src/pipeline/impact/{coverage,coverage-entries,gaps,profile-metrics}.ts'],
    tests: ['test/pipeline/impact/{coverage,coverage-entries,gaps,profile-metrics}.test.ts'],
  },
  apply: { files: ['src/pipeline/apply/{apply,two-steps,partial-update,specs,failure}.ts'], tests: APPLY },
  'read-back': { files: ['src/pipeline/apply/read-back.ts'], tests: APPLY },
  // These four without the tests that load the AWS SDK: that takes seconds for each change.
  'normal-forms': {
    files: ['src/kinds/*/normal-form.ts', 'src/kinds/security-profile/{cidr,metric-retention}.ts'],
    tests: [
      'test/kinds/**/{normal-form,full-destination,metric-retention}.test.ts',
      'test/contract/normal-forms.test.ts',
    ],
    environment: FEW_SPECS,
  },
  writes: {
    files: ['src/kinds/*/write.ts', 'src/kinds/shared/{tags,parts,wire,bulk-tags}.ts'],
    tests: [
      'test/kinds/{security-profile,delivery-stream}/write.test.ts',
      'test/kinds/shared/{tags,parts,wire,bulk-tags}.test.ts',
    ],
  },
  requests: {
    files: ['src/edges/aws/{retry-policy,retry,rate-limiter,token-bucket}.ts'],
    tests: ['test/edges/aws/{retry-policy,retry,rate-limiter,token-bucket,stop}.test.ts'],
    hasDecidingTexts: true,
    seconds: 8,
  },
  roles: {
    files: ['src/roles/*.ts', 'src/kinds/*/roles.ts'],
    tests: [
      'test/roles/{github-trust,lake-reader,own-roles,policy-pieces,service-roles,service-trust,subscriber,verifier}.test.ts',
      'test/kinds/*/roles.test.ts',
    ],
    hasDecidingTexts: true,
  },
  ownership: {
    files: ['src/model/kinds/ownership.ts'],
    tests: ['test/model/kinds/ownership.test.ts', 'test/contract/sorts.test.ts'],
    hasDecidingTexts: true,
  },
  reviewed: {
    files: ['src/commands/planning/reviewed.ts', 'src/workflow/approval.ts'],
    tests: ['test/commands/planning/reviewed.test.ts', 'test/workflow/approval.test.ts'],
  },
  'apply-command': {
    files: ['src/commands/apply.ts'],
    tests: ['test/commands/{refusals,apply-asks,apply-shows}.test.ts'],
  },
  'shared-comment': {
    files: ['src/edges/github/{marker,parts,shared-comment}.ts'],
    tests: ['test/edges/github/{marker,parts,shared-looks}.test.ts'],
  },
  github: {
    files: ['src/edges/github/{review,comments,statuses}.ts'],
    tests: ['test/edges/github/{review,comments,comment-authorship,statuses}.test.ts'],
    seconds: 10,
  },
  files: { files: ['src/disk/disk.ts'], tests: ['test/disk/write-whole.test.ts'] },
};

/** A change that no test can notice, or that none need notice, and why. */
export interface Leftover {
  readonly file: string;
  /** What stands there, as far as it is told. */
  readonly from: string;
  readonly to: string;
  /** What else its line has, where the same stands in several places. */
  readonly within?: string;
  readonly reason: string;
  /** Set where the product does the same with it; such a change counts for nothing. */
  readonly isEquivalent: boolean;
}

/** What is left by name. */
export const LEFTOVERS: readonly Leftover[] = [
  {
    file: 'src/pipeline/apply/apply.ts',
    from: '[]',
    to: '["Stryker was here"]',
    reason:
      'It stands for what no plan has: a change that waits for one which is not in it, or comes later; and nothing is settled of what failed.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/apply/apply.ts',
    from: 'throw new Error(`There is no ${address} in the account, and nothing can create it.`);',
    to: ';',
    reason: 'What nothing creates is always there, so that no plan creates it. The types want a word on it.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/apply/apply.ts',
    from: 'write.create === undefined',
    to: 'false',
    reason: 'What nothing creates is always there, so that no plan creates it. The types want a word on it.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/apply/apply.ts',
    from: "change.action === 'create'",
    to: 'false',
    reason: 'What is created has nothing before, whoever looks.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/apply/apply.ts',
    from: 'kind.write.release === undefined',
    to: 'false',
    reason: 'A plan replaces only below what can let go.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/apply/partial-update.ts',
    from: '[]',
    to: '["Stryker was here"]',
    reason: 'Of a list that was not there nothing is live, nor to be, so what stands in for it is gone already.',
    isEquivalent: true,
  },
  {
    file: 'src/edges/aws/retry-policy.ts',
    from: "''",
    to: '"Stryker was here!"',
    reason: 'It stands for a code that is not there, and no code is either text.',
    isEquivalent: true,
  },
  {
    file: 'src/edges/aws/retry.ts',
    from: 'Math.max(throttledSeconds, seconds) > THROTTLED_SECONDS',
    to: 'Math.max(throttledSeconds, seconds) >= THROTTLED_SECONDS',
    reason: 'Whether exactly two minutes are too long is nothing that anybody relies on.',
    isEquivalent: false,
  },
  {
    file: 'src/edges/aws/retry.ts',
    from: '(clock.now() - failedAt) / 1000 + seconds > policy.maxElapsed',
    to: '(clock.now() - failedAt) / 1000 + seconds >= policy.maxElapsed',
    reason: 'Pauses are random, so none ends at that very moment.',
    isEquivalent: false,
  },
  {
    file: 'src/edges/aws/retry.ts',
    from: 'clock.now() + seconds * 1000 > deadline',
    to: 'clock.now() + seconds * 1000 >= deadline',
    reason: 'Pauses are random, so none ends at that very moment.',
    isEquivalent: false,
  },
  {
    file: 'src/edges/aws/rate-limiter.ts',
    from: 'drainSeconds(other) > drainSeconds(one)',
    to: 'drainSeconds(other) >= drainSeconds(one)',
    reason: 'Of two quotas that take the same time it does not matter which is told of.',
    isEquivalent: false,
  },
  {
    file: 'src/edges/aws/rate-limiter.ts',
    from: 'pause >= 1',
    to: 'pause > 1',
    reason: 'A request that goes a millisecond early keeps its quota as well: the bucket counts on.',
    isEquivalent: false,
  },
  {
    file: 'src/disk/disk.ts',
    from: 'existsSync(folder)',
    to: 'false',
    reason:
      'A folder that is there is not made again: that fails, and the failure is ignored where the folder is there.',
    isEquivalent: true,
  },
  {
    file: 'src/disk/disk.ts',
    from: 'above !== folder',
    to: 'true',
    reason: 'Only the root of the file system is its own parent, and the root is always there.',
    isEquivalent: true,
  },
  {
    file: 'src/disk/disk.ts',
    from: '!existsSync(folder)',
    to: 'true',
    reason: 'Two processes would have to make the same folder within microseconds.',
    isEquivalent: false,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: '[]',
    to: '["Stryker',
    within: 'releasing.get(from)',
    reason: 'Whatever is asked for has been released by a replacement, and is there.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: '[]',
    to: '["Stryker',
    within: 'change.releases.map',
    reason: 'Nothing has the name of what stands in its place.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: '[]',
    to: '["Stryker',
    within: 'references.after.get',
    reason: 'Only what is in the plan is kept of it.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: 'turned.set(references, known);',
    to: ';',
    reason: 'It only saves time.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: 'one.place < other.place',
    to: 'one.place <= other.place',
    reason: 'No two changes have the same place.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: 'kept.has(address)',
    to: 'false',
    reason: 'It only saves time: no change waits for itself, however far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: 'profiles .filter',
    to: 'profiles',
    reason: 'It only saves time: what is created stops nothing, and who stops nothing hands nothing over.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: "action !== 'create'",
    to: 'true',
    reason: 'It only saves time: what is created stops nothing.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: 'left.length > 0',
    to: 'true',
    reason: 'It only saves time: who stops nothing hands nothing over.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: 'left.length > 0',
    to: 'left.length >= 0',
    reason: 'It only saves time: who stops nothing hands nothing over.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: 'losing.length === 0',
    to: 'false',
    reason: 'It only saves time: where nobody stops anything, nothing is handed over.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: '[]',
    to: '["Stryker',
    within: 'rest: (all.get(address)',
    reason: 'What is no handover has no successor, like the end of the list.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: 'waits.get(predecessor)?.has',
    to: 'waits.get(predecessor).has',
    reason: 'Whoever hands over is in the plan.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/handover.ts',
    from: '[]',
    to: '["Stryker',
    within: 'coverageEntries(address, change.',
    reason: 'What is no entry is taken by nobody.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/order.ts',
    from: 'renamedTo === undefined',
    to: 'false',
    reason: 'Only what is in the plan is kept of it.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'one === undefined',
    to: 'false',
    within: 'one === undefined || desired',
    reason: 'What is not live and yet referred to something is of the profiles, which the next condition asks.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'desired.resources.get(user)?.spec',
    to: 'desired.resources.get(user).spec',
    reason: 'Whatever refers to something afterwards is of the profiles.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'write?.release',
    to: 'write.release',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'write?.holds',
    to: 'write.holds',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'kindAt(kinds, user).write?.holds',
    to: 'kindAt(kinds, user).write.holds',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'write?.loses',
    to: 'write.loses',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/hazards.ts',
    from: 'references.after.get(user)?.includes',
    to: 'references.after.get(user).includes',
    reason: 'What is made anew is of the profiles, so that it is known what it refers to.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'changed.has(by) || changed.has(throughOf(by, spec) ?? by)',
    to: 'true',
    reason: 'It only saves time: what nobody changes is there before and after.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: "kindOf(by) === 'ScheduledAudit' || targetsOf(spec).some",
    to: 'true',
    reason: 'It only saves time: what is on other targets makes up for nothing.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'through === undefined',
    to: 'false',
    reason: 'Nothing is known of what has no address, so that all is assumed well.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'there.size === 0',
    to: 'false',
    reason: 'It only saves time: where nothing is there, nothing is made up for.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'renamed.size > 0',
    to: 'true',
    reason: 'It only saves time: under the same names the answer is the same.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'renamed.size > 0',
    to: 'renamed.size >= 0',
    reason: 'It only saves time: under the same names the answer is the same.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: "change.action === 'delete' && change.renamedTo !== undefined",
    to: 'true',
    reason: 'To have no new name is to be renamed to nothing, which nobody looks for.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: "change.action === 'delete' && change.renamedTo !== undefined",
    to: "change.action === 'delete' ||",
    reason: 'To have no new name is to be renamed to nothing, which nobody looks for.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: "change.action === 'delete'",
    to: 'true',
    within: 'change.renamedTo',
    reason: 'Only what is deleted has a new name.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'change.renamedTo !== undefined',
    to: 'true',
    reason: 'To have no new name is to be renamed to nothing, which nobody looks for.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'through !== undefined',
    to: 'true',
    reason: 'No change has an address that is none.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/coverage.ts',
    from: 'left < right',
    to: 'left <= right',
    reason: 'No two groups have the same key.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: '[]',
    to: '["Stryker',
    within: 'feeding.get(nameOf(address))',
    reason: 'What is no rule is not there afterwards.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: '[]',
    to: '["Stryker',
    within: 'streamsOf(spec).map',
    reason: 'What is no rule sends to no stream.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: '[]',
    to: '["Stryker',
    within: 'kindOf(profile) !==',
    reason: 'What is no profile publishes to no rule.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: '[]',
    to: '["Stryker',
    within: 'rule === undefined || metrics',
    reason: 'What is no profile publishes to no rule.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: 'rule === undefined',
    to: 'false',
    within: 'metrics.length === 0',
    reason: 'No stream is fed by a rule without a name.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: '[]',
    to: '["Stryker',
    within: 'isList(actions) ? actions',
    reason: 'What is no object is no action.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/gaps.ts',
    from: '[]',
    to: '["Stryker',
    within: "String(action['firehose']",
    reason: 'No stream has the name of what stands in its place.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/impact/profile-metrics.ts',
    from: 'excluded === true',
    to: 'excluded !== true',
    reason: 'Equal metrics share the key all the same, and others do not.',
    isEquivalent: true,
  },
  {
    file: 'src/commands/planning/reviewed.ts',
    from: '{ return undefined; }',
    to: '{}',
    reason: 'To return nothing is to return undefined.',
    isEquivalent: true,
  },
  {
    file: 'src/commands/planning/reviewed.ts',
    from: '[]',
    to: '["Stryker',
    within: 'old?.keys()',
    reason: 'Neither version wants what has no address.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: '[]',
    to: '["Stryker',
    within: 'references.after.get(resource.address)',
    reason: 'Of all that the profiles have it is known what it refers to.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: 'desired.managedElsewhere?.get',
    to: 'desired.managedElsewhere.get',
    reason: 'What is left to others is there where something of it is.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: 'write?.immutable',
    to: 'write.immutable',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: '[]',
    to: '["Stryker',
    within: 'waitsFor: []',
    reason: 'What a change waits for is worked out afterwards.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: 'kindAt(input.kinds, referrer).write?.release',
    to: 'kindAt(input.kinds, referrer).write.release',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: 'source === undefined',
    to: 'false',
    reason: 'It is known where each resource is left to others.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: 'write?.caveat',
    to: 'write.caveat',
    reason: 'Every kind is written so far.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/plan.ts',
    from: 'left.address < right.address',
    to: 'left.address <= right.address',
    reason: 'No two changes have the same address.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/diff.ts',
    from: "(identityOf(left) ?? '') <",
    to: "(identityOf(left) ?? '') <=",
    reason: 'No two elements of a list are known by the same.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/diff.ts',
    from: 'compared(list[index - 1] as JsonValue, element) < 0',
    to: 'compared(list[index - 1] as JsonValue, element) <= 0',
    reason: 'No two elements of a list are known by the same.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/diff.ts',
    from: 'Math.max(before.length, after.length) - end',
    to: 'Math.max(before.length, after.length) + end',
    reason: 'Beyond the end of both nothing differs.',
    isEquivalent: true,
  },
  {
    file: 'src/pipeline/plan/diff.ts',
    from: 'length - start',
    to: 'length + start',
    reason: 'Beyond the end of both nothing differs.',
    isEquivalent: true,
  },
  {
    file: 'src/edges/github/marker.ts',
    from: '[]',
    to: '["Stryker',
    within: 'MARKER.exec',
    reason: 'It has no second element, which the key is.',
    isEquivalent: true,
  },
  {
    file: 'src/edges/github/marker.ts',
    from: '{ return undefined; }',
    to: '{}',
    reason: 'To return nothing is to return undefined.',
    isEquivalent: true,
  },
  {
    file: 'src/edges/github/parts.ts',
    from: 'left.name < right.name',
    to: 'left.name <= right.name',
    reason: 'No two parts have the same name.',
    isEquivalent: true,
  },
];
