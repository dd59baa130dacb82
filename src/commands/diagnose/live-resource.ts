import { kinds } from '../../kinds/index.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { kindAt } from '../../model/kind.ts';
import { actionFor } from '../../model/kinds/operation.ts';
import { ask, notRead, statement } from '../prerequisites/diagnostic.ts';
import type { Answer } from '../prerequisites/diagnostic.ts';

/** Reads a resource on the data path: its spec, or why there is none. */
export async function readLive(
  aws: Aws,
  address: Address,
): Promise<{ readonly spec: JsonObject } | { readonly diagnostic: Diagnostic }> {
  const kind = kindAt(kinds, address);
  const answer = await ask(() => kind.read(aws, nameOf(address)));
  if (answer.type === 'taken' && answer.value !== undefined) return { spec: answer.value.spec };
  if (answer.type === 'taken' || answer.type === 'missing')
    return {
      diagnostic: {
        status: 'blocks',
        code: 'DG7201',
        message: `${address} is not there: what is exported goes no further.`,
        hint: 'Run `defender-gitops plan`, and apply it; or declare it.',
      },
    };
  return { diagnostic: notRead(address, actionFor(kind, 'describe'), answer) };
}

/** The diagnostic about what this role may not do, with the statement that lets it. */
export function refusal(
  what: string,
  action: string,
  resource: string,
  answer: Exclude<Answer<unknown>, { value: unknown }>,
): Diagnostic {
  const why = 'message' in answer ? answer.message : 'there is none';
  if (answer.type === 'denied')
    return { status: 'blocks', code: 'DG7204', message: `${what}: ${why}`, hint: statement(action, resource) };
  return { status: 'blocks', code: 'DG7201', message: `${what}: ${why}` };
}
