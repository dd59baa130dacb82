/** One mistake in a file of profiles. `»` stands before what is wrong. */
export interface YamlMistake {
  readonly mistake: string;
  readonly yaml: string;
  /** Code and message. */
  readonly says: string;
  /** The hint, which has the fix. */
  readonly fix: string;
  /** Absent: an error. */
  readonly severity?: 'warning' | 'note';
}

/** How YAML is written. */
export const inSyntax: readonly YamlMistake[] = [
  {
    mistake: 'a variable without quotes in braces',
    yaml: `deliveryStreams:
  lake: { extendedS3Destination: { roleArn: role/R, bucketArn: »\${var.lake} } }
customMetrics:
  battery: { metricType: number }
`,
    says: 'DG1004 ${var.lake} needs quotes here.',
    fix: 'Quote it: "${var.lake}". Inside { } and [ ] an unquoted { begins a mapping.',
  },
  {
    mistake: 'a variable behind other text, without quotes in braces',
    yaml: `topics:
  live: { mqtt: »acme/\${LAKE}/live }
customMetrics:
  battery: { metricType: number }
`,
    says: 'DG1004 acme/${LAKE}/live needs quotes here.',
    fix: 'Quote it: "acme/${LAKE}/live". Inside { } and [ ] an unquoted { begins a mapping.',
  },
  {
    mistake: 'a variable as other languages write it',
    yaml: `deliveryStreams:
  lake:
    extendedS3Destination:
      roleArn: role/R
      bucketArn: {»{ lake }}
`,
    says: 'DG1010 A key must be text, not a mapping or a list.',
    fix: 'If it is text, quote it. A variable is written "${var.NAME}"; {{ }} has no meaning here.',
  },
  {
    mistake: 'a tab as indent',
    yaml: `customMetrics:
»\tbattery: { metricType: number }
\tload: { metricType: number }
`,
    says: 'DG1004 This line is indented with a tab.',
    fix: 'Indent with spaces: YAML does not allow tabs there.',
  },
  {
    mistake: 'a tab below spaces',
    yaml: `customMetrics:
  battery:
»\t\tmetricType: number
    displayName: Battery
`,
    says: 'DG1004 This line is indented with a tab.',
    fix: 'Indent with spaces: YAML does not allow tabs there.',
  },
  {
    mistake: 'a no-break space in the indent',
    yaml: `customMetrics:
  battery:
    metricType: number
  »\u00a0 displayName: Battery
`,
    says: 'DG1003 The line holds U+00A0 (NO-BREAK SPACE), which looks like a space and is a letter to YAML.',
    fix: 'Type a space in its place, or put the text that it belongs to in quotes.',
  },
  {
    mistake: 'a brace that is not closed',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: Connected
        metric: aws:num-disconnects
        criteria: »{ comparisonOperator: less-than, value: { count: 10 }, durationSeconds: 300
        exportMetric: true
`,
    says: 'DG1004 This { is not closed.',
    fix: 'Add the } that closes it.',
  },
  {
    mistake: 'a bracket that is not closed',
    yaml: `securityProfiles:
  Fleet:
    targets: »[thinggroup/chargers
    behaviors: []
`,
    says: 'DG1004 This [ is not closed.',
    fix: 'Add the ] that closes it.',
  },
  {
    mistake: 'a brace too many',
    yaml: `customMetrics:
  battery: { metricType: number } »}
  load: { metricType: number }
`,
    says: 'DG1004 This } has no matching {.',
    fix: 'Remove it, or open what it closes.',
  },
  {
    mistake: 'a second document',
    yaml: `customMetrics:
  battery: { metricType: number }
»---
dimensions:
  d: { type: TOPIC_FILTER, stringValues: [a] }
`,
    says: 'DG1004 A second document begins here, and a file may hold one.',
    fix: 'Remove this line, or put what follows into a file of its own.',
  },
  {
    mistake: 'a quote that is not closed, in braces',
    yaml: `customMetrics:
  battery: { metricType: number, displayName: »"Battery }
  load: { metricType: number }
`,
    says: 'DG1004 This quote is not closed.',
    fix: 'Write " at the end of the text, most likely on this line.',
  },
  {
    mistake: 'a quote that is not closed, and closed by the next one',
    yaml: `customMetrics:
  battery:
    metricType: number
    displayName: »"Battery
  load:
    metricType: number
    displayName: "Load"
`,
    says: 'DG1004 This quote is not closed.',
    fix: 'Write " at the end of the text, most likely on this line.',
  },
  {
    mistake: 'an apostrophe in single quotes',
    yaml: `customMetrics:
  battery:
    metricType: number
    displayName: »'the battery's charge'
`,
    says: 'DG1004 There is text after the closing quote.',
    fix: `Put the whole text in quotes: "the battery's charge".`,
  },
  {
    mistake: 'text after a quoted text',
    yaml: `customMetrics:
  battery:
    metricType: number
    displayName: »"Battery" in percent
`,
    says: 'DG1004 There is text after the closing quote.',
    fix: 'Put the whole text in quotes: "Battery in percent".',
  },
  {
    mistake: 'no space after the colon',
    yaml: `customMetrics:
  battery:
    »metricType:number
    displayName: Battery
`,
    says: 'DG1004 A space is missing after the colon.',
    fix: 'Write `metricType: number`.',
  },
  {
    mistake: 'no space after the only colon',
    yaml: `customMetrics:
  battery:
    »metricType:number
`,
    says: 'DG1104 battery must be a mapping of members, not the text "metricType:number".',
    fix: 'Add a space after the colon: metricType: number',
  },
  {
    mistake: 'no colon after a section',
    yaml: `»customMetrics
  battery: { metricType: number }
`,
    says: 'DG1004 A colon is missing on this line.',
    fix: 'Write `customMetrics:`.',
  },
  {
    mistake: 'no colon after a key',
    yaml: `customMetrics:
  battery:
    »metricType number
    displayName: Battery
`,
    says: 'DG1004 A colon is missing on this line.',
    fix: 'Write `metricType: number`.',
  },
  {
    mistake: 'one space too few',
    yaml: `customMetrics:
  battery:
    metricType: number
   »displayName: Battery
`,
    says: 'DG1004 This line is indented by 3 spaces, which matches no line above.',
    fix: 'Indent it by 4 like line 3, or by 2 like line 2.',
  },
  {
    mistake: 'two spaces too many',
    yaml: `customMetrics:
  battery:
    metricType: number
      »displayName: Battery
`,
    says: 'DG1004 This line is indented by 6 spaces, which matches no line above.',
    fix: 'Indent it by 4 like line 3.',
  },
  {
    mistake: 'a comma left out',
    yaml: `customMetrics:
  battery: { metricType: number »displayName: Battery }
`,
    says: 'DG1004 A comma is missing before displayName.',
    fix: 'Write `, displayName: …`.',
  },
  {
    mistake: 'text with a colon in it',
    yaml: `customMetrics:
  battery:
    metricType: number
    displayName: »Battery: in percent
`,
    says: 'DG1004 Text that contains a colon and a space needs quotes.',
    fix: 'Write "Battery: in percent".',
  },
  {
    mistake: 'text that begins with an at sign',
    yaml: `customMetrics:
  battery:
    metricType: number
    displayName: »@home
`,
    says: 'DG1004 Text that begins with @ needs quotes.',
    fix: 'Write "@home".',
  },
  {
    mistake: 'a prefix that begins with an exclamation mark',
    yaml: `deliveryStreams:
  lake:
    extendedS3Destination:
      roleArn: role/R
      bucketArn: lake
      prefix: »!{timestamp:yyyy}/
`,
    says: 'DG1004 Text that begins with ! needs quotes.',
    fix: 'Write "!{timestamp:yyyy}/".',
  },
  {
    mistake: 'a wildcard that YAML takes for an alias',
    yaml: `dimensions:
  telemetry:
    type: TOPIC_FILTER
    stringValues:
      - »*/telemetry
`,
    says: 'DG1009 There is no anchor &/telemetry above.',
    fix: 'If it is text, quote it: "*/telemetry". If not, write the value out.',
  },
  {
    mistake: 'a wildcard that YAML takes for a comment',
    yaml: `dimensions:
  telemetry:
    type: TOPIC_FILTER
    stringValues: [»#]
`,
    says: 'DG1004 # begins a comment.',
    fix: 'If it is text, quote it: "#".',
  },
  {
    mistake: 'an escape that YAML does not know',
    yaml: `rules:
  ToLake:
    sql: "SELECT * FROM 'a' WHERE regexp_matches(x, '»\\d')"
    actions: []
`,
    says: 'DG1004 \\d is not an escape sequence.',
    fix: 'Write \\\\d, or put the text in single quotes, where a backslash is just that.',
  },
  {
    mistake: 'a block of text that is not indented',
    yaml: `rules:
  ToLake:
    sql: |
    »SELECT * FROM 'a'
    actions: []
`,
    says: 'DG1004 The text after | must be indented more than its key.',
    fix: 'Indent it with 6 spaces.',
  },
  {
    mistake: 'a list item beside its key',
    yaml: `securityProfiles:
  Fleet:
    targets: »- thinggroup/chargers
`,
    says: 'DG1004 A list begins on the line after its key.',
    fix: 'Write the list below its key, or in brackets: [thinggroup/chargers].',
  },
  {
    mistake: 'a list item less indented than the one above',
    yaml: `securityProfiles:
  Fleet:
    targets:
        - thinggroup/chargers
      »- thinggroup/pilots
`,
    says: 'DG1004 This line is indented by 6 spaces, which matches no line above.',
    fix: 'Indent it by 8 like line 4, or by 4 like line 3.',
  },
  {
    mistake: 'a list item without a space',
    yaml: `securityProfiles:
  Fleet:
    targets:
      »-thinggroup/chargers
`,
    says: 'DG1104 targets must be a list, not the text "-thinggroup/chargers".',
    fix: 'Add a space after the dash: - thinggroup/chargers',
  },
  {
    mistake: 'a key that is there twice',
    yaml: `customMetrics:
  battery: { metricType: number }
  load: { metricType: number }
  »battery: { metricType: number-list }
`,
    says: 'DG1010 The key "battery" is here already, on line 2.',
    fix: 'Keep one of the two.',
  },
  {
    mistake: 'a merge key',
    yaml: `customMetrics:
  battery: &base { metricType: number }
  load:
    »<<: *base
`,
    says: 'DG1010 Merge keys (<<) are not read.',
    fix: 'Write the members out: a reviewer has to see what applies.',
  },
  {
    mistake: 'a function of CloudFormation',
    yaml: `deliveryStreams:
  lake: { extendedS3Destination: { roleArn: !GetAtt »Role.Arn, bucketArn: lake } }
`,
    says: 'DG1008 The tag !GetAtt is not read.',
    fix: 'This looks like a template of CloudFormation: `defender-gitops import --from FILE` makes profiles of it.',
  },
  {
    mistake: 'a number as a key',
    yaml: `customMetrics:
  »1: { metricType: number }
`,
    says: 'DG1010 The key 1 is not text.',
    fix: 'Put it in quotes: "1".',
  },
  {
    mistake: 'a list at the top',
    yaml: `»- customMetrics:
    battery: { metricType: number }
`,
    says: 'DG1005 The file is not a mapping of sections.',
    fix: 'Begin with a section such as `securityProfiles:`.',
  },
  {
    mistake: 'nothing at all',
    yaml: `»`,
    says: 'DG1012 The file declares nothing.',
    fix: 'Begin with a section such as `securityProfiles:`, or delete the file.',
    severity: 'note',
  },
];

/** Sections, members and values. */
export const inMembers: readonly YamlMistake[] = [
  {
    mistake: 'an unknown section',
    yaml: `»securityProfile:
  Fleet: { targets: [thinggroup/chargers] }
`,
    says: 'DG1101 Unknown section "securityProfile".',
    fix: 'Write securityProfiles.',
  },
  {
    mistake: 'a list where names belong',
    yaml: `»customMetrics:
  - name: battery
    metricType: number
`,
    says: 'DG1104 customMetrics must be a mapping of names, not a list.',
    fix: 'Write each resource as a key with its members below it.',
  },
  {
    mistake: 'a resource without members',
    yaml: `customMetrics:
  »battery:
`,
    says: 'DG1104 battery must be a mapping of members, not empty.',
    fix: 'Write its members below it, indented.',
  },
  {
    mistake: 'an unknown member',
    yaml: `customMetrics:
  battery: { metricType: number, »displyName: Battery }
`,
    says: 'DG1101 Unknown key "displyName".',
    fix: 'Did you mean displayName?',
  },
  {
    mistake: 'a member as CloudFormation spells it',
    yaml: `deliveryStreams:
  lake: { extendedS3Destination: { »RoleARN: role/R, bucketArn: lake } }
`,
    says: 'DG1101 Unknown key "RoleARN".',
    fix: 'Write roleArn.',
  },
  {
    mistake: 'a member with a capital, that others need',
    yaml: `customMetrics:
  battery: { metricType: number }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: BatteryNotFlat
        metric: battery
        criteria: { »ComparisonOperator: greater-than, value: { number: 10 }, durationSeconds: 300 }
`,
    says: 'DG1101 Unknown key "ComparisonOperator".',
    fix: 'Write comparisonOperator.',
  },
  {
    mistake: 'a member left out',
    yaml: `customMetrics:
  »battery: { displayName: Battery }
`,
    says: 'DG1102 metricType is missing.',
    fix: 'Type of the reported value: a number, or a list of numbers, strings or IP addresses. Changing it deletes the metric and its data first. It is one of: number, number-list, string-list, ip-address-list.',
  },
  {
    mistake: 'an unknown word',
    yaml: `customMetrics:
  battery: { metricType: »numbr }
`,
    says: 'DG1103 metricType cannot be "numbr".',
    fix: 'Did you mean number? It is one of: number, number-list, string-list, ip-address-list.',
  },
  {
    mistake: 'a symbol for an operator',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: Busy
        metric: aws:num-messages-sent
        criteria: { comparisonOperator: »">", value: { count: 10 }, durationSeconds: 300 }
`,
    says: 'DG1103 comparisonOperator cannot be ">".',
    fix: 'Did you mean greater-than? It is one of: less-than, less-than-equals, greater-than, greater-than-equals, in-cidr-set, not-in-cidr-set, in-port-set, not-in-port-set, in-set, not-in-set.',
  },
  {
    mistake: 'a duration with a unit',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: Busy
        metric: aws:num-messages-sent
        criteria: { comparisonOperator: greater-than, value: { count: 10 }, durationSeconds: »5m }
`,
    says: 'DG1103 durationSeconds cannot be "5m".',
    fix: 'It is one of: 300, 600, 900, 1800, 3600.',
  },
  {
    mistake: 'a number in quotes',
    yaml: `customMetrics:
  battery: { metricType: number }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: BatteryNotFlat
        metric: battery
        criteria: { comparisonOperator: greater-than, value: { number: »"10" } }
`,
    says: 'DG1104 number must be a number, not the text "10".',
    fix: 'Remove the quotes: 10.',
  },
  {
    mistake: 'a number without its member',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: Busy
        metric: aws:num-messages-sent
        criteria: { comparisonOperator: greater-than, value: »10, durationSeconds: 300 }
`,
    says: 'DG1104 value must be a mapping, not the number 10.',
    fix: 'Name its member, as in { count: 10 }; the members are count, cidrs, ports, number, numbers, strings.',
  },
  {
    mistake: 'a value that does not fit the metric',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: Busy
        metric: aws:num-messages-sent
        criteria: { comparisonOperator: greater-than, value: { number: »10 }, durationSeconds: 300 }
`,
    says: 'DG8002 aws:num-messages-sent is compared with count, not with number.',
    fix: 'Write `value: { count: … }`: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html#detect-messages-sent',
  },
  {
    mistake: 'a number where text belongs',
    yaml: `customMetrics:
  battery: { metricType: number, displayName: »5 }
`,
    says: 'DG1104 displayName must be text, not the number 5.',
    fix: 'Put it in quotes, with all its digits: YAML reads it as a number and drops leading zeros.',
  },
  {
    mistake: 'yes for true',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: Connected
        metric: aws:num-disconnects
        criteria: { comparisonOperator: less-than, value: { count: 10 }, durationSeconds: 300 }
        suppressAlerts: »yes
`,
    says: 'DG1104 suppressAlerts must be true or false, not the text "yes".',
    fix: 'Write true.',
  },
  {
    mistake: 'one text where a list belongs',
    yaml: `securityProfiles:
  Fleet:
    targets: »thinggroup/chargers
`,
    says: 'DG1104 targets must be a list, not the text "thinggroup/chargers".',
    fix: 'Write it as a list: [thinggroup/chargers].',
  },
  {
    mistake: 'tags as the AWS CLI writes them',
    yaml: `customMetrics:
  battery: { metricType: number, »tags: [{ Key: team, Value: payments }] }
`,
    says: 'DG1104 tags must be a mapping, not a list.',
    fix: 'Write { team: payments }.',
  },
  {
    mistake: 'a count that is too high',
    yaml: `customMetrics:
  battery: { metricType: number }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: BatteryNotFlat
        metric: battery
        criteria: { comparisonOperator: greater-than, value: { number: 10 }, consecutiveDatapointsToAlarm: »20 }
`,
    says: 'DG1105 consecutiveDatapointsToAlarm must be at most 10; it is 20.',
    fix: 'Datapoints in a row that must be abnormal before there is an alarm. For example 2.',
  },
  {
    mistake: 'two behaviors of one name',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - { name: Connected, metric: aws:num-messages-sent }
      - { name: »Connected, metric: aws:num-disconnects }
`,
    says: 'DG8010 There is a behavior Connected above.',
    fix: 'Give each behavior a name of its own.',
  },
  {
    mistake: 'a space in a name',
    yaml: `securityProfiles:
  »My Fleet:
    targets: [thinggroup/chargers]
`,
    says: 'DG1105 "My Fleet" cannot be the name of a SecurityProfile.',
    fix: 'Name of the profile: letters, digits, :, _ and - only. For example "Soundbox".',
  },
  {
    mistake: 'a dash in the name of a rule',
    yaml: `rules:
  »to-lake: { sql: "SELECT * FROM 'a'", actions: [] }
`,
    says: 'DG1105 "to-lake" cannot be the name of a TopicRule.',
    fix: 'Name of the rule: letters, digits and _ only; it is part of its Basic Ingest topic. For example "SoundboxMetricsToLake".',
  },
  {
    mistake: 'SQL with a misspelt keyword',
    yaml: `rules:
  ToLake: { sql: »"SELECT * FORM 'a'", actions: [] }
`,
    says: 'DG8045 Expected the end, found "FORM", at character 10 of the statement.',
    fix: 'Did you mean FROM?',
  },
  {
    mistake: 'a whole template of CloudFormation',
    yaml: `»AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Metric: { Type: AWS::IoT::CustomMetric }
`,
    says: 'DG1101 This is a template of CloudFormation, not a file of profiles.',
    fix: 'Remove it from the folder, and make profiles of it with `defender-gitops import --from FILE`.',
  },
];

/** What refers to something else. */
export const inReferences: readonly YamlMistake[] = [
  {
    mistake: 'a letter of a check is missing where an audit runs it',
    yaml: `auditConfiguration:
  roleArn: role/r
  auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [»LOGING_DISABLED_CHECK] }
`,
    says: 'DG8067 LOGING_DISABLED_CHECK is not enabled.',
    fix: 'Did you mean LOGGING_DISABLED_CHECK?',
  },
  {
    mistake: 'a letter of a check is missing where it is enabled',
    yaml: `auditConfiguration:
  roleArn: role/r
  auditCheckConfigurations: { »LOGING_DISABLED_CHECK: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] }
`,
    says: 'DG8067 LOGGING_DISABLED_CHECK, which an audit runs, is not enabled.',
    fix: 'Write LOGGING_DISABLED_CHECK for LOGING_DISABLED_CHECK.',
  },
  {
    mistake: 'a check by the name that a page of AWS has for it',
    yaml: `auditConfiguration:
  roleArn: role/r
  auditCheckConfigurations: { REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [»REVOKED_CA_CERT_CHECK] }
`,
    says: 'DG8065 There is no check REVOKED_CA_CERT_CHECK.',
    fix: 'Write REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK.',
  },
  {
    mistake: 'an audit of a check that nobody enabled',
    yaml: `auditConfiguration:
  roleArn: role/r
  auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK, »CONFLICTING_CLIENT_IDS_CHECK] }
`,
    says: 'DG8067 CONFLICTING_CLIENT_IDS_CHECK is not enabled.',
    fix: 'Enable it under auditConfiguration: `auditCheckConfigurations: { CONFLICTING_CLIENT_IDS_CHECK: { enabled: true } }`; or remove it here.',
  },
  {
    mistake: 'a check without its last word',
    yaml: `scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [»CA_CERTIFICATE_EXPIRING] }
