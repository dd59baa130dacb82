import { kinds } from '../kinds/index.ts';
import { kindOf, nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { Aws } from '../model/aws.ts';
import type { JsonObject } from '../model/json.ts';
import type { Kind } from '../model/kind.ts';
import { ask, notRead } from './finding.ts';
import type { Finding } from './finding.ts';

/** Reads a resource on the data path: its spec, or why there is none. */
export async function readStation(
  aws: Aws,
  address: Address,
): Promise<{ readonly spec: JsonObject } | { readonly finding: Finding }> {
  const kind = kinds.find(({ name }) => name === kindOf(address)) as Kind;
  const answer = await ask(() => kind.read(aws, nameOf(address)));
  if (answer.type === 'taken' && answer.value !== undefined) return { spec: answer.value.spec };
  if (answer.type === 'taken' || answer.type === 'missing')
    return {
      finding: {
        status: 'blocks',
        what: `DG7201: ${address} is not there: what is exported goes no further.`,
        remedy: 'Run `defender-gitops plan`, and apply it; or declare it.',
      },
    };
  const service = kind.name === 'DeliveryStream' ? 'firehose' : 'iot';
  const finding = notRead(address, `${service}:${kind.describedBy.replace(/^\w+:/, '')}`, answer);
  return { finding };
}
