import type { Action } from '@aws-sdk/client-iot';
import { isList } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isSqlError } from '../../sql/problem.ts';
import type { Message } from '../../sql/message.ts';
import { fillTemplate, parseTemplate } from '../../sql/template.ts';
import type { Value } from '../../sql/value.ts';
import type { Checked } from '../checked.ts';
import { uuid } from './fleet/chance.ts';
import type { StreamRecord, StreamRun } from './delivery-stream.ts';
import type { PlaneContext } from './context.ts';

type RuleAction = Checked<Action>;

/** What an action gets. */
export interface ActionInput {
  readonly result: JsonValue;
  readonly points: number;
  readonly message: Message;
  readonly variables: Readonly<Record<string, Value>>;
  /** The message as it was published. */
  readonly text: string;
}

/** An action that was not taken, and why. */
export interface ActionFailure {
  readonly action: RuleAction;
  readonly reason: string;
}

/** What an error action gets besides: all failures of the rule for one message. */
interface ErrorInput extends ActionInput {
  readonly rule: string;
  readonly failures: readonly ActionFailure[];
}

/** Takes actions of rules. */
export interface Actions {
  /** Says why an action failed, if it did. */
  perform(action: RuleAction, input: ActionInput, rule: string): string | undefined;
  /** Takes an error action, which nothing comes after. https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html */
  performOnError(action: RuleAction, input: ErrorInput): void;
}

/** What actions reach. */
interface Reach {
  readonly around: PlaneContext;
  readonly streams: ReadonlyMap<string, StreamRun>;
  readonly republish: (topic: string, payload: string) => void;
}

/** Makes what takes the actions of one account. */
export function createActions(reach: Reach): Actions {
  const { ledger } = reach.around;
  return {
    perform: (action, input, rule) => whyFailed(() => perform(reach, action, input, rule)),
    performOnError: (action, one) => {
      const { rule, failures } = one;
      // Each action is a path of its own, and all that failed end here.
      const input = { ...one, points: one.points * failures.length };
      const body = errorMessage(input, reach.around);
      const failed = whyFailed(() =>
        action.s3 ? toS3(reach, action, input, body, 'error') : notSimulated(reach, action, input, rule),
      );
      const reasons = failures.map(({ reason }) => reason).join('; ');
      if (failed !== undefined)
        ledger.settle('lost', rule, input.points, `${reasons}; the error action failed too: ${failed}`);
    },
  };
}

function perform(reach: Reach, action: RuleAction, input: ActionInput, rule: string): string | undefined {
  if (action.firehose) return toFirehose(reach, action, input);
  if (action.s3) return toS3(reach, action, input, input.result, 'delivered');
  if (!action.republish) return notSimulated(reach, action, input, rule);
  // `$$` stands for `$`: https://docs.aws.amazon.com/iot/latest/developerguide/republish-rule-action.html
  const topic = filled(action.republish.topic, input).replace(/^\$\$/, '$');
  reach.republish(topic, textOf(input.result));
  reach.around.ledger.settle('published', topic, input.points);
  return undefined;
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/s3-rule-action.html */
function toS3(
  { around }: Reach,
  action: RuleAction,
  input: ActionInput,
  body: JsonValue,
  fate: 'delivered' | 'error',
): string | undefined {
  const { bucketName = '', key = '' } = action.s3 ?? {};
  const [bucket, path] = [filled(bucketName, input), filled(key, input)];
  const outage = around.outage('bucket', bucket, around.now());
  if (outage !== undefined) return outage;
  const write = around.bucket(bucket).put(path, Buffer.from(textOf(body)));
  around.background(write.then(() => around.ledger.settle(fate, bucket, input.points)));
  return undefined;
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-firehose-rule-action.html */
function toFirehose({ streams }: Reach, { firehose }: RuleAction, input: ActionInput): string | undefined {
  const name = filled(firehose?.deliveryStreamName ?? '', input);
  const stream = streams.get(name);
  if (stream === undefined) return `ResourceNotFoundException: there is no delivery stream ${name}`;
  const separator = firehose?.separator ?? '';
  const { result, points } = input;
  const isBatch = firehose?.batchMode === true && isList(result);
  return stream.put(
    isBatch
      ? result.map((item) => recordOf(item, separator, points / result.length))
      : [recordOf(result, separator, points)],
  );
}

function recordOf(value: JsonValue, separator: string, points: number): StreamRecord {
  const data = textOf(value) + separator;
  // A text is written as it is, and a separator such as a comma makes something else of what it follows.
  return typeof value === 'string' || separator.trim() !== '' ? { data, points } : { data, points, value };
}

function notSimulated({ around }: Reach, action: RuleAction, { points }: ActionInput, rule: string): undefined {
  around.ledger.settle('not-simulated', rule, points, `the action ${Object.keys(action)[0]}`);
}

/** One message for all that failed. https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html */
function errorMessage({ rule, message, text, failures }: ErrorInput, { chance }: PlaneContext): JsonObject {
  return {
    ruleName: rule,
    topic: message.topic,
    cloudwatchTraceId: uuid(chance),
    clientId: 'N/A',
    base64OriginalPayload: Buffer.from(text).toString('base64'),
    failures: failures.map(({ action, reason }) => {
      const [name = '', resource = {}] = Object.entries(action)[0] ?? [];
      const { deliveryStreamName, bucketName } = resource as { deliveryStreamName?: string; bucketName?: string };
      return {
        // AWS shows one name only, `S3Action`.
        failedAction: `${name.charAt(0).toUpperCase()}${name.slice(1)}Action`,
        failedResource: deliveryStreamName ?? bucketName ?? '',
        errorMessage: reason,
      };
    }),
  };
}

function filled(text: string, { message, variables }: ActionInput): string {
  if (!text.includes('${')) return text;
  const read = parseTemplate(text);
  if ('problem' in read) return text;
  return fillTemplate(read.template, message, variables);
}

function whyFailed(perform: () => string | undefined): string | undefined {
  try {
    return perform();
  } catch (caught) {
    if (isSqlError(caught)) return `a substitution template: ${caught.problem.message}`;
    throw caught;
  }
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
