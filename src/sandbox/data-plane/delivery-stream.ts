import type { Column } from '../../model/lake/table.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { DeliveryStreamRecord } from '../state.ts';
import { startConversion } from './conversion.ts';
import type { Conversion } from './conversion.ts';
import { deliveryOf } from './delivery.ts';
import type { DeliverySettings } from './delivery.ts';
import type { KeyMaker } from './object-key.ts';
import type { PlaneContext } from './context.ts';

/** A record with the data points in it. */
export interface StreamRecord {
  readonly data: string;
  /** What JSON the data is, where that is known: it need not be read again. */
  readonly value?: JsonValue;
  readonly points: number;
}

/** A delivery stream at work. https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html */
export interface StreamRun {
  readonly name: string;
  readonly counts: StreamCounts;
  /** What of the stream is not simulated, where something is not. */
  readonly notSimulated: string | undefined;
  /** Takes records, all or none; says why not. */
  put(records: readonly StreamRecord[]): string | undefined;
  /** Lets time pass: delivers what is due, and tries again what could not be delivered. */
  settle(): void;
  /** When something is due, whatever comes; undefined where nothing waits. */
  due(): number | undefined;
}

/** What a stream did. Changed in place. */
export interface StreamCounts {
  records: number;
  /** Bytes as they came in. */
  bytes: number;
  objects: number;
  /** Bytes as they lie in the bucket. */
  objectBytes: number;
}

/** https://docs.aws.amazon.com/firehose/latest/dev/limits.html */
const LIMITS = { recordBytes: 1000 * 1024, batchRecords: 500, batchBytes: 4 * 1024 * 1024 } as const;

/** For how long records are kept that cannot be delivered: https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html */
const RETENTION = 24 * 3_600_000;

/** How long Firehose waits between two tries is not documented. */
const RETRY = 60_000;

/** Records that make one object. */
interface Buffered {
  /** As they came; of a stream that converts, those that do not fit its table. */
  readonly parts: string[];
  readonly conversion?: Conversion;
  /** When the oldest arrived. */
  readonly since: number;
  bytes: number;
  points: number;
  /** Of what does not fit. */
  unfitPoints: number;
}

interface Stream {
  readonly name: string;
  readonly record: DeliveryStreamRecord;
  readonly delivery: DeliverySettings;
  readonly counts: StreamCounts;
  readonly around: PlaneContext;
  open: Buffered | undefined;
  /** Full, and not yet delivered because the bucket refuses. */
  waiting: Buffered[];
}

/** Starts a stream of the account. */
export function startStream(name: string, record: DeliveryStreamRecord, around: PlaneContext): StreamRun {
  const counts: StreamCounts = { records: 0, bytes: 0, objects: 0, objectBytes: 0 };
  const delivery = deliveryOf(name, record, around.state);
  const stream: Stream = { name, record, delivery, counts, around, open: undefined, waiting: [] };
  return {
    name,
    counts,
    notSimulated: delivery.notSimulated,
    put: (records) => put(stream, records),
    settle: () => {
      const { open } = stream;
      if (open !== undefined && around.now() >= open.since + delivery.bufferMilliseconds) close(stream);
      else retry(stream);
    },
    due: () => {
      if (stream.waiting.length > 0) return around.now() + RETRY;
      return stream.open === undefined ? undefined : stream.open.since + delivery.bufferMilliseconds;
    },
  };
}

function put(stream: Stream, records: readonly StreamRecord[]): string | undefined {
  const { name, record, delivery, counts, around } = stream;
  const sizes = records.map(({ data }) => Buffer.byteLength(data));
  const refused = refusal(record, sizes) ?? around.outage('stream', name, around.now());
  if (refused !== undefined) return refused;
  for (const [index, one] of records.entries()) {
    const size = sizes[index] ?? 0;
    counts.records += 1;
    counts.bytes += size;
    if (delivery.makeKey === undefined) around.ledger.settle('not-simulated', name, one.points, delivery.notSimulated);
    else buffer(stream, one, size);
  }
  return undefined;
}

