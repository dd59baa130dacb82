import { kindOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Change } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import { ask } from './diagnostic.ts';
import type { Answer } from './diagnostic.ts';

/**
 * A warning at a dynamic thing group that is to be made where the account has no index to ask: AWS refuses it. Where this role may
 * not look, `doctor` says so. https://docs.aws.amazon.com/iot/latest/developerguide/dynamic-thing-groups.html
 */
export async function indexFindings(
  aws: Aws,
  { resources }: DesiredState,
  changes: readonly Change[],
): Promise<readonly Problem[]> {
  const made = changes
    .filter(({ action }) => action === 'create' || action === 'replace')
    .flatMap(({ address }) => resources.get(address) ?? [])
    .filter(isDynamic);
  const [first] = made;
  if (first === undefined) return [];
  const answer = await indexingMode(aws);
  if (answer.type !== 'taken' || answer.value !== 'OFF') return [];
  const message = `Fleet indexing is off in this account and region: AWS makes no dynamic thing group, so ${first.address} will fail.`;
  const problem = { code: 'DG4204', severity: 'warning', message, hint: switchOn(aws) } as const;
  return [{ ...problem, ...first.locate('queryString') }];
}

/** Whether a resource is a thing group with a query. */
export function isDynamic({ address, spec }: Pick<Desired, 'address' | 'spec'>): boolean {
  return kindOf(address) === 'ThingGroup' && spec['queryString'] !== undefined;
}

/** What the account indexes of its things, as AWS calls it; `OFF` where nothing. */
export function indexingMode(aws: Aws): Promise<Answer<string>> {
  return ask(async () => {
    const { thingIndexingConfiguration: things } = await aws.iot('GetIndexingConfiguration', {});
    return things?.thingIndexingMode ?? 'OFF';
  });
}

/** How to have things indexed. */
export function switchOn({ target: { region } }: Aws): string {
  return `aws iot update-indexing-configuration --region ${region} --thing-indexing-configuration thingIndexingMode=REGISTRY, or whatever more the query needs. AWS charges for the index, and building it takes time.`;
}
