import { kinds } from '../../../src/kinds/index.ts';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { kindAt } from '../../../src/model/kind.ts';
import type { Live } from '../../../src/model/kind.ts';
import type { Desired } from '../../../src/model/resource.ts';
import type { PlanInput } from '../../../src/pipeline/plan/plan-input.ts';
import { TARGET } from '../../target.ts';

/** Where all of it stands. */
export const SOURCE = { file: 'profiles/a.yaml', line: 1, column: 1 };
const OURS = { 'defender-gitops:owner': 'acme' };

/** A resource of the profiles, without what tests rarely care about. */
export interface Wanted {
  spec: JsonObject;
  adopt?: boolean;
  renamedFrom?: string;
  ignore?: Desired['ignore'];
}

/** What the profiles want and what the account has, for a plan of the owner `acme`. */
export function input(
  wanted: Record<Address, Wanted>,
  account: Record<Address, Partial<Live> & { spec: JsonObject }>,
  more: Partial<PlanInput> = {},
): PlanInput {
  const resources = new Map(
    Object.entries(wanted).map(([address, { spec, adopt = false, ignore = [], ...rest }]): [Address, Desired] => [
      address as Address,
      {
        address: address as Address,
        spec: kindAt(kinds, address as Address).ownership.by === 'section' ? spec : owned(spec).spec,
        adopt,
        ignore,
        silence: [],
        written: () => ({}),
        locate: () => SOURCE,
        ...rest,
      },
    ]),
  );
  const live = new Map(
    Object.entries(account).map(([address, one]): [Address, Live] => [
      address as Address,
      { name: address.slice(address.indexOf('/') + 1), arn: `arn:${address}`, ...one },
    ]),
  );
  const sections = new Set(kinds.map((kind) => kind.section));
  return {
    target: TARGET,
    owner: 'acme',
    limits: { deletes: 3, deletePercent: 100 },
    accept: [],
    kinds,
    desired: { resources, sections },
    live,
    ...more,
  };
}

/** A live resource of ours. */
export const owned = (spec: JsonObject): { spec: JsonObject } => ({
  spec: { ...spec, tags: { ...OURS, ...(spec['tags'] as JsonObject) } },
});
