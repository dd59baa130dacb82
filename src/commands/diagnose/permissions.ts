import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Aws } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { operationsOf } from '../../model/kinds/operation.ts';
import type { SentOperation } from '../../model/kinds/operation.ts';
import { allowing, ask, statement } from '../prerequisites/diagnostic.ts';
import type { Answer } from '../prerequisites/diagnostic.ts';

/** An operation that plans send. */
type PlanOperation = SentOperation & { readonly for: 'plan' };

/** Every operation that plans of these kinds need or are made faster by. */
export function planOperations(kinds: readonly Kind[]): readonly PlanOperation[] {
  return [...operationsOf(kinds).values()].filter((operation): operation is PlanOperation => operation.for === 'plan');
}

/**
 * Whether the account has Device Defender Detect and the role may read what a plan reads of the kinds that are needed: one
 * diagnostic for all that is fine. `withoutDetect` follows where AWS says that Detect is not there.
 */
export async function checkPermissions(
  aws: Aws,
  kinds: readonly Kind[],
  needed: ReadonlySet<Kind>,
  withoutDetect: () => readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  const neededOperations = operationsOf([...needed]);
  const answers = await Promise.all(
    planOperations(kinds).map(async (operation) => ({ ...operation, answer: await ask(() => operation.probe(aws)) })),
  );
  const diagnostics = answers.flatMap(({ answer, ...operation }) => {
    const found = diagnosticOf(operation, answer);
    return neededOperations.has(operation.action) ? found : found.flatMap((one) => notNeeded(one, operation));
  });
  const detect = answers.find(({ action }) => action === 'iot:ListSecurityProfiles')?.answer.type;
  const denied = diagnostics.filter(({ status }) => status === 'blocks').length;
  return [
    ...(detect === 'taken'
      ? [{ status: 'fine', message: 'Device Defender Detect answers in this account and region.' } as const]
      : []),
    ...(denied === 0 && diagnostics.length < answers.length
      ? [
          {
            status: 'fine',
            message: `The role may read what a plan reads (${answers.length - diagnostics.length} operations).`,
          } as const,
        ]
      : []),
    ...diagnostics,
    ...(detect === 'refused' ? withoutDetect() : []),
  ];
}

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-availability-change.html
const CLOSED =
  'Detect is closed to new customers since 31 August 2026; accounts that used it before keep it. Ask AWS Support whether this account has it, or try the program with --sandbox.';

/** What stands in nobody's way, because no file has the section; that Detect is not there is told all the same. */
function notNeeded({ status, message, hint }: Diagnostic, { action, section }: PlanOperation): readonly Diagnostic[] {
  if (status !== 'blocks') return [];
  if (action === 'iot:ListSecurityProfiles')
    return [
      {
        status: 'warns',
        message: `${message} No file has securityProfiles, so nothing needs it.`,
        ...(hint === undefined ? {} : { hint }),
      },
    ];
  const needs = `No file has ${section}, so plans go on without it.`;
  return [{ status: 'unchecked', message: `${message} ${needs}`, ...(hint === undefined ? {} : { hint }) }];
}

function diagnosticOf({ action, without }: PlanOperation, answer: Answer<unknown>): readonly Diagnostic[] {
  const isDetect = action === 'iot:ListSecurityProfiles';
  switch (answer.type) {
    case 'missing':
      return [];
    case 'taken':
      return answer.value === undefined
        ? [
            {
              status: 'unchecked',
              message: `${action} was not tried: the account has nothing to read with it yet.`,
              hint: `The role needs it once there is something: ${allowing(action, '*')}`,
            },
          ]
        : [];
    case 'denied': {
      const hint = isDetect ? `${statement(action)}. If the role has that already: ${CLOSED}` : statement(action);
      if (without !== undefined) return [{ status: 'warns', message: `${without} ${action}.`, hint: hint }];
      return [{ status: 'blocks', message: `The role may not send ${action}: ${answer.message}`, hint: hint }];
    }
    case 'busy':
      return [{ status: 'unchecked', message: `${action}: ${answer.message}`, hint: 'Run again in a minute.' }];
    case 'refused':
      return isDetect
        ? [{ status: 'blocks', message: `Device Defender Detect is not available: ${answer.message}`, hint: CLOSED }]
        : [{ status: 'warns', message: `${action} is refused: ${answer.message}`, hint: "As AWS's message says." }];
  }
}
