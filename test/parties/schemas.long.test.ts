import { beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { environment, PARTIES, python, title } from './installed.ts';
import { requests } from './requests.ts';
import type { Request } from './requests.ts';

/** Path and rule of each violation, by whose schema it violates. */
interface Verdict {
  readonly botocore: readonly (readonly [path: string, rule: string])[];
  readonly cloudformation: readonly (readonly [path: string, rule: string])[];
}

/** A disagreement that stands, told as `who type path rule`, or for what only we refuse `who type path = value`. */
interface Known {
  readonly matches: RegExp;
  readonly reason: string;
}

/** What we take and others refuse. */
const LOOSER: readonly Known[] = [
  {
    matches: /\.IcebergDestinationConfiguration\.(S3BackupMode|CatalogConfiguration\.CatalogARN) additionalProperties$/,
    reason: 'CloudFormation spells them s3BackupMode and CatalogArn.',
  },
  {
    matches: /^cloudformation .*\.SecretsManagerConfiguration\.SecretARN pattern$/,
    reason: 'Only CloudFormation has a pattern for the names of secrets.',
  },
  {
    matches: /^cloudformation .*\.S3ErrorOutputPrefix minLength$/,
    reason: 'The API takes an empty prefix.',
  },
  { matches: /^cloudformation AuditSuppression +no such resource$/, reason: 'CloudFormation has no such resource.' },
  {
    matches: /^botocore AWS::KinesisFirehose::DeliveryStream .*\.CustomTimeZone pattern$/,
    reason: 'AWS lists America/Port-au-Prince, which the pattern has no place for.',
  },
  {
    matches: /^cloudformation AWS::IoT::TopicRule .*\.(Salesforce|DynamoDB\.Operation) additionalProperties$/,
    reason: 'CloudFormation never took it up; the API has it.',
  },
  {
    matches: /^cloudformation AWS::IoT::TopicRule .*\.Kafka\.ClientProperties minProperties$/,
    reason: 'The API names no least number; the service says itself which properties it misses.',
  },
  {
    matches: /^cloudformation AWS::IoT::ThingGroup \.QueryString maxLength$/,
    reason: 'CloudFormation takes 1,000 characters of a query; the API names no greatest length.',
  },
  {
    matches: /^cloudformation AWS::IoT::\w+ \.Tags\[\]\.Value minLength$/,
    reason: 'The API takes tags without a value.',
  },
  {
    matches: /^cloudformation \S+ \S+ uniqueItems$/,
    reason: 'Only CloudFormation asks for different items; the API takes a list as it is.',
  },
  {
    matches:
      /^cloudformation AWS::KinesisFirehose::DeliveryStream \S+\.ColumnToJsonKeyMappings\b.* additionalProperties$/s,
    reason: "CloudFormation's pattern for columns has no place for other characters; the API names none.",
  },
];

/** What only we refuse, because the service or its guide says more than the model does. */
const STRICTER: readonly Known[] = [
  {
    matches: / \.deliveryStreamType = /,
    reason: 'The type follows from the source: a request has the one that fits, whatever the file says.',
  },
  { matches: / \.mskSourceConfiguration\.readFromTimestamp = \d+$/, reason: 'A file writes a time as text.' },
  {
    matches: /^cloudformation AWS::IoT::TopicRule .*iotSiteWise\..*\.stringValue = "x+$/,
    reason: 'Only the API names a greatest length.',
  },
  { matches: /Arn(ForLogging)? = /, reason: 'The models take any text for an ARN; the service does not.' },
  { matches: / \.targets\[\] = /, reason: 'Attachments are requests of their own.' },
  { matches: / \.tags\..* = /s, reason: "A rule's tags go in a header, as one text." },
  {
    matches: /\.(metric|metrics\[\]|retainedMetrics\[\]) = /,
    reason: 'The models take any text; the guide names the metrics of AWS and the form of others.',
  },
  {
    matches: /\.auditCheckConfigurations\.\w+\.configuration\.\w+ = /,
    reason: 'The models take any text; the guide says from 30 to 3652 days.',
  },
  { matches: /\.targetCheckNames\[\] = /s, reason: 'The models take any text for a check; the guide names them.' },
  { matches: /\.awsIotSqlVersion = /, reason: 'The guide names the versions.' },
  { matches: / = ""$/, reason: 'An empty text says nothing: what is left out is left out.' },
  {
    matches: /^cloudformation .*\.(displayName|description|thingGroupDescription) = "ü"$/,
    reason: "The API's pattern is Java's, whose class of visible characters is ASCII.",
  },
  {
    matches: /^cloudformation .*\.(name|dimensionName|parentGroupName) = /,
    reason: "CloudFormation's pattern is not anchored, so that it takes whatever holds one good character.",
  },
  {
    matches: /^cloudformation \S+ \.\S+\.columnToJsonKeyMappings\..* = /s,
    reason: 'CloudFormation looks at the columns only whose names fit its pattern.',
  },
  {
    matches:
      /^botocore AuditSuppression \.(checkName|resourceIdentifier\.(clientId|cognitoIdentityPoolId|\w+\.policyName)) = /s,
    reason:
      'The model takes any text for checks, clients and identity pools, and letters of all languages in a policy.',
  },
  { matches: / \.(indexName|queryVersion) = /, reason: 'AWS has one of each, which is not sent.' },
  {
    matches: /^cloudformation AWS::IoT::ThingGroup \S+\.attributes\..* = /s,
    reason: 'CloudFormation looks at the names of attributes, and takes any text for a value.',
  },
  {
    matches: /^cloudformation .*\.count = -1$/,
    reason: 'CloudFormation writes the number as text, without a least value.',
  },
];

const { cfnLint } = PARTIES;
let seen: readonly { readonly request: Request; readonly verdict: Verdict }[] = [];
beforeAll(async () => {
  if (!cfnLint.isHere) return;
  const all = await requests(600, 7);
  const verdicts = await python<Verdict[]>('schema_verdicts.py', all, environment('http://127.0.0.1:1'));
  seen = all.map((request, index) => ({ request, verdict: verdicts[index] ?? { botocore: [], cloudformation: [] } }));
}, 240_000);

const disagreements = (side: 'looser' | 'stricter'): readonly string[] => [
  ...new Set(
    seen.flatMap(({ request: { isOurs, type, mutation = '' }, verdict }) =>
      (['botocore', 'cloudformation'] as const).flatMap((who) => {
        if (isOurs)
          return side === 'looser' ? verdict[who].map(([path, rule]) => `${who} ${type} ${path} ${rule}`) : [];
        return side === 'stricter' && verdict[who].length === 0 ? [`${who} ${type} ${mutation}`] : [];
      }),
    ),
  ),
];

describe.skipIf(!cfnLint.isHere)(title('our schemas beside those of botocore and CloudFormation', cfnLint), () => {
  test('judge requests of every kind, right and wrong ones', () => {
    for (const type of new Set(seen.map(({ request }) => request.type))) {
      const ours = seen.filter(({ request }) => request.type === type);
      expect(ours.filter(({ request }) => request.isOurs).length, type).toBeGreaterThan(550);
      expect(ours.filter(({ request }) => !request.isOurs).length, type).toBeGreaterThan(100);
      const bothRefuse = ours.filter(({ request, verdict }) => !request.isOurs && verdict.botocore.length > 0);
      expect(bothRefuse.length, type).toBeGreaterThan(10);
    }
    expect(new Set(seen.map(({ request }) => request.type)).size).toBe(kinds.length);
  });

  test.for([
    { side: 'looser', known: LOOSER },
    { side: 'stricter', known: STRICTER },
  ] as const)('are $side only where a reason is known', ({ side, known }) => {
    const all = disagreements(side);
    expect(all.filter((one) => !known.some(({ matches }) => matches.test(one)))).toEqual([]);
    const unused = known.filter(({ matches }) => !all.some((one) => matches.test(one)));
    expect(
      unused.map(({ reason }) => reason),
      'nothing disagrees so any more: remove it',
    ).toEqual([]);
  });
});
