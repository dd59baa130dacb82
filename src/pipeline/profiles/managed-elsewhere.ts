import { addressOf, kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Document } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { didYouMean } from '../../model/values/nearest.ts';
import type { SchemaError } from './schema/errors.ts';
import { fillText } from './variables.ts';

/** A resource that a file leaves to others, as it was written, and where. */
export interface LeftToOthers {
  readonly address: Address;
  readonly source: Source;
}

/** Resources that these profiles leave to others. */
export const elsewhereSchema: JsonObject = {
  type: 'array',
  uniqueItems: true,
  description:
    'Resources that another repository or tool manages: profiles may refer to them, and the tag of our owner is removed from them.',
  items: {
    type: 'string',
    pattern: '^[A-Za-z]+/.+$',
    description: 'Kind and name, as plans show them.',
    examples: ['CustomMetric/battery_level'],
  },
};

/** What a file's `elsewhere` names: resources that another repository or tool has. They may be referred to, and lose our tag. */
export function elsewhereIn(document: Document, kinds: readonly Kind[], problems: Problem[]): LeftToOthers[] {
  const value = document.value['elsewhere'] ?? null;
  const wrong = (code: Problem['code'], message: string, hint: string, index?: number): [] => {
    problems.push({
      code,
      message,
      hint,
      ...document.place(index === undefined ? ['elsewhere'] : ['elsewhere', index]),
    });
    return [];
  };
  if (value === null) return [];
  if (!isList(value)) return wrong('DG1104', 'elsewhere must be a list of addresses.', EXAMPLE);
  return value.flatMap((item: JsonValue, index): LeftToOthers[] => {
    const address = String(item) as Address;
    if (typeof item !== 'string' || !/^\w+\/./s.test(item))
      return wrong('DG1105', `Item ${index + 1} of elsewhere is not an address.`, EXAMPLE, index);
    const names = kinds.map((kind) => kind.name);
    if (!names.includes(kindOf(address)))
      return wrong('DG1103', `There is no kind ${kindOf(address)}.`, didYouMean(kindOf(address), names), index);
    return [{ address, source: document.place(['elsewhere', index]) }];
  });
}

const EXAMPLE = 'Name resources as plans do: `elsewhere: [CustomMetric/battery_level]`.';

/** The same for one target: variables filled in. */
export function elsewhereFor(
  elsewhere: readonly LeftToOthers[],
  target: Target,
): { readonly addresses: ReadonlyMap<Address, Source>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const addresses = new Map<Address, Source>();
  for (const { address, source } of elsewhere) {
    const errors: SchemaError[] = [];
    addresses.set(addressOf(kindOf(address), fillText(nameOf(address), [], target, errors)), source);
    problems.push(...errors.map(({ path: _, ...error }) => ({ ...error, ...source })));
  }
  return { addresses, problems };
}
