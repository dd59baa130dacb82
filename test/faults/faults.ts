import { canonical } from '../../src/model/values/json.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { deleteProfile } from '../../src/sandbox/iot/attachments.ts';
import { deleteGroup } from '../../src/sandbox/iot/things/groups.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import type { SandboxCall, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { SandboxFault } from '../../src/sandbox/fault.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import type { SandboxState } from '../../src/sandbox/state.ts';

/** What is done to a run: it looks at every request with its number, from 0. */
export interface Fault {
  readonly name: string;
  /** Answered in place of the account. */
  readonly answer?: ((call: SandboxCall, nth: number, at: number) => SandboxFault | undefined) | undefined;
  /** Done at the door, where a request goes out and an answer comes in. */
  readonly door?: ((handler: SandboxRequestHandler, at: number) => SandboxRequestHandler) | undefined;
  /** Somebody else's doing, just before the request is handled. */
  readonly meddle?: (state: SandboxState, call: SandboxCall) => void;
  /** Whether the run gets over it by itself: an answer may be lost, but not what it was about. */
  readonly passes?: true;
  /** Whether somebody else changed the account, so that stopping is right and only planning again goes on. */
  readonly isForeign?: true;
}

const error = (when: 'before' | 'after', name: string, status: number): SandboxFault => ({
  when,
  answer: { name, message: `${name} was injected`, status },
});
const once =
  (fault: SandboxFault): Fault['answer'] =>
  (_call, nth, at) =>
    nth === at ? fault : undefined;
const from =
  (fault: SandboxFault): Fault['answer'] =>
  (_call, nth, at) =>
    nth >= at ? fault : undefined;

type Answer = Awaited<ReturnType<SandboxRequestHandler['handle']>>;

/** A door that counts the requests of a run and lets a fault act on each. */
function counting(
  handler: SandboxRequestHandler,
  act: (
    nth: number,
    pass: () => Promise<Answer>,
    request: Parameters<SandboxRequestHandler['handle']>[0],
  ) => Promise<Answer>,
): SandboxRequestHandler {
  let count = 0;
  return { ...handler, handle: (request) => act(count++, () => handler.handle(request), request) };
}

const silence = (): never => {
  // What the SDK's handler throws when `throwOnRequestTimeout` has passed.
  throw Object.assign(new Error('Request did not complete in time'), { name: 'TimeoutError' });
};

const brokenPipe = (): never => {
  throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
};

/** The end of the process, as far as a test can have it: nothing goes out or comes in any more. */
const KILLED = 'Killed';

/** Whether a run ended because its process did. */
export function isKilled(error: unknown): boolean {
  return error instanceof Error && error.name === KILLED;
}

const killedAt =
  (hasEffect: boolean): Fault['door'] =>
  (handler, at) =>
    counting(handler, async (nth, pass) => {
      if (nth < at) return pass();
      if (nth === at && hasEffect) await pass();
      throw Object.assign(new Error('the process was killed'), { name: KILLED });
    });

const textOf = (body: unknown): string => (body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body));

/** A read is answered once as it was when the same was last asked in this run. */
const stale: Fault['door'] = (handler, at) => {
  const last = new Map<string, Answer>();
  return counting(handler, async (nth, pass, request) => {
    const key = JSON.stringify([request.method, request.path, request.query, textOf(request.body)]);
    const before = last.get(key);
    const answer = await pass();
    last.set(key, answer);
    const isRead = request.method === 'GET' || /Describe|List/.test(request.headers['x-amz-target'] ?? '');
    return nth === at && isRead && before !== undefined ? before : answer;
  });
};

