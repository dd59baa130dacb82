/** A deliberate fault of the sandbox: what a careless author might have written instead of what AWS does. */
export interface SandboxFault {
  readonly name: string;
  /** Tests that look at this part, as paths or parts of paths. */
  readonly tests: readonly string[];
  readonly patches: readonly { readonly file: string; readonly search: string; readonly replace: string }[];
}

const AREAS = {
  profiles: ['test/sandbox/security-profile', 'test/contract/security-profile-writes'],
  metrics: ['test/sandbox/metrics-and-dimensions', 'test/sandbox/iot-refusals'],
  rules: ['test/sandbox/topic-rules', 'test/contract/topic-rule-writes', 'test/sandbox/iot-refusals'],
  tags: ['test/sandbox/tags-and-groups', 'test/contract/tags'],
  streams: ['test/sandbox/delivery-stream', 'test/sandbox/destination-updates', 'test/contract/delivery-stream-writes'],
  wire: ['test/sandbox/doors', 'test/sandbox/sandbox.test', 'test/sandbox/security-profiles'],
  removal: ['test/removal'],
} as const;

/** One fault in one file. */
function fault(area: keyof typeof AREAS, name: string, file: string, search: string, replace: string): SandboxFault {
  return { name, tests: AREAS[area], patches: [{ file: `src/sandbox/${file}`, search, replace }] };
}

const PROFILES = 'iot/security-profiles.ts';
const TARGETS = 'iot/security-profile-targets.ts';
const METRICS = 'iot/custom-metrics.ts';
const DIMENSIONS = 'iot/dimensions.ts';
const RULES = 'iot/topic-rules.ts';
const STREAMS = 'firehose/delivery-streams.ts';
const TRANSITIONS = 'firehose/destination-rules.ts';

const profileFaults: readonly SandboxFault[] = [
  fault('profiles', 'an update does not raise the version', PROFILES, 'version: version + 1,', 'version,'),
  fault('profiles', 'versions begin at 0', PROFILES, 'version: 1, ...times', 'version: 0, ...times'),
  fault(
    'profiles',
    'expectedVersion is ignored',
    PROFILES,
    'if (expected !== undefined && expected !== version)',
    'if (expected === -1)',
  ),
  fault('profiles', 'delete flags are ignored', PROFILES, 'if (!input[flag]) continue;', 'if (flag) continue;'),
  fault(
    'profiles',
    'a flag may be sent together with its member',
    PROFILES,
    'if (given !== undefined) throw invalidRequest(`${flag}',
    'if (given === null) throw invalidRequest(`${flag}',
  ),
  fault(
    'profiles',
    'an empty list clears',
    PROFILES,
    "typeof value === 'object' && Object.keys(value).length === 0",
    'value === null',
  ),
  fault(
    'profiles',
    'an update forgets what it leaves out',
    PROFILES,
    '{ ...specOf(old), ...specOf(input) }',
    '{ ...specOf(input) }',
  ),
  fault(
    'profiles',
    'the same profile cannot be created twice',
    PROFILES,
    'existing !== undefined && !isSame(existing, spec, tags)',
    'existing !== undefined',
  ),
  fault(
    'profiles',
    'creating what differs is silently accepted',
    PROFILES,
    'if (existing !== undefined && !isSame(existing, spec, tags))',
    'if (existing === null)',
  ),
  {
    name: 'a profile made anew inherits the tags of the old one',
    tests: [...AREAS.profiles, ...AREAS.tags],
    patches: [
      {
        file: `src/sandbox/${PROFILES}`,
        search: 'delete state.securityProfiles[name];',
        replace:
          '(globalThis as any).ghosts = { ...(globalThis as any).ghosts, [name]: profile?.tags };\n    delete state.securityProfiles[name];',
      },
      {
        file: `src/sandbox/${PROFILES}`,
        search: 'const tags = newTags(input.tags);',
        replace: 'const tags = { ...(globalThis as any).ghosts?.[name], ...newTags(input.tags) };',
      },
    ],
  },
  fault(
    'profiles',
    'lists lag behind creates',
    PROFILES,
    'let names: readonly string[] = Object.keys(state.securityProfiles);',
    'let names: readonly string[] = Object.keys(state.securityProfiles).slice(0, -1);',
  ),
  fault(
    'profiles',
    'a sixth profile can be attached to a target',
    TARGETS,
    '>= PROFILES_PER_TARGET) {',
    '> 2 * PROFILES_PER_TARGET) {',
  ),
  fault(
    'profiles',
    'profiles can be attached to groups that do not exist',
    TARGETS,
    'if (find(state.thingGroups, group) === undefined) throw',
    'if (find(state.thingGroups, group) === null) throw',
  ),
  fault(
    'profiles',
    'attaching twice attaches two times',
    TARGETS,
    'if (profile.targets.includes(target)) return {};',
    '',
  ),
  fault(
    'profiles',
    'attaching raises the version',
    TARGETS,
    'profile.targets.push(target);',
    'profile.targets.push(target);\n    profile.version += 1;',
  ),
  fault(
    'profiles',
    'a threshold that needs a duration is accepted without',
    'iot/behaviors.ts',
    "if (metric.duration === 'required' && durationSeconds === undefined) yield",
    "if (metric.duration === 'never') yield",
  ),
  fault(
    'profiles',
    'metrics can be exported without a topic',
    'iot/security-profile-rules.ts',
    'if (exporting && profile.metricsExportConfig === undefined) {',
    'if (exporting && profile.metricsExportConfig === null) {',
  ),
];