`,
    says: 'DG1105 Item 1 of targetCheckNames cannot be "CA_CERTIFICATE_EXPIRING".',
    fix: 'Did you mean CA_CERTIFICATE_EXPIRING_CHECK?',
  },
  {
    mistake: 'a day of the week in full',
    yaml: `scheduledAudits:
  Weekly: { frequency: WEEKLY, dayOfWeek: »MONDAY, targetCheckNames: [CA_CERTIFICATE_EXPIRING_CHECK] }
`,
    says: 'DG1103 dayOfWeek cannot be "MONDAY".',
    fix: 'Did you mean MON? It is one of: SUN, MON, TUE, WED, THU, FRI, SAT.',
  },
  {
    mistake: 'the beginning of a key that must be there',
    yaml: `auditSuppressions:
  known: { »check: LOGGING_DISABLED_CHECK, resourceIdentifier: { account: "111122223333" }, description: known, until: indefinitely }
`,
    says: 'DG1101 Unknown key "check".',
    fix: 'Did you mean checkName?',
  },
  {
    mistake: 'the checks of the account by a shorter name',
    yaml: `auditConfiguration:
  roleArn: role/r
  »checks: { LOGGING_DISABLED_CHECK: { enabled: true } }
`,
    says: 'DG1101 Unknown key "checks".',
    fix: 'Write auditCheckConfigurations.',
  },
  {
    mistake: 'a weekly audit without its day',
    yaml: `scheduledAudits:
  »Weekly: { frequency: WEEKLY, targetCheckNames: [LOGGING_DISABLED_CHECK] }