/** Another client changes or deletes what a write is about, between our read of it and our write. */
const meddling =
  (change: 'edit' | 'delete'): NonNullable<Fault['meddle']> =>
  (state, call) => {
    if (call.readOnly) return;
    const region = regionOf(state, call.account, call.region);
    const names = call.input as Record<string, string | undefined>;
    const { securityProfileName, ruleName, metricName, name, thingGroupName, actionName, DeliveryStreamName } = names;
    const found: [Record<string, object>, string | undefined, (record: never) => void][] = [
      [
        region.securityProfiles,
        securityProfileName,
        (record: { securityProfileDescription: string; version: number }) =>
          Object.assign(record, { securityProfileDescription: 'meddled', version: record.version + 1 }),
      ],
      [
        region.topicRules,
        ruleName,
        (record: { payload: object }) => Object.assign(record.payload, { description: 'meddled' }),
      ],
      [region.customMetrics, metricName, (record: object) => Object.assign(record, { displayName: 'meddled' })],
      [region.dimensions, name, (record: object) => Object.assign(record, { stringValues: ['meddled/#'] })],
      [
        region.thingGroups,
        thingGroupName,
        (record: { version: number }) =>
          Object.assign(record, { properties: { thingGroupDescription: 'meddled' }, version: record.version + 1 }),
      ],
      [
        region.mitigationActions,
        actionName,
        (record: object) => Object.assign(record, { roleArn: 'arn:aws:iam::111122223333:role/Meddled' }),
      ],
      [
        region.scheduledAudits,
        names['scheduledAuditName'],
        (record: object) => Object.assign(record, { frequency: 'DAILY' }),
      ],
      // It has no name.
      [
        region.auditSuppressions,
        keyOfSuppression(call.input as JsonObject),
        (record: object) => Object.assign(record, { description: 'meddled' }),
      ],
      // There is one in each region.
      [
        region as unknown as Record<string, object>,
        call.operation.includes('AccountAuditConfiguration') ? 'auditConfiguration' : undefined,
        (record: object) => Object.assign(record, { roleArn: 'arn:aws:iam::111122223333:role/Meddled' }),
      ],
      [
        region.deliveryStreams,
        DeliveryStreamName,
        (record: { destination: object; version: number }) => (
          Object.assign(record.destination, { CompressionFormat: 'ZIP' }),
          Object.assign(record, { version: record.version + 1 })
        ),
      ],
    ];
    for (const [records, key, edit] of found) {
      if (key === undefined || !Object.hasOwn(records, key)) continue;
      if (change === 'edit') edit(records[key] as never);
      else if (records === region.securityProfiles) deleteProfile(region, key);
      else if (records === region.thingGroups) deleteGroup(region, key);
      else delete records[key];
    }
  };

/** Every fault that every request meets. */
export const FAULTS: readonly Fault[] = [
  { name: 'throttled once', passes: true, answer: once(error('before', 'ThrottlingException', 400)) },
  { name: 'throttled from here on', answer: from(error('before', 'ThrottlingException', 400)) },
  { name: '500 before the effect', passes: true, answer: once(error('before', 'InternalFailureException', 500)) },
  {
    name: '500 after the effect, by a name that nobody knows',
    passes: true,
    answer: once(error('after', 'Oops', 500)),
  },
  { name: 'reset before the effect', passes: true, answer: once({ when: 'before', answer: 'reset' }) },
  { name: 'reset after the effect', passes: true, answer: once({ when: 'after', answer: 'reset' }) },
  {
    name: 'a broken pipe',
    passes: true,
    door: (handler, at) => counting(handler, async (nth, pass) => (nth === at ? brokenPipe() : pass())),
  },
  {
    name: 'no answer, without effect',
    passes: true,
    door: (handler, at) => counting(handler, async (nth, pass) => (nth === at ? silence() : pass())),
  },
  {
    name: 'no answer, with effect',
    passes: true,
    door: (handler, at) => counting(handler, async (nth, pass) => (nth === at ? (await pass(), silence()) : pass())),
  },
  { name: 'killed before the call', door: killedAt(false) },
  { name: 'killed after the call', door: killedAt(true) },
  { name: 'a stale read', door: stale },
  { name: 'somebody edits it meanwhile', meddle: meddling('edit'), isForeign: true },
  { name: 'somebody deletes it meanwhile', meddle: meddling('delete'), isForeign: true },
  { name: 'a permission is missing', answer: once(error('before', 'AccessDeniedException', 403)) },
];

/** Every answer to an operation is lost once it has had its effect, or only the first one. */
export function losing(operation: string, isAlways: boolean): Fault {
  let count = 0;
  return {
    name: `${isAlways ? 'every answer' : 'the first answer'} to ${operation} is lost`,
    ...(isAlways ? {} : { passes: true }),
    answer: (call) => {
      if (call.operation !== operation) return undefined;
      count += 1;
      return isAlways || count === 1 ? { when: 'after', answer: 'reset' } : undefined;
    },
  };
}

/** Options of a sandbox in which a fault meets one request. */
export function inject(
  fault: Fault,
  at: number,
  state: SandboxState,
): Partial<SandboxOptions> & { door?: (handler: SandboxRequestHandler) => SandboxRequestHandler } {
  let count = 0;
  const { answer, door, meddle } = fault;
  return {
    state,
    intercept: (call) => {
      const nth = count++;
      if (nth === at) meddle?.(state, call);
      return answer?.(call, nth, at);
    },
    ...(door === undefined ? {} : { door: (handler: SandboxRequestHandler) => door(handler, at) }),
  };
}

/** As the sandbox keeps it: by its check and what it is about. */
function keyOfSuppression({ checkName, resourceIdentifier = {} }: JsonObject): string | undefined {
  return checkName === undefined ? undefined : `${String(checkName)} ${canonical(resourceIdentifier)}`;
}