const resourceFaults: readonly SandboxFault[] = [
  fault(
    'metrics',
    'a metric can be deleted while a profile uses it',
    METRICS,
    'if (user !== undefined) throw',
    'if (user === null) throw',
  ),
  fault(
    'metrics',
    'a dimension can be deleted while a profile uses it',
    DIMENSIONS,
    'if (user !== undefined) throw',
    'if (user === null) throw',
  ),
  fault('metrics', 'an account has room for 11 dimensions', DIMENSIONS, 'const LIMIT = 10;', 'const LIMIT = 11;'),
  fault(
    'metrics',
    'an update of a dimension adds to its values',
    DIMENSIONS,
    'Object.assign(dimension, { stringValues,',
    'Object.assign(dimension, { stringValues: [...dimension.stringValues, ...stringValues],',
  ),
  fault(
    'metrics',
    'an existing metric is overwritten by a create',
    METRICS,
    'if (existing !== undefined && !isReplay(existing, said))',
    'if (existing === null)',
  ),
  fault(
    'rules',
    'replacing a rule keeps what is left out',
    RULES,
    'put(context.state.topicRules, ruleName, { arn, payload: topicRulePayload,',
    'put(context.state.topicRules, ruleName, { arn, payload: { ...ruleOf(context, ruleName).payload, ...topicRulePayload },',
  ),
  fault(
    'rules',
    'replacing a rule takes its tags away',
    RULES,
    '...parsed, tags, createdAt });',
    '...parsed, tags: {}, createdAt });',
  ),
  fault(
    'rules',
    'a missing rule is answered with 404',
    RULES,
    "throw refusal('UnauthorizedException',",
    "throw refusal('ResourceNotFoundException',",
  ),
  fault(
    'rules',
    'the defaults of a rule are not echoed',
    RULES,
    "const defaults = { awsIotSqlVersion: '2015-10-08', ruleDisabled: false };",
    'const defaults = {};',
  ),
  fault(
    'rules',
    'the recommended SQL version is the default one',
    RULES,
    "const defaults = { awsIotSqlVersion: '2015-10-08',",
    "const defaults = { awsIotSqlVersion: '2016-03-23',",
  ),
  fault(
    'rules',
    'a role that cannot be assumed is accepted',
    RULES,
    'if (unassumable === undefined) return;',
    'if (unassumable !== null) return;',
  ),
  fault(
    'rules',
    'an action may do two things',
    RULES,
    'if (members.length !== 1) throw',
    'if (members.length === 0) throw',
  ),
  fault(
    'rules',
    'disabling a rule does nothing',
    RULES,
    'payload.ruleDisabled = true;',
    'payload.ruleDisabled = false;',
  ),
  fault(
    'tags',
    'tagging replaces all tags',
    'iot/tags.ts',
    'const merged = { ...resource.tags, ...storedTags(tags) };',
    'const merged = storedTags(tags);',
  ),
  fault(
    'tags',
    'tags that AWS reserves can be set',
    'iot/tags.ts',
    "return key.toLowerCase().startsWith('aws:');",
    "return key === 'aws:';",
  ),
  fault(
    'tags',
    'a deleted thing group stays attached',
    'iot/thing-groups.ts',
    'profile.targets = profile.targets.filter((target) => target !== group.arn);',
    'void profile;',
  ),
];

