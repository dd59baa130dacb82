import { inFile } from './fault.ts';
import type { Chapter } from './fault.ts';

const PROFILES = ['test/sandbox/security-profiles', 'test/contract/security-profile-writes'];
const LISTS = ['test/sandbox/security-profile-lists'];
const TARGETS = ['test/sandbox/security-profile-targets'];
const REFUSALS = ['test/sandbox/security-profile-refusals'];
const METRICS = ['test/sandbox/metrics-and-dimensions'];
const RULES = ['test/sandbox/topic-rules', 'test/contract/topic-rule-writes', 'test/sandbox/iot-refusals'];
const TAGS = ['test/sandbox/tags-and-groups'];
const GROUPS = ['test/sandbox/thing-groups', 'test/sandbox/tags-and-groups', 'test/contract/thing-group-writes'];
const ACTIONS = ['test/sandbox/mitigation-actions'];
const AUDITS = ['test/sandbox/audits', 'test/kinds/audit-configuration'];
const SUPPRESSIONS = ['test/sandbox/audit-suppressions'];
const NEIGHBOURS = ['test/sandbox/logging-and-destinations'];
const STREAMS = ['test/sandbox/delivery-streams'];
const STREAM_LISTS = ['test/sandbox/delivery-stream-lists'];
const DESTINATIONS = ['test/sandbox/destination-updates', 'test/contract/delivery-stream-writes'];
const WIRE = ['test/sandbox/sandbox.test'];
const REMOVAL = ['test/removal'];

