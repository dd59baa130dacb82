import type { Table } from '@aws-sdk/client-glue';
import { describe, expect, test } from 'vitest';
import { checkLake } from '../../../src/commands/diagnose/lake.ts';
import { loadProfiles } from '../../../src/commands/planning/profiles.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import type { Policy } from '../../../src/model/access/policy.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { furnishLake } from '../../../src/sandbox/surroundings.ts';
import { documentsOf, policiesOf } from '../../roles/documents.ts';
import { edited } from '../../sandbox/data-plane/flow.ts';
import type { Edits } from '../../sandbox/data-plane/flow.ts';
import { TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const PARQUET: Edits[number] = [
  '      compressionFormat: GZIP\n',
  `      dataFormatConversionConfiguration:
        schemaConfiguration: { roleArn: role/r, databaseName: fleet, tableName: Readings }
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } }
        outputFormatConfiguration: { serializer: { parquetSerDe: {} } }
`,
];
const LOGGING: Edits[number] = [
  '      compressionFormat: GZIP\n',
  '      compressionFormat: GZIP\n      cloudWatchLoggingOptions: { enabled: true, logGroupName: /firehose/lake, logStreamName: delivery }\n',
];
const ICEBERG: Edits[number] = [
  / {4}extendedS3Destination:[^]*?compressionFormat: GZIP\n/,
  `    icebergDestination:
      roleArn: role/FirehoseToLake
      catalogConfiguration: { catalogArn: "arn:aws:glue:ap-south-1:111122223333:catalog" }
      destinationTableConfigurationList: [{ destinationDatabaseName: fleet, destinationTableName: readings }]
      s3Configuration: { roleArn: role/FirehoseToLake, bucketArn: "\${var.lake}" }
`,
];

const COLUMNS = {
  name: 'string',
  thing: 'string',
  value:
    'struct<count:bigint,number:double,numbers:array<double>,strings:array<string>,ports:array<bigint>,cidrs:array<string>>',
  version: 'bigint',
  timestamp: 'bigint',
  dimension: 'struct<name:string,operator:string>',
};
const SERDE = 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe';
/** A table as somebody made it by hand. */
const table = (
  columns: Partial<Record<string, string>> = COLUMNS,
  { parameters = {}, ...storage }: { parameters?: Record<string, string>; Location?: string; serde?: string } = {},
): Partial<Table> => ({
  Name: 'readings',
  DatabaseName: 'fleet',
  StorageDescriptor: {
    Location: storage.Location ?? 's3://acme-device-lake/defender',
    SerdeInfo: { SerializationLibrary: storage.serde ?? SERDE },
    Columns: Object.entries(columns).flatMap(([Name, Type]) => (Type === undefined ? [] : [{ Name, Type }])),
  },
  Parameters: parameters,
});
const iceberg = (columns: Partial<Record<string, string>> = COLUMNS): Partial<Table> => {
  const { StorageDescriptor, ...rest } = table(columns, { parameters: { table_type: 'ICEBERG' } });
  return { ...rest, StorageDescriptor: { Columns: StorageDescriptor?.Columns ?? [] } };
};

interface Case {
  readonly edits?: Edits;
  /** What others made, and how. */
  readonly made?: (region: ReturnType<typeof regionOf>) => void;
  readonly policies?: readonly Policy[];
  readonly intercept?: NonNullable<SandboxOptions['intercept']>;
}

async function looked({ edits = [], made = () => undefined, ...options }: Case): Promise<readonly Diagnostic[]> {
  const one: TestWorld = testWorld(edited(edits), options);
  const region = regionOf(one.sandbox.state, TARGET.account, TARGET.region);
  made(region);
  const loaded = await loadProfiles(one, 'profiles');
  const [profiles] = 'targets' in loaded ? loaded.targets : [];
  if (profiles === undefined) throw new Error('The profiles are wrong.');
  const found = await checkLake(await one.connect(TARGET, profiles.desired), profiles.desired, one.breathe);
  expect(one.sandbox.calls.filter(({ readOnly }) => !readOnly)).toEqual([]);
  return found;
}
const holding =
  (one: Partial<Table>, name = 'fleet.readings') =>
  (region: ReturnType<typeof regionOf>): void =>
    void (region.catalogTables[name] = one);
const told = (found: readonly Diagnostic[], about: RegExp): readonly string[] =>
  found.filter(({ message }) => about.test(message)).map(({ status, message }) => `${status}: ${message}`);

describe('a bucket', () => {
  test('is there, or nothing can be delivered', async () => {
    expect(told(await looked({}), /Bucket/)).toEqual(['fine: Bucket acme-device-lake is there.']);
    const gone = await looked({ made: (region) => void region.buckets.pop() });
    expect(told(gone, /Bucket/)).toEqual([
      'blocks: Bucket acme-device-lake of TopicRule/SoundboxMetricsToLake and DeliveryStream/soundbox-metrics does not exist: nothing can be delivered.',
    ]);
  });
});

describe('where a stream logs', () => {
  const cases: readonly { there: string; groups: Record<string, string[]>; says: string }[] = [
    {
      there: 'both',
      groups: { '/firehose/lake': ['delivery'] },
      says: 'fine: Log stream delivery of /firehose/lake is there.',
    },
    {
      there: 'no group',
      groups: {},
      says: 'warns: Log group /firehose/lake does not exist: why DeliveryStream/soundbox-metrics could not deliver is logged nowhere.',
    },
    {
      there: 'a stream whose name only begins so',
      groups: { '/firehose/lake': ['delivery-2'] },
      says: 'warns: Log stream delivery of /firehose/lake does not exist: why DeliveryStream/soundbox-metrics could not deliver is logged nowhere.',
    },
  ];
  test.each(cases)('is looked at where $there is there', async ({ groups, says }) => {
    const found = await looked({ edits: [LOGGING], made: (region) => void Object.assign(region.logGroups, groups) });
    expect(told(found, /Log/)).toEqual([says]);
  });

  test('is not where logging is off', async () => {
    const off: Edits[number] = [LOGGING[0], LOGGING[1].replace('enabled: true', 'enabled: false')];
    expect(told(await looked({ edits: [off] }), /Log/)).toEqual([]);
  });
});

describe('a table that fits', () => {
  const rows: readonly { reason: string; edits: Edits; table: Partial<Table>; name?: string }[] = [
    { reason: 'as the rule yields it', edits: [PARQUET], table: table() },
    {
      reason: 'with types that hold more',
      edits: [PARQUET],
      table: table({ ...COLUMNS, value: 'string', version: 'decimal(20,0)', dimension: 'map<string,string>' }),
    },
    { reason: 'with a column more, which stays empty', edits: [PARQUET], table: table({ ...COLUMNS, site: 'string' }) },
    {
      reason: 'with partitions of other names',
      edits: [PARQUET],
      table: table(COLUMNS, {
        parameters: {
          'projection.enabled': 'true',
          'storage.location.template': 's3://acme-device-lake/defender/${dt}',
        },
      }),
    },
    {
      reason: 'of JSON, by the name that `tables` prints',
      edits: [],
      table: table(COLUMNS, { serde: 'org.openx.data.jsonserde.JsonSerDe' }),
      name: 'defender.soundbox_metrics',
    },
    { reason: 'of Apache Iceberg', edits: [ICEBERG], table: iceberg() },
  ];
  test.each(rows)('$reason', async ({ edits, table: one, name }) => {
    const found = told(await looked({ edits, made: holding(one, name) }), /Table|table/);
    expect(found).toEqual([expect.stringMatching(/^fine: Table .* fits what soundbox-metrics writes\.$/)]);
  });

  test('is the one that the sandbox has for streams that name one', async () => {
    for (const edits of [[PARQUET], [ICEBERG]]) {
      const one = testWorld(edited(edits));
      const loaded = await loadProfiles(one, 'profiles');
      const [profiles] = 'targets' in loaded ? loaded.targets : [];
      const specs = new Map([...(profiles?.desired.resources ?? [])].map(([address, { spec }]) => [address, spec]));
      const found = await looked({ edits, made: (region) => furnishLake(region, specs) });
      expect(told(found, /Table/)).toEqual([expect.stringMatching(/^fine: /)]);
    }
  });
});

describe('a table that does not fit says in what', () => {
  const rows: readonly { reason: string; edits?: Edits; table: Partial<Table>; says: string }[] = [
    {
      reason: 'a column that is missing',
      table: table({ ...COLUMNS, dimension: undefined }),
      says: 'it has no column dimension, which is left out',
    },
    {
      reason: 'a field that is missing',
      table: table({
        ...COLUMNS,
        value: 'struct<count:bigint,number:double,numbers:array<double>,strings:array<string>,ports:array<int>>',
      }),
      says: 'it has no value.cidrs, which is left out',
    },
    {
      reason: 'another type',
      table: table({ ...COLUMNS, version: 'boolean' }),
      says: 'version is bigint, and it has boolean',
    },
    {
      reason: 'another type inside',
      table: table({ ...COLUMNS, value: COLUMNS.value.replace('number:double', 'number:bigint') }),
      says: 'value.number is double, and it has bigint',
    },
    {
      reason: 'a time in 32 bits',
      table: table({ ...COLUMNS, timestamp: 'int' }),
      says: 'timestamp is bigint, and it has int',
    },
    {
      reason: 'a time as a timestamp, which AWS does not make of a number',
      table: table({ ...COLUMNS, timestamp: 'timestamp' }),
      says: 'timestamp is bigint, and it has timestamp',
    },
    {
      reason: 'another place',
      table: table(COLUMNS, { Location: 's3://acme-device-lake/other/' }),
      says: 'objects are below s3://acme-device-lake/defender/, and it reads s3://acme-device-lake/other/',
    },
    {
      reason: 'another format',
      table: table(COLUMNS, { serde: 'org.openx.data.jsonserde.JsonSerDe' }),
      says: 'objects are Parquet, and it reads them by org.openx.data.jsonserde.JsonSerDe',
    },
    {
      reason: 'other partitions',
      table: table(COLUMNS, {
        parameters: {
          'projection.enabled': 'true',
          'storage.location.template': 's3://acme-device-lake/defender/${y}/${m}/',
        },
      }),
      says: 'objects are in s3://acme-device-lake/defender/${day}/, and it projects s3://acme-device-lake/defender/${y}/${m}/',
    },
    { reason: 'no table of Iceberg', edits: [ICEBERG], table: table(), says: 'it is no table of Apache Iceberg' },
    {
      reason: 'a column that records do not have, in Iceberg',
      edits: [ICEBERG],
      table: iceberg({ ...COLUMNS, site: 'string' }),
      says: 'records have nothing for its column site',
    },
    {
      reason: 'capitals, in Iceberg',
      edits: [
        ICEBERG,
        [
          'SELECT VALUE metrics #',
          'SELECT VALUE (SELECT name AS Name, thing, value, version, timestamp, dimension FROM metrics) #',
        ],
      ],
      table: iceberg(),
      says: 'Name is not its column name: Iceberg tells capitals apart',
    },
  ];
  test.each(rows)('$reason', async ({ edits = [PARQUET], table: one, says }) => {
    const found = told(await looked({ edits, made: holding(one) }), /Table/);
    expect(found).toEqual([
      `warns: Table fleet.${edits[0] === PARQUET ? 'Readings' : 'readings'} does not fit what soundbox-metrics writes: ${says}.`,
    ]);
  });
});

describe('a table that is not there', () => {
  test.each([
    {
      of: 'a conversion',
      edits: [PARQUET],
      says: 'blocks: Table fleet.Readings of soundbox-metrics does not exist: AWS refuses a conversion without its table.',
    },
    {
      of: 'Iceberg',
      edits: [ICEBERG],
      says: 'blocks: Table fleet.readings of soundbox-metrics does not exist: nothing is delivered into it.',
    },
    {
      of: 'no stream that names one',
      edits: [],
      says: 'unchecked: There is no table defender.soundbox_metrics: whether one fits what soundbox-metrics writes was not checked.',
    },
  ] as readonly { of: string; edits: Edits; says: string }[])('of $of', async ({ edits, says }) => {
    expect(told(await looked({ edits }), /[Tt]able/)).toEqual([says]);
  });

  test('of Iceberg is one that `tables` prints, unless a Lambda function makes its records', async () => {
    const hintOf = async (edits: Edits) =>
      (await looked({ edits })).find(({ status }) => status === 'blocks')?.hint ?? '';
    expect(await hintOf([ICEBERG])).toBe('Create it as `defender-gitops tables` prints it, or correct its name.');
    const lambda = `      processingConfiguration:
        enabled: true
        processors: [{ type: Lambda, parameters: [{ parameterName: LambdaArn, parameterValue: "arn:aws:lambda:ap-south-1:111122223333:function:f:1" }] }]
`;
    expect(await hintOf([[ICEBERG[0], ICEBERG[1] + lambda]])).toBe(
      'Create it, or correct its name. `defender-gitops tables` says why it cannot print it.',
    );
  });
});

describe('what cannot be seen is no failure', () => {
  const denied = [/Bucket/, /Log/, /Table/];

  test('where the role may not: each says what to add, and with that it may', async () => {
    const edits = [LOGGING];
    const found = await looked({
      edits,
      policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] }],
    });
    for (const about of denied)
      expect(told(found, about)).toEqual([expect.stringMatching(/^unchecked: .* was not checked: /)]);
    const statements = found.map(
      ({ hint = '' }) => JSON.parse(/\{.*\}$/.exec(hint)?.[0] ?? '{}') as Policy['Statement'][number],
    );
    expect(statements.map(({ Action }) => Action)).toEqual([
      's3:GetBucketLocation',
      'logs:DescribeLogStreams',
      'glue:GetTable',
    ]);
  });

  test('the plan role that iam prints may', async () => {
    for (const edits of [[LOGGING], [PARQUET], [ICEBERG]] as Edits[]) {
      const yaml = edited(edits);
      const policies = policiesOf(
        documentsOf(`${yaml['profiles/defender.yaml']}\n${yaml['profiles/soundbox.yaml']}`),
        'defender-gitops-plan',
      );
      const found = await looked({ edits, policies, made: holding(table()) });
      expect(found.filter(({ message }) => /not authorized/.test(message))).toEqual([]);
    }
  });

  test.each(['s3', 'logs', 'glue'])('where %s cannot be reached', async (service) => {
    const found = await looked({
      edits: [LOGGING],
      intercept: (call) => (call.service === service ? { when: 'before', answer: 'reset' } : undefined),
    });
    expect(found.filter(({ status }) => status === 'unchecked').map(({ message }) => message)).toContainEqual(
      expect.stringContaining('was not checked: '),
    );
    expect(found.filter(({ status }) => status === 'blocks')).toEqual([]);
  });

  test.each([
    {
      what: 'in a table bucket',
      catalog: ':catalog/s3tablescatalog/lake',
      says: 'it is in a table bucket, which AWS Lake Formation guards',
    },
  ])('where a table is $what', async ({ catalog, says }) => {
    const moved: Edits[number] = [ICEBERG[0], ICEBERG[1].replace(':catalog"', `${catalog}"`)];
    expect(told(await looked({ edits: [moved] }), /Table/)).toEqual([
      `unchecked: Table fleet.readings of soundbox-metrics was not checked: ${says}.`,
    ]);
  });

  test('where the catalog is in another region', async () => {
    const moved: Edits[number] = [PARQUET[0], PARQUET[1].replace('databaseName', 'region: eu-west-1, databaseName')];
    expect(told(await looked({ edits: [moved] }), /Table/)).toEqual([
      'unchecked: Table fleet.Readings of soundbox-metrics was not checked: it is in eu-west-1.',
    ]);
  });

  test('where nobody knows what is written', async () => {
    const found = await looked({
      edits: [
        PARQUET,
        [
          'SELECT VALUE metrics #',
          'SELECT VALUE aws_lambda("arn:aws:lambda:ap-south-1:111122223333:function:f", metrics) #',
        ],
      ],
      made: holding(table()),
    });
    expect(told(found, /Table/)).toEqual([
      'unchecked: Table fleet.Readings is there. Whether it fits soundbox-metrics cannot be told: what is written is not known.',
    ]);
  });
});