function buffer(stream: Stream, record: StreamRecord, size: number): void {
  const { delivery, around } = stream;
  const open = (stream.open ??= opened(delivery.columns, around.now()));
  if (open.conversion?.add(valueOf(record)) !== true) {
    open.parts.push(record.data + delivery.delimiter);
    open.unfitPoints += record.points;
  }
  open.bytes += size;
  open.points += record.points;
  if (open.bytes >= delivery.bufferBytes) close(stream);
}

function opened(columns: readonly Column[] | undefined, since: number): Buffered {
  const conversion = columns === undefined ? {} : { conversion: startConversion(columns) };
  return { parts: [], ...conversion, since, bytes: 0, points: 0, unfitPoints: 0 };
}

function valueOf({ data, value }: StreamRecord): JsonValue | undefined {
  if (value !== undefined) return value;
  try {
    return JSON.parse(data) as JsonValue;
  } catch {
    return undefined;
  }
}

function close(stream: Stream): void {
  if (stream.open !== undefined) stream.waiting.push(stream.open);
  stream.open = undefined;
  retry(stream);
}

function retry(stream: Stream): void {
  stream.waiting = stream.waiting.filter((buffered) => !deliver(stream, buffered));
}

/** Whether nothing is left to do for these records. */
function deliver(stream: Stream, buffered: Buffered): boolean {
  const { name, delivery, around } = stream;
  const failure = around.outage('bucket', delivery.bucket, around.now());
  if (failure === undefined && delivery.makeKey !== undefined) {
    around.background(write(stream, buffered, delivery.makeKey));
    return true;
  }
  if (around.now() - buffered.since < RETENTION) return false;
  around.ledger.settle('lost', name, buffered.points, `${failure}, for 24 hours`);
  return true;
}

async function write(stream: Stream, buffered: Buffered, makeKey: KeyMaker): Promise<void> {
  const { delivery, around } = stream;
  const { parts, conversion, since, points } = buffered;
  // The key is made before anything is waited for, so that keys do not depend on what is done first.
  const key = makeKey(since, around.chance);
  if (conversion !== undefined) return writeConverted(stream, buffered, key, conversion);
  const text = Buffer.from(parts.join(''));
  await store(stream, key, delivery.isCompressed ? await around.compress(text) : text);
  around.ledger.settle('delivered', delivery.bucket, points);
}

/** Writes rows; records that do not fit the table go elsewhere. https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion-error-handling.html */
async function writeConverted(
  stream: Stream,
  { parts, since, points, unfitPoints }: Buffered,
  key: string,
  conversion: Conversion,
): Promise<void> {
  const { delivery, around } = stream;
  if (parts.length > 0 && delivery.makeErrorKey !== undefined) {
    const errorKey = delivery.makeErrorKey(since, around.chance);
    await store(stream, errorKey, Buffer.from(parts.map(errorLine).join('')));
    around.ledger.settle('error', delivery.bucket, unfitPoints);
  } else {
    const reason = 'records that do not fit the table, and no error prefix';
    around.ledger.settle('lost', stream.name, unfitPoints, reason);
  }
  if (conversion.rows() === 0) return;
  const { parquetFile } = await import('./parquet.ts');
  await store(stream, key, parquetFile(delivery.columns ?? [], conversion));
  around.ledger.settle('delivered', delivery.bucket, points - unfitPoints);
}

function errorLine(record: string): string {
  const errorCode = 'DataFormatConversion.MalformedData';
  return `${JSON.stringify({ errorCode, rawData: Buffer.from(record).toString('base64') })}\n`;
}

async function store({ delivery, counts, around }: Stream, key: string, body: Uint8Array): Promise<void> {
  await around.bucket(delivery.bucket).put(key, body);
  counts.objects += 1;
  counts.objectBytes += body.length;
}

function refusal({ status }: DeliveryStreamRecord, sizes: readonly number[]): string | undefined {
  if (status !== 'ACTIVE') return `ResourceNotFoundException: the stream is ${status}`;
  if (sizes.length > LIMITS.batchRecords)
    return `InvalidArgumentException: ${sizes.length} records in one batch, at most 500`;
  if (sizes.some((size) => size > LIMITS.recordBytes))
    return 'InvalidArgumentException: a record is larger than 1,000 KiB';
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return total > LIMITS.batchBytes ? 'InvalidArgumentException: the batch is larger than 4 MiB' : undefined;
}
