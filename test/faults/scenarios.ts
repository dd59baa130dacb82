/** Profiles before and after a change. */
export interface Scenario {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const SETTINGS =
  'owner: me\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\nlimits: { deletes: 99, deletePercent: 100 }\n';
const EMPTY =
  'auditConfiguration: { adopt: true }\nscheduledAudits: {}\nauditSuppressions: {}\nmitigationActions: {}\nthingGroups: {}\ncustomMetrics: {}\ndimensions: {}\nsecurityProfiles: {}\nrules: {}\ndeliveryStreams: {}\n';

/** One of everything, in one of two versions. */
function everything(version: 1 | 2, names: Readonly<Record<string, string>> = {}): string {
  const [count, tag, prefix, group] = version === 1 ? [5, 'a', 'x', 'soundboxes'] : [6, 'b', 'y', 'pilots'];
  // What is disabled goes out of the audit first, and what is enabled in after.
  const check = version === 1 ? 'CONFLICTING_CLIENT_IDS_CHECK' : 'CA_CERTIFICATE_EXPIRING_CHECK';
  const named = (name: string): string => names[name] ?? name;
  const renamed = (name: string): string => (names[name] === undefined ? '' : `\n    renamedFrom: ${name}`);
  return `
thingGroups:
  ${named('meters')}:${renamed('meters')}
    thingGroupProperties: { thingGroupDescription: Version ${version}, attributePayload: { attributes: { v: ${tag} } } }
    tags: { v: ${tag} }
  ${named('rooms')}:${renamed('rooms')}
    parentGroupName: ${named('meters')}
  ${named('silent')}:${renamed('silent')}
    queryString: connectivity.connected:${version === 1}
auditConfiguration:
  adopt: true
  roleArn: role/Audits${version}
  auditCheckConfigurations:
    LOGGING_DISABLED_CHECK: { enabled: true }
    DEVICE_CERTIFICATE_AGE_CHECK: { enabled: true, configuration: { CERT_AGE_THRESHOLD_IN_DAYS: "${100 * version}" } }
    ${check}: { enabled: true }
scheduledAudits:
  ${named('Weekly')}:${renamed('Weekly')}
    frequency: WEEKLY
    dayOfWeek: ${version === 1 ? 'MON' : 'TUE'}
    targetCheckNames: [LOGGING_DISABLED_CHECK, DEVICE_CERTIFICATE_AGE_CHECK, ${check}]
    tags: { v: ${tag} }
auditSuppressions:
  ${named('Silent')}:${renamed('Silent')}
    checkName: LOGGING_DISABLED_CHECK
    resourceIdentifier: { account: "111122223333" }
    until: ${version === 1 ? '2098-12-31' : 'indefinitely'}
    description: Version ${version}
mitigationActions:
  ${named('Quarantine')}:${renamed('Quarantine')}
    roleArn: role/Mitigation${version}
    actionParams: { addThingsToThingGroupParams: { thingGroupNames: [${named('meters')}] } }
    tags: { v: ${tag} }
customMetrics:
  ${named('battery')}:${renamed('battery')}
    metricType: number
    displayName: Battery ${version}
    tags: { v: ${tag} }
dimensions:
  ${named('topics')}:${renamed('topics')}
    type: TOPIC_FILTER
    stringValues: ["${prefix}/#"]
securityProfiles:
  ${named('Fleet')}:${renamed('Fleet')}
    description: Version ${version}
    targets: [thinggroup/${group}, thinggroup/${named('meters')}, all/registered-things]
    behaviors:
      - { name: flat, metric: ${named('battery')}, criteria: { comparisonOperator: greater-than, value: { number: ${count} }, durationSeconds: 300 }, exportMetric: true }
    metricsExport: { mqttTopic: $aws/rules/${named('ToLake')}, roleArn: role/Export, metrics: [{ metric: aws:num-messages-sent, metricDimension: { dimensionName: ${named('topics')} } }] }
    tags: { v: ${tag} }
rules:
  ${named('ToLake')}:${renamed('ToLake')}
    sql: SELECT VALUE metrics
    awsIotSqlVersion: "2016-03-23"
    description: Version ${version}
    actions: [{ firehose: { deliveryStreamName: ${named('lake')}, roleArn: role/Rule } }]
    tags: { v: ${tag} }
deliveryStreams:
  ${named('lake')}:${renamed('lake')}
    extendedS3Destination: { roleArn: role/Lake, bucketArn: acme-lake, prefix: ${prefix}/ }
    tags: { v: ${tag} }
`;
}

const RENAMED = {
  Weekly: 'Weekly2',
  Silent: 'Silent2',
  Quarantine: 'Isolate',
  meters: 'meters2',
  rooms: 'rooms2',
  silent: 'silent2',
  battery: 'battery2',
  topics: 'topics2',
  Fleet: 'Fleet2',
  ToLake: 'ToLake2',
  lake: 'lake2',
};

/** A profile that keeps two metrics of this type. */
function retained(type: string): string {
  const metrics = ['battery', 'signal'].map((name) => `${name}: { metricType: ${type} }`).join(', ');
  return EMPTY.replace('customMetrics: {}', `customMetrics: { ${metrics} }`).replace(
    'securityProfiles: {}',
    'securityProfiles: { Fleet: { retainedMetrics: [battery, signal] } }',
  );
}

/** Every way from one state to another that a run can be on. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'from empty to full', before: EMPTY, after: everything(1) },
  { name: 'from full to empty', before: everything(1), after: EMPTY },
  { name: 'everything is updated', before: everything(1), after: everything(2) },
  { name: 'everything is renamed', before: everything(1), after: everything(1, RENAMED) },
  {
    name: 'a metric is replaced under its profile',
    before: everything(1),
    after: everything(1)
      .replace('metricType: number', 'metricType: string-list')
      .replace(
        'comparisonOperator: greater-than, value: { number: 5 }, durationSeconds: 300',
        'comparisonOperator: in-set, value: { strings: [a] }',
      ),
  },
  {
    name: 'two metrics are replaced under a profile that stays as it is',
    before: retained('number'),
    after: retained('string-list'),
  },
  {
    name: 'one kind after the other goes',
    before: everything(1),
    after: everything(1)
      .replace(/securityProfiles:[\s\S]*(?=rules:)/, 'securityProfiles: {}\n')
      .replace(/dimensions:[\s\S]*(?=securityProfiles)/, 'dimensions: {}\n'),
  },
  {
    name: 'a group is made anew under its profile',
    before: everything(1).replace(/  rooms:[\s\S]*?(?=  silent:)/, ''),
    after: everything(1)
      .replace(/  rooms:[\s\S]*?(?=  silent:)/, '')
      .replace('  meters:\n', '  meters:\n    queryString: attributes.meter:true\n'),
  },
  {
    name: 'an action does another thing',
    before: everything(1),
    after: everything(1).replace(
      /addThingsToThingGroupParams: .*\} \}/,
      'updateDeviceCertificateParams: { action: DEACTIVATE } }',
    ),
  },
  { name: 'nothing changes', before: everything(1), after: everything(1) },
].map(({ name, before, after }) => ({ name, before: SETTINGS + before, after: SETTINGS + after }));

/** Profiles with one of everything, which some ways below begin or end with. */
export const FULL = SETTINGS + everything(1);

const KEY = 'arn:aws:kms:ap-south-1:111122223333:key/0f0f0f0f-1111-2222-3333-444444444444';
const ENCRYPTED = FULL.replace(
  /( {2}lake:)\n/,
  `$1\n    deliveryStreamEncryption: { keyType: CUSTOMER_MANAGED_CMK, keyArn: "${KEY}" }\n`,
);

/** Ways that need an operation of their own. */
export const SELDOM: readonly Scenario[] = [
  { name: 'a stream gets encrypted', before: FULL, after: ENCRYPTED },
  { name: 'a stream is encrypted no more', before: ENCRYPTED, after: FULL },
  {
    name: 'a rule sends by HTTP',
    before: FULL,
    after: FULL.replace('actions: [', 'actions: [{ http: { url: "https://example.com/" } }, '),
  },
  { name: 'tags go', before: FULL, after: FULL.replaceAll(/\n {4}tags: \{ v: a \}/g, '') },
];