`,
    says: 'DG1102 dayOfWeek is missing.',
    fix: 'The day on which it runs; with WEEKLY and BIWEEKLY. It is one of: SUN, MON, TUE, WED, THU, FRI, SAT. For example "MON".',
  },
  {
    mistake: 'the day of a week for an audit of every month',
    yaml: `scheduledAudits:
  Monthly: { frequency: MONTHLY, dayOfMonth: LAST, »dayOfWeek: MON, targetCheckNames: [LOGGING_DISABLED_CHECK] }
`,
    says: 'DG1107 dayOfWeek does not go with the rest.',
    fix: 'Only WEEKLY and BIWEEKLY audits have a day of the week: remove dayOfWeek.',
  },
  {
    mistake: 'a day of the month as a number',
    yaml: `scheduledAudits:
  Monthly: { frequency: MONTHLY, dayOfMonth: »1, targetCheckNames: [LOGGING_DISABLED_CHECK] }
`,
    says: 'DG1104 dayOfMonth must be text, not the number 1.',
    fix: 'Put it in quotes, with all its digits: YAML reads it as a number and drops leading zeros.',
  },
  {
    mistake: 'a name for the settings of audits, of which there is one',
    yaml: `auditConfiguration:
  »Account: { roleArn: role/r }
`,
    says: 'DG1101 Unknown key "Account".',
    fix: 'It is one of: roleArn, auditNotificationTargetConfigurations, auditCheckConfigurations, adopt, onlyIn, silence, ignore.',
  },

  {
    mistake: 'a role without role/',
    yaml: `topics:
  live: { mqtt: acme/live }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    metricsExport: { topic: live, roleArn: »Export, metrics: [aws:num-disconnects] }
