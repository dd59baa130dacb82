import { expect } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { Imported } from '../../../src/model/imported.ts';
import type { Outcome, Plan } from '../../../src/model/plan.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { DesiredState, LiveState } from '../../../src/model/resource.ts';
import { apply } from '../../../src/pipeline/apply/apply.ts';
import { importAccount } from '../../../src/pipeline/import/import.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { resolve } from '../../../src/pipeline/profiles/resolve.ts';
import { validate } from '../../../src/pipeline/profiles/validate.ts';
import type { Profiles } from '../../../src/pipeline/profiles/validate.ts';
import { readAccount } from '../../../src/pipeline/read/read-account.ts';
import { load } from '../../../src/pipeline/yaml/load.ts';
import { maskValue } from '../../../src/render/text/secrets.ts';
import { yamlLines } from '../../../src/render/text/yaml.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { sorts } from './kinds.ts';
import type { Service } from './service.ts';

/** Who does it, and how. */
export interface Choice {
  readonly owner?: string;
  readonly accept?: readonly string[];
  readonly only?: readonly Address[];
  /** Only these are read. */
  readonly part?: readonly Address[];
}

const SETTINGS = `targets: { test: { account: "${TARGET.account}", region: ${TARGET.region} } }\nlimits: { deletes: 2, deletePercent: 100 }\n`;

/** What the profiles want, and what is wrong with them. */
export function resolved(
  yaml: string,
  owner = 'acme',
): { readonly profiles: Profiles; readonly desired: DesiredState; readonly problems: readonly Problem[] } {
  const files = { 'settings.yaml': SETTINGS, 'a.yaml': yaml };
  const raw = Object.entries(files).map(([file, text]) => ({ file, bytes: new TextEncoder().encode(text) }));
  const { documents, problems } = load(raw);
  const checked = validate(documents, sorts);
  const { desired, problems: more } = resolve(checked.profiles, {
    target: TARGET,
    owner,
    kinds: sorts,
    today: '2026-11-22',
  });
  return { profiles: checked.profiles, desired, problems: [...problems, ...checked.problems, ...more] };
}

/** What is in the account, in the names of these profiles. Whatever a kind thinks that it does: only reads are sent. */
export async function seen({ aws, mutations }: Service, yaml: string, choice: Choice = {}): Promise<LiveState> {
  const { owner = 'acme', part } = choice;
  const { desired } = resolved(yaml, owner);
  mutations();
  const only = part === undefined ? {} : { only: part };
  const { live } = await readAccount(aws, { kinds: sorts, report: () => undefined, desired, owner, ...only });
  expect(mutations(), 'a plan only reads').toEqual([]);
  return live;
}

/** The plan of profiles that have no problems. */
export async function planned(service: Service, yaml: string, choice: Choice = {}): Promise<Plan> {
  const { owner = 'acme', accept = [], only } = choice;
  const { profiles, desired, problems } = resolved(yaml, owner);
  // Without any section a file is worth a note.
  expect(
    problems.filter(({ severity }) => severity !== 'note'),
    yaml,
  ).toEqual([]);
  const live = await seen(service, yaml, choice);
  const { limits } = profiles;
  const scope = only === undefined ? {} : { only };
  const made = plan({ target: TARGET, owner, limits, accept, kinds: sorts, desired, live, scope });
  expect(made.problems).toEqual([]);
  return made.plan;
}

/** Carries out what is planned, where no hazard is open; then there is nothing left to do. Gives the plan. */
export async function applied(service: Service, yaml: string, choice: Choice = {}): Promise<Plan> {
  const made = await planned(service, yaml, choice);
  expect(made.hazards.filter(({ accepted }) => !accepted)).toEqual([]);
  const outcomes = await carriedOut(service, made);
  expect(outcomes.filter(({ status }) => status !== 'verified')).toEqual([]);
  if (choice.only === undefined) expect((await planned(service, yaml, choice)).changes).toEqual([]);
  return made;
}

/** What became of each change. */
export function carriedOut({ aws }: Service, made: Plan): Promise<readonly Outcome[]> {
  return apply(made, { aws, kinds: sorts, report: () => undefined });
}

/** What the account has and the profiles lack. */
export async function imported(service: Service, yaml = '', only: readonly Address[] = []): Promise<Imported> {
  const { profiles, desired } = resolved(yaml);
  return importAccount({
    profiles,
    desired,
    live: await seen(service, yaml),
    target: TARGET,
    owner: 'acme',
    kinds: sorts,
    only,
    print: (value) => `${yamlLines(value, 110).join('\n')}\n`,
    mask: maskValue,
  });
}
