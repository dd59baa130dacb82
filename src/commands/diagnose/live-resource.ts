import { kinds } from '../../kinds/index.ts';
import { kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Kind } from '../../model/kind.ts';
import { ask, notRead } from '../prerequisites/diagnostic.ts';
import type { Remark } from '../prerequisites/diagnostic.ts';

/** Reads a resource on the data path: its spec, or why there is none. */
export async function readStation(
  aws: Aws,
  address: Address,
): Promise<{ readonly spec: JsonObject } | { readonly remark: Remark }> {
  const kind = kinds.find(({ name }) => name === kindOf(address)) as Kind;
  const answer = await ask(() => kind.read(aws, nameOf(address)));
  if (answer.type === 'taken' && answer.value !== undefined) return { spec: answer.value.spec };
  if (answer.type === 'taken' || answer.type === 'missing')
    return {
      remark: {
        status: 'blocks',
        code: 'DG7201',
        what: `${address} is not there: what is exported goes no further.`,
        remedy: 'Run `defender-gitops plan`, and apply it; or declare it.',
      },
    };
  const service = kind.name === 'DeliveryStream' ? 'firehose' : 'iot';
  const remark = notRead(address, `${service}:${kind.describedBy.replace(/^\w+:/, '')}`, answer);
  return { remark };
}