`,
    says: 'DG1105 roleArn cannot be "Export".',
    fix: 'Did you mean role/Export?',
  },
  {
    mistake: 'an ARN with a colon too few',
    yaml: `topics:
  live: { mqtt: acme/live }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    metricsExport: { topic: live, roleArn: »"arn:aws:iam:111122223333:role/Export", metrics: [aws:num-disconnects] }
`,
    says: 'DG1105 roleArn cannot be "arn:aws:iam:111122223333:role/Export".',
    fix: 'IAM has no region, but its colon stays: arn:aws:iam::111122223333:role/Export',
  },
  {
    mistake: 'an ARN with a digit too few',
    yaml: `securityProfiles:
  Fleet:
    targets: [»arn:aws:iot:eu-west-1:11112222333:thinggroup/chargers]
`,
    says: 'DG1105 Item 1 of targets cannot be "arn:aws:iot:eu-west-1:11112222333:thinggroup/chargers".',
    fix: 'Its account id has 11 digits; it must have 12.',
  },
  {
    mistake: 'a thing group without thinggroup/',
    yaml: `securityProfiles:
  Fleet:
    targets: [»chargers]
`,
    says: 'DG1105 Item 1 of targets cannot be "chargers".',
    fix: 'Did you mean thinggroup/chargers?',
  },
  {
    mistake: 'a thing group with a misspelt beginning',
    yaml: `securityProfiles:
  Fleet:
    targets: [»thing-group/chargers]