const streamFaults: readonly SandboxFault[] = [
  fault(
    'streams',
    'an update of a destination replaces it',
    'firehose/destination-merge.ts',
    'return merge(current as unknown as JsonObject, update as JsonObject) as unknown as S3Destination;',
    'return { RoleARN: current.RoleARN, BucketARN: current.BucketARN, ...update };',
  ),
  fault(
    'streams',
    'an update of a destination merges only at the top',
    'firehose/destination-merge.ts',
    'isObject(value) && isObject(old) && !REPLACED.has(name) ? merge(old, value) : value',
    'value',
  ),
  fault('streams', 'a stream keeps its version', STREAMS, 'version: stream.version + 1,', 'version: stream.version,'),
  fault(
    'streams',
    'the version that an update names is ignored',
    STREAMS,
    'if (String(stream.version) !== expected) {',
    "if (expected === '-1') {",
  ),
  fault(
    'streams',
    'a change of encryption does not raise the version',
    'firehose/encryption.ts',
    'context.now + context.durations.encryption);\n    stream.version += 1;',
    'context.now + context.durations.encryption);',
  ),
  fault(
    'streams',
    'backup can be switched off',
    TRANSITIONS,
    "if (current.S3BackupMode === 'Enabled' && updated.S3BackupMode === 'Disabled') {",
    'if (current.S3BackupMode === updated.RoleARN as string) {',
  ),
  fault(
    'streams',
    'dynamic partitioning can be switched on later',
    TRANSITIONS,
    'if (!before && after) throw',
    'if (before && after === undefined) throw',
  ),
  fault(
    'streams',
    'defaults are not described',
    'firehose/destination-defaults.ts',
    '...plainDefaults(converting ? 128 : 5),',
    '',
  ),
  fault(
    'streams',
    'format conversion has the usual buffer by default',
    'firehose/destination-defaults.ts',
    'converting ? 128 : 5',
    '5',
  ),
  fault(
    'streams',
    'a Lambda processor gets no parameters of its own',
    'firehose/destination-defaults.ts',
    'const Parameters = [...given, ...missing]',
    'const Parameters = [...given]',
  ),
  fault(
    'streams',
    'only the extended destination is described',
    'firehose/description.ts',
    'S3DestinationDescription: describePlain(destination),',
    '',
  ),
  fault('streams', 'a new stream is active at once', STREAMS, "status: 'CREATING',", "status: 'ACTIVE',"),
  fault(
    'streams',
    'the name of a deleted stream is free at once',
    STREAMS,
    "stream.status = 'DELETING';",
    'delete context.state.deliveryStreams[name];',
  ),
  fault(
    'streams',
    'a stream can be deleted while it is created',
    STREAMS,
    "if (stream.status === 'CREATING') throw",
    "if (stream.status === 'CREATING_FAILED') throw",
  ),
  fault('streams', 'streams are listed without pages', STREAMS, 'const PAGE = 10;', 'const PAGE = 10_000;'),
  fault(
    'streams',
    'a prefix with expressions needs no error prefix',
    'firehose/prefixes.ts',
    "if (expressions.length > 0 && errorPrefix === '') {",
    'if (expressions.length > 99) {',
  ),
];

const otherFaults: readonly SandboxFault[] = [
  fault(
    'profiles',
    'lists have one page',
    'paging.ts',
    'items: rest.slice(0, limit), more: rest.length > limit',
    'items: rest, more: false',
  ),
  fault('profiles', 'a page ends the list', 'paging.ts', 'more: rest.length > limit', 'more: false'),
  fault(
    'profiles',
    'a page begins with the last item again',
    'paging.ts',
    'keyOf(item) > start',
    'keyOf(item) >= start',
  ),
  fault('profiles', 'maxResults is ignored', 'paging.ts', 'asked.maxResults ?? defaultSize', 'defaultSize'),
  fault(
    'wire',
    'times are sent as text',
    'wire/encode.ts',
    'return (value as Date).getTime() / 1000;',
    'return (value as Date).toISOString();',
  ),
  fault(
    'wire',
    'an error does not say its name',
    'wire/rest-json.ts',
    "{ ...responseHeaders(requestId), 'x-amzn-errortype': refused.name }",
    'responseHeaders(requestId)',
  ),
  fault(
    'wire',
    'reading enters a region into the state',
    'sandbox.ts',
    'if (!call.readOnly) enterRegion(world.state, account, region, context.state);',
    'enterRegion(world.state, account, call.readOnly ? `${region}-x` : region, context.state);',
  ),
  fault(
    'removal',
    'an empty description clears whatever is assumed',
    PROFILES,
    '&& !context.assumptions.emptyDescriptionClears',
    "&& name === ''",
  ),
  fault(
    'removal',
    'empty prefixes of a backup clear whatever is assumed',
    'firehose/requests.ts',
    '{ S3Backup: said(backup) as typeof backup }',
    '{ S3Backup: backup }',
  ),
];

/** All faults: what the suite is tried with. */
export const SANDBOX_FAULTS: readonly SandboxFault[] = [
  ...profileFaults,
  ...resourceFaults,
  ...streamFaults,
  ...otherFaults,
];