/** What is applied, and what AWS answers. */
export const CONTROL_PLANE: Chapter = {
  title: 'The control plane: what is applied',
  faults: [
    ...inFile('src/sandbox/iot/security-profiles.ts', PROFILES, {
      'an update does not raise the version': ['version: version + 1,', 'version,'],
      'versions begin at 0': ['version: 1, ...times', 'version: 0, ...times'],
      'expectedVersion is ignored': ['if (expected !== undefined && expected !== version)', 'if (expected === -1)'],
      'delete flags are ignored': ['if (!input[flag]) continue;', 'if (flag) continue;'],
      'a flag may be sent together with its member': [
        'if (given !== undefined) throw invalidRequest(`${flag}',
        'if (given === null) throw invalidRequest(`${flag}',
      ],
      'an empty list clears': ["typeof value === 'object' && Object.keys(value).length === 0", 'value === null'],
      'an update forgets what it leaves out': ['{ ...specOf(old), ...specOf(input) }', '{ ...specOf(input) }'],
      'the same profile cannot be created twice': [
        'existing !== undefined && !isSame(existing, spec, tags)',
        'existing !== undefined',
      ],
      'creating what differs is silently accepted': [
        'if (existing !== undefined && !isSame(existing, spec, tags))',
        'if (existing === null)',
      ],
    }),
    ...inFile('src/sandbox/iot/security-profiles.ts', [...PROFILES, ...TAGS], {
      'a profile made anew inherits the tags of the old one': [
        [
          'deleteProfile(state, name);',
          '(globalThis as any).ghosts = { ...(globalThis as any).ghosts, [name]: profile?.tags };\n    deleteProfile(state, name);',
        ],
        [
          'const tags = newTags(input.tags);',
          'const tags = { ...(globalThis as any).ghosts?.[name], ...newTags(input.tags) };',
        ],
      ],
    }),
    ...inFile('src/sandbox/iot/security-profiles.ts', LISTS, {
      'lists lag behind creates': [
        'let names: readonly string[] = Object.keys(state.securityProfiles);',
        'let names: readonly string[] = Object.keys(state.securityProfiles).slice(0, -1);',
      ],
    }),
    ...inFile('src/sandbox/iot/security-profile-targets.ts', TARGETS, {
      'a sixth profile can be attached to a target': ['>= PROFILES_PER_TARGET) {', '> 2 * PROFILES_PER_TARGET) {'],
      'profiles can be attached to groups that do not exist': [
        'if (find(state.thingGroups, group) === undefined) throw',
        'if (find(state.thingGroups, group) === null) throw',
      ],
      'attaching twice attaches two times': ['if (others.has(securityProfileName)) return {};', ''],
      'attaching raises the version': [
        'attach(context.state, securityProfileName, target);',
        'attach(context.state, securityProfileName, target);\n    profileOf(context, securityProfileName).version += 1;',
      ],
    }),
    ...inFile('src/sandbox/iot/behaviors.ts', REFUSALS, {
      'a threshold that needs a duration is accepted without': [
        "if (metric.duration === 'required' && durationSeconds === undefined) yield",
        "if (metric.duration === 'never') yield",
      ],
    }),
    ...inFile('src/sandbox/iot/security-profile-rules.ts', REFUSALS, {
      'metrics can be exported without a topic': [
        'if (exporting && profile.metricsExportConfig === undefined) {',
        'if (exporting && profile.metricsExportConfig === null) {',
      ],
    }),
    ...inFile('src/sandbox/iot/custom-metrics.ts', METRICS, {
      'a metric can be deleted while a profile uses it': ['if (user !== undefined) throw', 'if (user === null) throw'],
      'an existing metric is overwritten by a create': [
        'if (existing !== undefined && !isReplay(existing, said))',
        'if (existing === null)',
      ],
    }),
    ...inFile('src/sandbox/iot/dimensions.ts', METRICS, {
      'a dimension can be deleted while a profile uses it': [
        'if (user !== undefined) throw',
        'if (user === null) throw',
      ],
      'an account has room for 11 dimensions': ['const LIMIT = 10;', 'const LIMIT = 11;'],
      'an update of a dimension adds to its values': [
        'Object.assign(dimension, { stringValues,',
        'Object.assign(dimension, { stringValues: [...dimension.stringValues, ...stringValues],',
      ],
    }),
    ...inFile('src/sandbox/iot/topic-rules.ts', RULES, {
      'replacing a rule keeps what is left out': [
        'put(context.state.topicRules, ruleName, { arn, payload: topicRulePayload,',
        'put(context.state.topicRules, ruleName, { arn, payload: { ...ruleOf(context, ruleName).payload, ...topicRulePayload },',
      ],
      'replacing a rule takes its tags away': ['...parsed, tags, createdAt });', '...parsed, tags: {}, createdAt });'],
      'a missing rule is answered with 404': [
        "throw refusal('UnauthorizedException',",
        "throw refusal('ResourceNotFoundException',",
      ],
      'the defaults of a rule are not echoed': [
        "const defaults = { awsIotSqlVersion: '2015-10-08', ruleDisabled: false };",
        'const defaults = {};',
      ],
      'the recommended SQL version is the default one': [
        "const defaults = { awsIotSqlVersion: '2015-10-08',",
        "const defaults = { awsIotSqlVersion: '2016-03-23',",
      ],
      'a role that cannot be assumed is accepted': [
        'if (unassumable === undefined) return;',
        'if (unassumable !== null) return;',
      ],
      'an action may do two things': ['if (members.length !== 1) throw', 'if (members.length === 0) throw'],
      'disabling a rule does nothing': ['payload.ruleDisabled = true;', 'payload.ruleDisabled = false;'],
    }),
    ...inFile('src/sandbox/iot/tags.ts', TAGS, {
      'tagging replaces all tags': [
        'const merged = { ...resource.tags, ...storedTags(tags) };',
        'const merged = storedTags(tags);',
      ],
      'tags that AWS reserves can be set': ["return key.toLowerCase().startsWith('aws:');", "return key === 'aws:';"],
    }),
    ...inFile('src/sandbox/iot/things/groups.ts', GROUPS, {
      'a deleted thing group stays attached': ['detach(state, profile, arn);', 'void profile;'],
      'an update of a thing group does not raise its version': ['group.version += 1;', 'group.version += 0;'],
      'attributes of a thing group are always merged': ['payload?.merge ?', 'payload ?'],
      'an update of a thing group forgets its description': [
        '{ ...group.properties, ...rest, ...(attributePayload',
        '{ ...rest, ...(attributePayload',
      ],
    }),
    ...inFile('src/sandbox/iot/things/thing-groups.ts', GROUPS, {
      'a thing group can be deleted with groups in it': [
        '.some((other) => other.parent === thingGroupName)',
        '.some(() => false)',
      ],
      'operations of static groups take dynamic ones': [
        'if (query !== undefined)\n    throw invalidRequest(`This operation',
        'if (query === null)\n    throw invalidRequest(`This operation',
      ],
    }),
    ...inFile('src/sandbox/iot/things/dynamic-thing-groups.ts', GROUPS, {
      'dynamic groups need no index': ["thingIndexingMode === 'OFF'", 'thingIndexingMode === undefined'],
      'another query does not rebuild a group': [
        "queryOf(context, { ...askedOf(before), ...asked }, 'REBUILDING')",
        '{ ...before, ...asked }',
      ],
    }),
    ...inFile('src/sandbox/iot/audits/mitigation-actions.ts', ACTIONS, {
      'a mitigation action may do two things': ['if (given.length !== 1)', 'if (given.length === 0)'],
      'a mitigation action may switch logging off': ["logLevel === 'DISABLED'", 'logLevel === undefined'],
      'an existing mitigation action is overwritten by a create': [
        'if (existing !== undefined) throw',
        'if (existing === null) throw',
      ],
      'an update of a mitigation action forgets its role': [
        'if (roleArn !== undefined) action.roleArn = roleArn;',
        'action.roleArn = String(roleArn);',
      ],
      'an account has room for 101 mitigation actions': ['>= LIMIT)', '> LIMIT)'],
    }),
    ...inFile('src/sandbox/iot/audits/audit-configuration.ts', AUDITS, {
      'an account without an audit configuration is not found': [
        'const { targets = {}, checks = {} } = configured ?? {};',
        "if (configured === undefined) throw notFound('none');\n    const { targets = {}, checks = {} } = configured;",
      ],
      'only checks that somebody named are told': [
        'const told = [...CHECKS].map(',
        'const told = [...CHECKS].filter(([name]) => name in checks).map(',
      ],
      'an update of the audit configuration forgets checks that it leaves out': [
        'const checks = { ...before?.checks };',
        'const checks: AuditConfigurationRecord["checks"] = {};',
      ],
      'the first audit configuration needs no role': [
        'const roleArn = input.roleArn ?? before?.roleArn;',
        "const roleArn = input.roleArn ?? before?.roleArn ?? '';",
      ],
      'the first audit configuration needs no check': [
        'if (before === undefined && !Object.values(checks)',
        'if (before !== undefined && !Object.values(checks)',
      ],
      'any word is a check of audits': ['if (!CHECKS.has(name)) throw', 'if (name === "") throw'],
      'a check takes the threshold of another one': [
        'if (setting !== threshold?.name) throw',
        "if (setting === '') throw",
      ],
      'a certificate is old after 29 days': ['const [LEAST, MOST] = [30, 3652];', 'const [LEAST, MOST] = [29, 3652];'],
      'a certificate is old after eleven years': [
        'const [LEAST, MOST] = [30, 3652];',
        'const [LEAST, MOST] = [30, 4015];',
      ],
      'a check can be disabled under a scheduled audit': [
        'if (used !== undefined && before?.checks[used]?.enabled === true)',
        'if (used !== undefined && before === undefined)',
      ],
      'scheduled audits go with the audit configuration': [
        'if (deleteScheduledAudits) state',
        'if (deleteScheduledAudits !== undefined) state',
      ],
    }),
    ...inFile('src/sandbox/iot/audits/scheduled-audits.ts', AUDITS, {
      'an account has room for six scheduled audits': ['const LIMIT = 5;', 'const LIMIT = 6;'],
      'an update of a scheduled audit forgets its day': [
        'Object.assign(audit, schedule);',
        'delete audit.dayOfWeek;\n    Object.assign(audit, { ...schedule, dayOfWeek: input.dayOfWeek });',
      ],
      'a scheduled audit runs checks that are off': [
        'const disabled = targetCheckNames.find((name) => !isEnabled(state, name));',
        "const disabled = targetCheckNames.find((name) => name === '');",
      ],
      'a weekly audit needs no day': ["['WEEKLY', 'BIWEEKLY'].includes(frequency)", "['BIWEEKLY'].includes(frequency)"],
      'a monthly audit needs no day': ["frequency === 'MONTHLY' && dayOfMonth", "frequency === 'DAILY' && dayOfMonth"],
      'a scheduled audit can be deleted twice': ['    auditOf(context, scheduledAuditName);\n    delete', '    delete'],
    }),
    ...inFile('src/sandbox/iot/audits/audit-suppressions.ts', SUPPRESSIONS, {
      'a suppression may be of a check that is off': [
        'if (!isEnabled(state, checkName))',
        'if (checkName === undefined)',
      ],
      'a suppression may be about nothing': [
        'if (Object.keys(resourceIdentifier).length !== 1)',
        'if (Object.keys(resourceIdentifier).length > 1)',
      ],
      'a suppression may have run out when it is made': ['if (expiresAt <= now) throw', 'if (expiresAt < 0) throw'],
      'a suppression may have an end and none': [
        'if (suppressIndefinitely === (expirationDate !== undefined))',
        'if (!suppressIndefinitely && expirationDate === undefined)',
      ],
      'an expired suppression is told': ['expiresAt > now);', 'expiresAt > 0);'],
      'an existing suppression is overwritten by a create': ['if (isTaken) throw', 'if (isTaken && key === "") throw'],
      'an update of a suppression forgets its date': ['{ expirationDate: new Date(before) }', '{}'],
      'suppressions are listed in one order only': ['isAscending ? expiresAt :', 'isAscending || true ? expiresAt :'],
    }),
    ...inFile('src/sandbox/iot/logging.ts', NEIGHBOURS, {
      'logging that nobody configured is told as off': [
        "if (state.logging === undefined) throw refusal('NotConfiguredException', 'Logging is not configured.');\n    return state.logging;",
        'return state.logging ?? { disableAllLogs: true };',
      ],
    }),
    ...inFile('src/sandbox/iot/rule-destinations.ts', NEIGHBOURS, {
      'a destination is enabled without being confirmed': [
        "ENABLED: ['DISABLED'],",
        "ENABLED: ['DISABLED', 'IN_PROGRESS'],",
      ],
      'a URL may have two destinations': ['if (isTaken)', 'if (isTaken && http === undefined)'],
    }),
    ...inFile('src/sandbox/iot/things/indexing.ts', GROUPS, {
      'indexing can be switched off under dynamic groups': ['query !== undefined)', 'query === null)'],
    }),
    ...inFile('src/sandbox/firehose/destination-merge.ts', DESTINATIONS, {
      'an update of a destination replaces it': [
        'return merge(current as unknown as JsonObject, update as JsonObject) as unknown as S3Destination;',
        'return { RoleARN: current.RoleARN, BucketARN: current.BucketARN, ...update };',
      ],
      'an update of a destination merges only at the top': [
        'isObject(value) && isObject(old) && !REPLACED.has(name) ? merge(old, value) : value',
        'value',
      ],
    }),
    ...inFile('src/sandbox/firehose/delivery-streams.ts', DESTINATIONS, {
      'a stream keeps its version': ['version: stream.version + 1,', 'version: stream.version,'],
      'the version that an update names is ignored': [
        'if (String(stream.version) !== expected) {',
        "if (expected === '-1') {",
      ],
    }),
    ...inFile('src/sandbox/firehose/delivery-streams.ts', STREAM_LISTS, {
      'streams are listed without pages': ['const PAGE = 10;', 'const PAGE = 10_000;'],
    }),
    ...inFile('src/sandbox/firehose/delivery-streams.ts', STREAMS, {
      'a new stream is active at once': ["status: 'CREATING',", "status: 'ACTIVE',"],
      'the name of a deleted stream is free at once': [
        "stream.status = 'DELETING';",
        'delete context.state.deliveryStreams[name];',
      ],
      'a stream can be deleted while it is created': [
        "if (stream.status === 'CREATING') throw",
        "if (stream.status === 'CREATING_FAILED') throw",
      ],
    }),
    ...inFile('src/sandbox/firehose/encryption.ts', STREAMS, {
      'a change of encryption does not raise the version': [
        'context.now + context.durations.encryption);\n    stream.version += 1;',
        'context.now + context.durations.encryption);',
      ],
    }),
    ...inFile('src/sandbox/firehose/destination-rules.ts', DESTINATIONS, {
      'backup can be switched off': [
        "if (current.S3BackupMode === 'Enabled' && updated.S3BackupMode === 'Disabled') {",
        'if (current.S3BackupMode === updated.RoleARN as string) {',
      ],
      'dynamic partitioning can be switched on later': [
        'if (!before && after) throw',
        'if (before && after === undefined) throw',
      ],
    }),
    ...inFile('src/sandbox/firehose/destination-defaults.ts', DESTINATIONS, {
      'defaults are not described': ['...plainDefaults(converting ? 128 : 5),', ''],
      'format conversion has the usual buffer by default': ['converting ? 128 : 5', '5'],
    }),
    ...inFile('src/sandbox/firehose/destination-defaults.ts', STREAMS, {
      'a Lambda processor gets no parameters of its own': [
        'const Parameters = [...given, ...missing]',
        'const Parameters = [...given]',
      ],
    }),
    ...inFile('src/sandbox/firehose/description.ts', STREAMS, {
      'only the extended destination is described': ['S3DestinationDescription: describePlain(destination),', ''],
    }),
    ...inFile('src/sandbox/firehose/prefixes.ts', DESTINATIONS, {
      'a prefix with expressions needs no error prefix': [
        "if (expressions.length > 0 && errorPrefix === '') {",
        'if (expressions.length > 99) {',
      ],
    }),
    ...inFile('src/sandbox/paging.ts', LISTS, {
      'lists have one page': ['items: rest.slice(0, limit), more: rest.length > limit', 'items: rest, more: false'],
      'a page ends the list': ['more: rest.length > limit', 'more: false'],
      'a page begins with the last item again': ['keyOf(item) > start', 'keyOf(item) >= start'],
      'maxResults is ignored': ['asked.maxResults ?? defaultSize', 'defaultSize'],
    }),
    ...inFile('src/sandbox/wire/encode.ts', WIRE, {
      'times are sent as text': ['return (value as Date).getTime() / 1000;', 'return (value as Date).toISOString();'],
    }),
    ...inFile('src/sandbox/wire/rest-json.ts', WIRE, {
      'an error does not say its name': [
        "{ ...responseHeaders(requestId), 'x-amzn-errortype': refused.name }",
        'responseHeaders(requestId)',
      ],
    }),
    ...inFile('src/sandbox/sandbox.ts', WIRE, {
      'reading enters a region into the state': [
        'if (!call.readOnly) enterRegion(world.state, account, region, context.state);',
        'enterRegion(world.state, account, call.readOnly ? `${region}-x` : region, context.state);',
      ],
    }),
    ...inFile('src/sandbox/iot/security-profiles.ts', REMOVAL, {
      'an empty description clears whatever is assumed': [
        '&& !context.assumptions.emptyDescriptionClears',
        "&& name === ''",
      ],
    }),
    ...inFile('src/sandbox/firehose/requests.ts', REMOVAL, {
      'empty prefixes of a backup clear whatever is assumed': [
        'isObject(member) ? saidIn(member) : member',
        "isObject(member) && name !== 'S3Backup' ? saidIn(member) : member",
      ],
    }),
  ],
};
