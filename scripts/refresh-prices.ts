/**
 * Writes src/catalogue/prices.ts from the files that fill the tables of AWS's price pages: one for each service, with all
 * regions and the day on which AWS published it.
 * `node scripts/refresh-prices.ts` fetches them; `--from FOLDER --copy ADDRESS` reads copies, `iot.json` and so on, that stand at an
 * address which is written down. `npm run format` afterwards.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PriceList } from '../src/catalogue/prices.ts';
import { PRICE_UNITS } from '../src/model/impact/cost.ts';

/** A file of prices, as far as it is read. The price of one unit stands under a name, and again under a code. */
export interface PriceFile {
  readonly manifest: { readonly hawkFilePublicationDate: string; readonly currencyCode: string };
  readonly regions: Readonly<Record<string, Readonly<Record<string, { readonly price: string }>>>>;
}

/** Under which name a file has the price of a part, for units beyond so many. */
type Column = readonly [part: PriceList['columns'][number][0], beyond: number, name: string];

const DATA = 'Event by-Event Processing Per GB of data ingested';

/** Where a service's prices are, in the order in which they are listed. A TB is 1,024 GB, as in AWS's price list. */
const SERVICES: readonly {
  readonly file: string;
  readonly service: string;
  readonly page: string;
  readonly columns: readonly Column[];
}[] = [
  {
    file: 'iotdevicedefender',
    service: 'AWS IoT Device Defender',
    page: 'https://aws.amazon.com/iot-device-defender/pricing/',
    columns: [
      ['datapoints', 0, 'Detect Upto 10B per Metric Datapoints'],
      ['datapoints', 1e10, 'Detect Over 10B per Metric Datapoints'],
      ['learnedDatapoints', 0, 'ML Detect 0 upto 300000 per Metric Datapoints'],
      ['learnedDatapoints', 300_000, 'ML Detect 300000 upto 10000000 per Metric Datapoints'],
      ['learnedDatapoints', 10_000_000, 'ML Detect 10000000 upto 100000000 per Metric Datapoints'],
      ['learnedDatapoints', 100_000_000, 'ML Detect 100000000 upto Inf per Metric Datapoints'],
      ['audited', 0, 'Audit upto 100000 per Devices'],
      ['audited', 100_000, 'Audit over 100000 per Devices'],
    ],
  },
  {
    file: 'iot',
    service: 'AWS IoT Core',
    page: 'https://aws.amazon.com/iot-core/pricing/',
    columns: [
      ['messages', 0, 'Messages Up to 1B'],
      ['messages', 1e9, 'Messages Next 4B'],
      ['messages', 5e9, 'Messages Over 5B'],
      ['rules', 0, 'RulesTriggered'],
      ['actions', 0, 'ActionsExecuted'],
    ],
  },
  {
    file: 'kinesisfirehose',
    service: 'Amazon Data Firehose',
    page: 'https://aws.amazon.com/firehose/pricing/',
    columns: [
      ['ingested', 0, `${DATA} first 500TB`],
      ['ingested', 512_000, `${DATA} Next 1 5PB`],
      ['ingested', 2_048_000, `${DATA} Next 3PB`],
      ['converted', 0, 'Per GB of data format conversion'],
      ['partitioned', 0, 'Per GB of dynamically partitioned data delivered'],
      ['partitionedObjects', 0, 'Per object dynamically partitioned'],
      // Of Apache Iceberg the file has two prices for the same, and does not say what each is for.
      ['vpcDelivered', 0, 'Per GB of data delivered to VPC'],
      ['vpcHours', 0, 'Per Hour per AZ for VPC delivery'],
    ],
  },
  {
    file: 's3',
    service: 'Amazon S3',
    page: 'https://aws.amazon.com/s3/pricing/',
    columns: [
      ['puts', 0, 'PUT COPY/POST or LIST requests per Requests'],
      ['stored', 0, 'Standard Storage First 50 TB per GB Mo'],
      ['stored', 51_200, 'Standard Storage Next 450 TB per GB Mo'],
      ['stored', 512_000, 'Standard Storage Over 500 TB per GB Mo'],
    ],
  },
  {
    file: 'athena',
    service: 'Amazon Athena',
    page: 'https://aws.amazon.com/athena/pricing/',
    columns: [['scanned', 0, 'Athena Queries']],
  },
];

