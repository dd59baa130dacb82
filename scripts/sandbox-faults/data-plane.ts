import { inFile } from './fault.ts';
import type { Chapter } from './fault.ts';

const testsOf = (name: string): readonly string[] => [`test/sandbox/data-plane/${name}.test`];
const FLOW = testsOf('flow');
const PLANE = testsOf('plane');
const EXPORT = testsOf('export-batches');
const ACTIONS = testsOf('actions');
const STREAM = testsOf('delivery-stream');
const KEYS = testsOf('object-key');
const TIMES = ['test/catalogue/time-pattern'];

/** What devices report, and what becomes of it until it lies in a bucket. */
export const DATA_PLANE: Chapter = {
  title: 'The data plane: what flows',
  faults: [
    ...inFile('src/sandbox/data-plane/profile.ts', testsOf('profile'), {
      'a profile watches the things of other groups too': ["target.includes(':all/')", "target.includes(':')"],
      'a profile of all things watches none': ["target.includes(':all/')", "target === ':all/'"],
      'a profile of unregistered things watches registered ones': ['!(isRegistered && ', '!(!isRegistered && '],
    }),
    ...inFile('src/sandbox/data-plane/fleet/series.ts', testsOf('profile'), {
      'whatever is watched is exported': ['exportMetric === true &&', 'exportMetric !== null &&'],
      'retained metrics are never exported': ['...(profile.additionalMetricsToRetainV2 ?? [])', '...[]'],
      'a metric and a part of it by a dimension are one': [
        'const key = seriesName(series);',
        'const key = series.metric;',
      ],
    }),
    ...inFile('src/sandbox/data-plane/export-batches.ts', EXPORT, {
      'a value that is sent again keeps its version': [
        'messages(series, batch, 2, true)',
        'messages(series, batch, 1, true)',
      ],
      'exported values do not name their dimension': ['timestamp: at,\n    ...narrowed,', 'timestamp: at,'],
      "a device's values carry the time of the export": ["facts.side === 'cloud' ? at :", 'facts.side !== null ? at :'],
      'an export is larger than a message may be': ['MESSAGE_BYTES = 128 * 1024', 'MESSAGE_BYTES = 1024 * 1024'],
    }),
    ...inFile('src/sandbox/data-plane/export-batches.ts', FLOW, {
      'the version of an export is a number': ["version: '1.0', metrics", 'version: 1, metrics'],
      'the version of a value is a text': ['JsonObject,\n    version,', 'JsonObject,\n    version: String(version),'],
      'values are never sent twice': ['if (isRepeated()) yield*', 'if (isRepeated() && false) yield*'],
    }),
    ...inFile('src/sandbox/data-plane/fleet/report-format.ts', ['test/sandbox/data-plane/fleet/report-format'], {
      'the values of a custom metric are no list': ['[name] = [customValue(value)]', '[name] = customValue(value)'],
      'a report counts one port less': ['total: ports.length', 'total: ports.length - 1'],
    }),
    ...inFile('src/catalogue/topics.ts', ['test/catalogue/topics'], {
      'a wildcard at the top takes reserved topics': [
        "if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;",
        '',
      ],
      'a + stands for several levels': ['levels.length === wanted.length', 'levels.length >= wanted.length'],
      'topics are compared without their case': [
        "const levels = topic.split('/');",
        "const levels = topic.toLowerCase().split('/');",
      ],
    }),
    ...inFile('src/sandbox/data-plane/broker.ts', testsOf('broker'), {
      'Basic Ingest reaches subscribers': [
        'const isTaken = rules.deliver(',
        'for (const { filter, take } of subscriptions) if (matchesFilter(filter, topic)) take(topic, payload);\n        const isTaken = rules.deliver(',
      ],
      'Basic Ingest reaches other rules by their FROM': [
        'const isTaken = rules.deliver(',
        "for (const rule of rules.matching(direct.rest ?? '')) rules.deliver(rule, direct.rest ?? '', payload);\n        const isTaken = rules.deliver(",
      ],
      'topic() begins with $aws/rules': [
        "rules.deliver(direct.rule, direct.rest ?? '', payload)",
        'rules.deliver(direct.rule, topic, payload)',
      ],
    }),
    ...inFile('src/sandbox/data-plane/plane.ts', FLOW, {
      'a disabled rule is at work': ['rules.filter(({ isEnabled }) => isEnabled).map(', 'rules.map('],
    }),
    ...inFile('src/sandbox/data-plane/plane.ts', PLANE, {
      'Basic Ingest asks for a FROM that matches': [
        'else enabled.get(name)?.take(',
        'else [enabled.get(name)].find((rule) => matchesFilter(rule?.topicPattern ?? topic, topic))?.take(',
      ],
      'a republished message does not reach rules': [
        'publish(topic, { text, points: inFlight.points, parsed: parsedJson(text), hops: inFlight.hops + 1 })',
        'void topic',
      ],
    }),
    ...inFile('src/sandbox/data-plane/rule.ts', ACTIONS, {
      'the default SQL version is the recommended one': [
        "(payload.awsIotSqlVersion ?? '2015-10-08')",
        "(payload.awsIotSqlVersion ?? '2016-03-23')",
      ],
      'each action that fails has an error message of its own': [
        'actions.performOnError(payload.errorAction, { ...input, rule: name, failures });',
        'for (const one of failures) actions.performOnError(payload.errorAction, { ...input, rule: name, failures: [one] });',
      ],
      'an error action is taken whatever happens': ['if (failures.length === 0) return;', ''],
    }),
    ...inFile('src/sandbox/data-plane/actions.ts', PLANE, {
      'the separator stands before a record': [
        'const data = textOf(value) + separator;',
        'const data = separator + textOf(value);',
      ],
    }),
    ...inFile('src/sandbox/data-plane/actions.ts', ACTIONS, {
      'batchMode is ignored': [
        'firehose?.batchMode === true && isList(result)',
        'firehose === undefined && isList(result)',
      ],
      'a list is taken apart without batchMode': ['firehose?.batchMode === true && isList(result)', 'isList(result)'],
      'records are separated by line feeds unless told otherwise': [
        "firehose?.separator ?? ''",
        "firehose?.separator ?? '\\n'",
      ],
      'the name of a stream is taken as it is written': [
        "filled(firehose?.deliveryStreamName ?? '', input)",
        "firehose?.deliveryStreamName ?? ''",
      ],
      's3 writes the message as it came': [
        'toS3(reach, action, input, input.result,',
        'toS3(reach, action, input, input.text,',
      ],
      'templates see what SELECT made': [
        'fillTemplate(read.template, message, variables)',
        'fillTemplate(read.template, { ...message, payload: arguments[1].result }, variables)',
      ],
      'templates do not know the variables of SET': [
        'fillTemplate(read.template, message, variables)',
        'fillTemplate(read.template, message, {})',
      ],
      'a republished topic keeps both dollars': [String.raw`.replace(/^\$\$/, '$')`, ''],
      'the error action gets what SELECT made': [
        "Buffer.from(text).toString('base64')",
        "Buffer.from(JSON.stringify(arguments[0].result)).toString('base64')",
      ],
    }),
    ...inFile('src/sandbox/data-plane/delivery-stream.ts', PLANE, {
      'a full buffer waits for its interval': ['if (open.bytes >= delivery.bufferBytes) close(stream);', ''],
    }),
    ...inFile('src/sandbox/data-plane/delivery-stream.ts', FLOW, {
      'a refused object is given up at once': [
        'around.now() - buffered.since < RETENTION',
        'around.now() < buffered.since',
      ],
      'a refused object is kept for an hour': ['24 * 3_600_000', '3_600_000'],
      'a stream that is down takes records': [" ?? around.outage('stream', name, around.now())", ''],
    }),
    ...inFile('src/sandbox/data-plane/delivery-stream.ts', STREAM, {
      'a batch of 500 records is refused': [
        'sizes.length > LIMITS.batchRecords',
        'sizes.length >= LIMITS.batchRecords',
      ],
      'a batch may have more than 500 records': ['batchRecords: 500', 'batchRecords: 5000'],
      'a record may have a mebibyte': ['recordBytes: 1000 * 1024', 'recordBytes: 1024 * 1024'],
      'a batch may have 5 MiB': ['batchBytes: 4 * 1024 * 1024', 'batchBytes: 5 * 1024 * 1024'],
      'a stream takes records before it is active': [
        "if (status !== 'ACTIVE') return",
        "if (status === 'DELETING') return",
      ],
      'the interval counts from the newest record': [
        'open.points += record.points;',
        'open.points += record.points;\n  (open as { since: number }).since = around.now();',
      ],
      'a key carries the time of delivery': ['makeKey(since, around.chance)', 'makeKey(around.now(), around.chance)'],
    }),
    ...inFile('src/sandbox/data-plane/delivery.ts', FLOW, {
      'GZIP compresses nothing': [
        "isCompressed: CompressionFormat === 'GZIP'",
        "isCompressed: CompressionFormat === 'gzip'",
      ],
    }),
    ...inFile('src/sandbox/data-plane/delivery.ts', STREAM, {
      'the key of a compressed object has no extension': ["=== 'GZIP' ? '.gz' : ''", "=== 'GZIP' ? '' : ''"],
      'an extension of its own gives way to .gz': [
        "FileExtension === '' ? ending : FileExtension",
        "ending === '' ? FileExtension : ending",
      ],
      'the version in a key stays 1': ['version,\n    zone:', 'version: 1,\n    zone:'],
      'a time zone of its own is ignored': ["zone: CustomTimeZone === '' ? 'UTC' : CustomTimeZone", "zone: 'UTC'"],
      'no delimiter is appended to records': ['delimiter: delimiterOf(destination)', "delimiter: ''"],
      'a delimiter is taken as it is written': ["given.replaceAll(String.raw`\\n`, '\\n')", 'given'],
      'a Lambda function is left out in silence': ["Type !== 'AppendDelimiterToRecord'", "Type === 'Nothing'"],
      'JSON is written where Parquet was wanted': [
        'isConverting ? conversionColumns(name, state) : undefined',
        'undefined',
      ],
      'dynamic partitioning is left out in silence': [
        "if (destination.DynamicPartitioningConfiguration?.Enabled) return 'dynamic partitioning';",
        '',
      ],
    }),
    ...inFile('src/sandbox/data-plane/object-key.ts', KEYS, {
      'the end of a key stays in UTC': ['suffixTime(at, source.zone)', "suffixTime(at, 'UTC')"],
    }),
    ...inFile('src/catalogue/object-prefix.ts', KEYS, {
      'a prefix without a time is left without': ['hasTime ? prefix : prefix + DEFAULT_TIME', 'prefix || DEFAULT_TIME'],
      'the default time is added to whatever prefix': [
        'hasTime ? prefix : prefix + DEFAULT_TIME',
        'prefix + DEFAULT_TIME',
      ],
      'a prefix may name the type of an error': [
        '(_at, random) => random() : pieceText(piece)',
        "(_at, random) => random() : () => 'processing-failed'",
      ],
      'a partition key is taken as it is written': [
        "case 'unknown':\n      return pieceText(piece);",
        "case 'unknown':\n      return () => pieceText(piece);",
      ],
      'all random strings of a key are one': [
        '(at, random) => printers.map((print) => print(at, random))',
        '(at, random, once = random()) => printers.map((print) => print(at, () => once))',
      ],
    }),
    ...inFile('src/catalogue/time-pattern.ts', TIMES, {
      'YYYY is the year of the calendar': ['y: [9, year],', 'y: [9, year],\n  Y: [9, year],'],
      'hh is the hour of the day': ['hour % 12 || 12', 'hour'],
      'noon is in the morning': ["hour < 12 ? 'AM'", "hour <= 12 ? 'AM'"],
      'the first day of the year is day 0': ['daysOf(y, 1, 1) + 1', 'daysOf(y, 1, 1)'],
      'days of the week are a day early': ['+ 4) % 7', '+ 3) % 7'],
      'every fourth year has a leap day': ['- Math.floor(begun / 100) + Math.floor(begun / 400)', '- 15'],
      'midnight is hour 24': ["part('hour') % 24", "part('hour') || 24"],
      'S counts milliseconds': ["padStart(3, '0').slice(0, length)", "padStart(length, '0')"],
      'text in quotes keeps its quotes': [
        'whole.slice(1, -1).replaceAll("\'\'", "\'")',
        'whole.replaceAll("\'\'", "\'")',
      ],
    }),
    ...inFile('src/sandbox/data-plane/tally.ts', FLOW, {
      'suppressed alerts are sent': ['hasTarget && !behavior.isSuppressed', 'hasTarget'],
      'alerts are sent to nobody': ['hasTarget && !behavior.isSuppressed', '!behavior.isSuppressed'],
    }),
    ...inFile('src/sandbox/data-plane/history.ts', ['test/sandbox/things'], {
      'metrics are kept for longer than 14 days': ['14 * 86_400_000', '15 * 86_400_000'],
      'values are kept of things that nobody watches': [
        'some(({ profile }) => isWatched(profile, thing))',
        'some(Boolean)',
      ],
    }),
  ],
};