`,
    says: 'DG1105 Item 1 of targets cannot be "thing-group/chargers".',
    fix: 'Did you mean thinggroup/chargers?',
  },
  {
    mistake: 'a bucket by its address',
    yaml: `deliveryStreams:
  lake: { extendedS3Destination: { roleArn: role/R, bucketArn: »"s3://lake" } }
`,
    says: 'DG1105 bucketArn cannot be "s3://lake".',
    fix: 'Did you mean lake?',
  },
  {
    mistake: 'an unknown topic',
    yaml: `topics:
  live: { mqtt: acme/live }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    metricsExport: { topic: »liv, roleArn: role/Export, metrics: [aws:num-disconnects] }
`,
    says: 'DG2003 There is no topic liv under topics.',
    fix: 'Did you mean live?',
  },
  {
    mistake: 'an MQTT topic where the name of one belongs',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    metricsExport: { topic: »acme/live, roleArn: role/Export, metrics: [aws:num-disconnects] }
`,
    says: 'DG2003 There is no topic acme/live under topics.',
    fix: 'For an MQTT topic as it is write `mqttTopic: acme/live`, or give it a name under `topics`.',
  },
  {
    mistake: 'an MQTT topic without its member',
    yaml: `topics:
  live: »acme/live
`,
    says: 'DG1104 live must be a mapping of members, not the text "acme/live".',
    fix: 'Write { mqtt: acme/live }.',
  },
  {
    mistake: 'an MQTT topic with a wildcard, that a profile exports to',
    yaml: `topics:
  live: { mqtt: »acme/+/live }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    metricsExport: { topic: live, roleArn: role/Export, metrics: [aws:num-disconnects] }
`,
    says: 'DG1105 mqtt cannot be "acme/+/live".',
    fix: 'An ordinary MQTT topic that clients subscribe to; no wildcards, at most 8 levels and 256 bytes. For example "defender/soundbox/metrics".',
  },
  {
    mistake: 'an unknown rule behind a topic',
    yaml: `topics:
  lake: { basicIngest: »ToLake }
rules:
  ToLakes: { sql: "SELECT * FROM 'a'", actions: [] }
`,
    says: 'DG2004 There is no TopicRule ToLake under rules; what is sent to it would be lost.',
    fix: 'Did you mean ToLakes?',
  },
  {
    mistake: 'an unknown stream in an action',
    yaml: `rules:
  ToLake:
    sql: SELECT * FROM 'a'
    actions:
      - firehose: { deliveryStreamName: »metrcs, roleArn: role/R, separator: "\\n" }
deliveryStreams:
  metrics: { extendedS3Destination: { roleArn: role/R, bucketArn: lake } }
`,
    says: 'DG2004 There is no DeliveryStream metrcs under deliveryStreams.',
    fix: 'Did you mean metrics? If another repository or tool has it: elsewhere: [DeliveryStream/metrcs].',
    severity: 'warning',
  },
  {
    mistake: 'an unknown thing group',
    yaml: `thingGroups:
  chargers: {}
securityProfiles:
  Fleet:
    targets: [all/unregistered-things, »thinggroup/chargrs]
`,
    says: 'DG2004 There is no ThingGroup chargrs under thingGroups.',
    fix: 'Did you mean chargers? If another repository or tool has it: elsewhere: [ThingGroup/chargrs].',
    severity: 'warning',
  },
  {
    mistake: 'an unknown metric',
    yaml: `customMetrics:
  battery_level: { metricType: number }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    retainedMetrics: [»battery_levle]
`,
    says: 'DG2004 There is no CustomMetric battery_levle under customMetrics.',
    fix: 'Did you mean battery_level?',
  },
  {
    mistake: 'a metric of AWS without aws:',
    yaml: `customMetrics:
  battery_level: { metricType: number }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    retainedMetrics: [»num-disconnects]
`,
    says: 'DG2004 There is no CustomMetric num-disconnects under customMetrics.',
    fix: 'Did you mean aws:num-disconnects?',
  },
  {
    mistake: 'a metric of AWS without aws:, and no custom metric anywhere',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    retainedMetrics: [»num-disconnects]
`,
    says: 'DG2004 No file declares CustomMetric num-disconnects.',
    fix: 'Did you mean aws:num-disconnects? If another repository or tool has it: elsewhere: [CustomMetric/num-disconnects].',
    severity: 'warning',
  },
  {
    mistake: 'a misspelt metric of AWS',
    yaml: `securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    retainedMetrics: [»aws:num-disconect]
`,
    says: 'DG1103 Item 1 of retainedMetrics cannot be "aws:num-disconect".',
    fix: 'Did you mean aws:num-disconnects?',
  },
  {
    mistake: 'an unknown dimension',
    yaml: `dimensions:
  telemetry: { type: TOPIC_FILTER, stringValues: [a/b] }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    retainedMetrics: [{ metric: aws:num-messages-sent, metricDimension: { dimensionName: »telemetri } }]
`,
    says: 'DG2004 There is no Dimension telemetri under dimensions.',
    fix: 'Did you mean telemetry?',
  },
  {
    mistake: 'an unknown variable in a topic',
    yaml: `topics:
  live: { mqtt: »"acme/\${var.site}/live" }
`,
    says: 'DG2001 There is no variable site for p.',
    fix: 'Add `variables: { site: … }` to the target. It has: lake.',
  },
  {
    mistake: 'an unknown target',
    yaml: `customMetrics:
  battery: { metricType: number, onlyIn: [»prod] }
`,
    says: 'DG2005 There is no target prod.',
    fix: 'It is one of: p.',
  },
  {
    mistake: 'a metric that is for another target',
    yaml: `targets:
  one: { account: "111122223333", region: eu-west-1 }
  two: { account: "111122223333", region: eu-west-2 }
customMetrics:
  battery: { metricType: number, onlyIn: [one] }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    retainedMetrics: [»battery]
`,
    says: 'DG2004 CustomMetric battery is not declared for two.',
    fix: 'It is only for one: give this one the same `onlyIn`, or declare it for more targets.',
  },
  {
    mistake: 'an unknown check',
    yaml: `customMetrics:
  battery: { metricType: number, silence: [{ check: »stream-not-feed, reason: none }] }
`,
    says: 'DG2009 There is no check stream-not-feed.',
    fix: 'Did you mean stream-not-fed?',
  },
];

/** Settings. */
export const inSettings: readonly YamlMistake[] = [
  {
    mistake: 'an account id without quotes',
    yaml: `targets:
  one: { account: »111122223333, region: eu-west-1 }
`,
    says: 'DG1104 account must be text, not the number 111122223333.',
    fix: 'Put it in quotes, with all its digits: YAML reads it as a number and drops leading zeros.',
  },
  {
    mistake: 'an account id of eleven digits',
    yaml: `targets:
  one: { account: »"11112222333", region: eu-west-1 }
`,
    says: 'DG1105 account cannot be "11112222333".',
    fix: 'The AWS account id: twelve digits in quotes, because YAML would drop leading zeros of a number. For example "111122223333".',
  },
  {
    mistake: 'a target without an account',
    yaml: `targets:
  »one: { region: eu-west-1 }
`,
    says: 'DG1102 account is missing in one.',
    fix: 'The AWS account id: twelve digits in quotes, because YAML would drop leading zeros of a number. For example "111122223333".',
  },
  {
    mistake: 'a misspelt region',
    yaml: `targets:
  one: { account: "111122223333", region: »eu-wst-1 }
`,
    says: 'DG1110 eu-wst-1 is not a known AWS region.',
    fix: 'Did you mean eu-west-1? If AWS has opened it since this version, ignore this.',
    severity: 'warning',
  },
  {
    mistake: 'a variable in the settings',
    yaml: `targets:
  one: { account: "111122223333", region: eu-west-1, variables: { site: north, lake: »"acme-\${var.site}" } }
`,
    says: 'DG2001 ${var.site} is not filled in here: settings take no variables.',
    fix: 'Write the value itself.',
  },
  {
    mistake: 'a threshold from a variable that is text, for two targets',
    yaml: `targets:
  one: { account: "111122223333", region: eu-west-1, variables: { most: "70" } }
  two: { account: "111122223333", region: eu-west-2, variables: { most: "80" } }
customMetrics:
  temperature: { metricType: number }
securityProfiles:
  Fleet:
    targets: [thinggroup/chargers]
    behaviors:
      - name: NotHot
        metric: temperature
        criteria: { comparisonOperator: less-than, value: { number: »"\${var.most}" } }
`,
    says: 'DG1104 number must be a number, and ${var.most} is text for one and two.',
    fix: 'In the settings declare it without quotes: `variables: { most: 70 }`.',
  },
  {
    mistake: 'a text from a variable that is a number',
    yaml: `targets:
  one: { account: "111122223333", region: eu-west-1, variables: { most: 70 } }
customMetrics:
  temperature: { metricType: number, displayName: »"\${var.most}" }
`,
    says: 'DG1104 displayName must be text, and ${var.most} is a number for one.',
    fix: 'In the settings declare it in quotes: `variables: { most: "70" }`.',
  },
  {
    mistake: 'something else than the id of a hazard',
    yaml: `accept: [»foo]
`,
    says: 'DG1109 "foo" is not the id of a hazard.',
    fix: 'Ids are RULE:WHAT, as the plan shows them. RULE is one of: too-many-deletes, data-loss, coverage-loss, table-mismatch, target-left, replace-referenced, in-use, stack-tags.',
  },
  {
    mistake: 'the id of a hazard with a misspelt rule',
    yaml: `accept: [»"data-los:DeliveryStream/lake"]
`,
    says: 'DG1109 "data-los:DeliveryStream/lake" is not the id of a hazard.',
    fix: 'Ids are RULE:WHAT, as the plan shows them. Did you mean data-loss?',
  },
  {
    mistake: 'something else than an address',
    yaml: `elsewhere: [»CustomMetrics/battery]
`,
    says: 'DG1103 There is no kind CustomMetrics.',
    fix: 'Did you mean CustomMetric?',
  },
];
