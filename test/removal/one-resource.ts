import { kinds } from '../../src/kinds/index.ts';
import { addressOf } from '../../src/model/address.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Kind, Live } from '../../src/model/kind.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import { apply } from '../../src/pipeline/apply/apply.ts';
import { plan } from '../../src/pipeline/plan/plan.ts';
import { TARGET } from '../arbitraries/target.ts';

const nameOf = ({ singleton = 'Thinner' }: Kind): string => singleton;

/** The plan from what is in the account to one spec, as if it were all that the profiles say. */
export async function planFor(kind: Kind, aws: Aws, spec: JsonObject): Promise<Plan> {
  const address = addressOf(kind.name, nameOf(kind));
  const live = await liveOf(kind, aws);
  const source = { file: 'profiles/thinner.yaml', line: 1, column: 1 };
  const desired = {
    address,
    spec: kind.normalize(spec, TARGET),
    adopt: true,
    ignore: [],
    silence: [],
    written: () => spec,
    locate: () => source,
  };
  return plan({
    target: TARGET,
    owner: 'acme/iot-security',
    limits: { deletes: 100, deletePercent: 100 },
    accept: [],
    kinds,
    desired: { resources: new Map([[address, desired]]), sections: new Set([kind.section]) },
    live: new Map(live === undefined ? [] : [[address, live]]),
  }).plan;
}

/** Carries out a plan for one resource; undefined where it has nothing to do. */
export async function carriedOut(planned: Plan, aws: Aws): Promise<Outcome | undefined> {
  const [outcome] = await apply(planned, { aws, kinds, report: () => {} });
  return outcome;
}

/** What is in the account. */
export async function liveSpec(kind: Kind, aws: Aws): Promise<JsonObject | undefined> {
  return (await liveOf(kind, aws))?.spec;
}

/** Where AWS has no names it is the only one, as if its mark had told whose it is. */
async function liveOf(kind: Kind, aws: Aws): Promise<Live | undefined> {
  if (kind.identity === undefined) return kind.read(aws, nameOf(kind));
  for await (const identity of kind.list(aws)) {
    const live = await kind.read(aws, identity);
    return live === undefined ? undefined : { ...live, name: nameOf(kind), identity };
  }
  return undefined;
}