/** Regions by the names that the files have for them: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const REGIONS: Readonly<Record<string, string>> = {
  'US East (N. Virginia)': 'us-east-1',
  'US East (Ohio)': 'us-east-2',
  'US West (N. California)': 'us-west-1',
  'US West (Oregon)': 'us-west-2',
  'Africa (Cape Town)': 'af-south-1',
  'Asia Pacific (Hong Kong)': 'ap-east-1',
  'Asia Pacific (Taipei)': 'ap-east-2',
  'Asia Pacific (Tokyo)': 'ap-northeast-1',
  'Asia Pacific (Seoul)': 'ap-northeast-2',
  'Asia Pacific (Osaka)': 'ap-northeast-3',
  'Asia Pacific (Mumbai)': 'ap-south-1',
  'Asia Pacific (Hyderabad)': 'ap-south-2',
  'Asia Pacific (Singapore)': 'ap-southeast-1',
  'Asia Pacific (Sydney)': 'ap-southeast-2',
  'Asia Pacific (Jakarta)': 'ap-southeast-3',
  'Asia Pacific (Melbourne)': 'ap-southeast-4',
  'Asia Pacific (Malaysia)': 'ap-southeast-5',
  'Asia Pacific (New Zealand)': 'ap-southeast-6',
  'Asia Pacific (Thailand)': 'ap-southeast-7',
  'Canada (Central)': 'ca-central-1',
  'Canada West (Calgary)': 'ca-west-1',
  'EU (Frankfurt)': 'eu-central-1',
  'EU (Zurich)': 'eu-central-2',
  'EU (Stockholm)': 'eu-north-1',
  'EU (Milan)': 'eu-south-1',
  'EU (Spain)': 'eu-south-2',
  'EU (Ireland)': 'eu-west-1',
  'EU (London)': 'eu-west-2',
  'EU (Paris)': 'eu-west-3',
  'Israel (Tel Aviv)': 'il-central-1',
  'Middle East (UAE)': 'me-central-1',
  'Middle East (Bahrain)': 'me-south-1',
  'Mexico (Central)': 'mx-central-1',
  'South America (Sao Paulo)': 'sa-east-1',
  'AWS GovCloud (US-East)': 'us-gov-east-1',
  'AWS GovCloud (US)': 'us-gov-west-1',
};

/** Entries of a file that are of no region. */
const NOWHERE = new Set(['', 'Any']);

/** Where AWS has the file of a service. */
function addressOf(file: string): string {
  return `https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps/${file}/USD/current/${file}.json`;
}

/**
 * The prices of all services; `copyOf` is the address of the copy that was read, where it is not AWS's own. Throws where a file has a region
 * that is not known here, or no region has a price that is asked for.
 */
export function priceLists(
  fileOf: (file: string) => PriceFile,
  copyOf?: (file: string) => string,
): readonly PriceList[] {
  return SERVICES.map((one) => listOf(one, fileOf(one.file), copyOf?.(one.file)));
}

/** The module that holds them. */
function moduleOf(lists: readonly PriceList[]): string {
  const parts = [...new Set(SERVICES.flatMap(({ columns }) => columns.map(([part]) => part)))];
  return `${HEAD}

/** What AWS asks for one service. */
export interface PriceList {
  readonly service: string;
  /** The page that shows them to people. */
  readonly page: string;
  /** The file that the page is filled from, or the page itself. */
  readonly file: string;
  /** The copy of the file that was read, where AWS's own was out of reach. */
  readonly copy?: string;
  /** The day on which AWS published them, or they were read, \`YYYY-MM-DD\`. */
  readonly asOf: string;
  readonly currency: string;
  /** What each price of a row is for: a part of the bill, beyond so many units in a month. */
  readonly columns: readonly (readonly [part: ${parts.map((part) => `'${part}'`).join(' | ')}, beyond: number])[];
  /** By region; null where AWS has no price. */
  readonly regions: Readonly<Record<string, readonly (number | null)[]>>;
}

/** What AWS asks for, by service and region. */
export const PRICE_LISTS: readonly PriceList[] = ${JSON.stringify(lists)};
`;
}

const HEAD = '// Made by scripts/refresh-prices.ts from the files that AWS fills its price pages from. Never edited.';

function listOf(
  { file, service, page, columns }: (typeof SERVICES)[number],
  { manifest, regions }: PriceFile,
  copy: string | undefined,
): PriceList {
  const rows = Object.entries(regions)
    .filter(([name]) => !NOWHERE.has(name))
    .map(([name, prices]) => [codeOf(name, file), columns.map((column) => priceIn(prices, column))] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [index, [part, , name]] of columns.entries())
    if (rows.every(([, prices]) => prices[index] === null))
      throw new Error(`${addressOf(file)} has no "${name}" any more, from which the price of ${part} is read.`);
  return {
    service,
    page,
    file: addressOf(file),
    ...(copy !== undefined && { copy }),
    asOf: manifest.hawkFilePublicationDate.slice(0, 10),
    currency: manifest.currencyCode,
    columns: columns.map(([part, beyond]) => [part, beyond] as const),
    regions: Object.fromEntries(rows),
  };
}

function codeOf(name: string, file: string): string {
  const code = REGIONS[name];
  if (code === undefined) throw new Error(`${addressOf(file)} has the region "${name}": write its code into REGIONS.`);
  return code;
}

/** In the units of `PRICE_UNITS`, without the noise of binary fractions. */
function priceIn(prices: PriceFile['regions'][string], [part, , name]: Column): number | null {
  const entry = prices[name];
  return entry === undefined ? null : Number((Number(entry.price) * PRICE_UNITS[part].per).toPrecision(12));
}

async function fetched(file: string): Promise<PriceFile> {
  const answer = await fetch(addressOf(file));
  if (!answer.ok) throw new Error(`${addressOf(file)} answered ${answer.status}.`);
  return (await answer.json()) as PriceFile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { from, copy } = parseArgs({ options: { from: { type: 'string' }, copy: { type: 'string' } } }).values;
  const files = new Map<string, PriceFile>();
  for (const { file } of SERVICES)
    files.set(
      file,
      from === undefined
        ? await fetched(file)
        : (JSON.parse(readFileSync(join(from, `${file}.json`), 'utf8')) as PriceFile),
    );
  const lists = priceLists(
    (file) => files.get(file) as PriceFile,
    copy === undefined ? undefined : (file) => `${copy}/${file}.json`,
  );
  writeFileSync(join(import.meta.dirname, '../src/catalogue/prices.ts'), moduleOf(lists));
}
