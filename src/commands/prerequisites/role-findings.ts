import type { Diagnostic } from '../../model/diagnostic.ts';
import { kinds } from '../../kinds/index.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Change } from '../../model/plan.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import type { RoleUse } from '../../model/access/role-use.ts';
import { inSteps } from '../../model/steps.ts';
import type { World } from '../../model/world.ts';
import { usesByRole } from '../../roles/service-roles.ts';
import { checkRole } from './roles.ts';

/**
 * What the roles of changed resources lack on the data path, at the lines that name them. Where IAM may not be read, that
 * is one note, and no more than one role is asked about.
 */
export async function roleFindings(
  { breathe }: Pick<World, 'breathe'>,
  aws: Aws,
  { resources }: DesiredState,
  changes: readonly Change[],
): Promise<readonly Problem[]> {
  const changed = changes.flatMap(({ action, address }) => (action === 'delete' ? [] : (resources.get(address) ?? [])));
  const [first, ...others] = await inSteps(usesByRole(changed, aws.target, kinds), breathe);
  if (first === undefined) return [];
  const placeOf = ([use]: readonly RoleUse[]): Source =>
    resources.get(use?.address as Address)?.locate(use?.path ?? '', 'value') as Source;
  const looked = [await lookAt(aws, first)];
  if (looked.some(({ diagnostics }) => !diagnostics.every(isUnchecked)))
    looked.push(...(await Promise.all(others.map((other) => lookAt(aws, other)))));
  const told = looked.flatMap(({ uses, diagnostics }) =>
    diagnostics
      .filter(({ status }) => status === 'blocks' || status === 'warns')
      .map((one) => warning(one, placeOf(uses))),
  );
  const unchecked = looked.flatMap(({ uses, diagnostics }) =>
    diagnostics.filter(isUnchecked).map((one) => ({ one, uses })),
  );
  const [open, ...more] = unchecked;
  if (open === undefined) return told;
  const beside = more.length + (looked.length > 1 ? 0 : others.length);
  return [...told, note(open.one, beside, placeOf(open.uses))];
}

interface Look {
  readonly uses: readonly RoleUse[];
  readonly diagnostics: readonly Diagnostic[];
}

async function lookAt(aws: Aws, [arn, uses]: readonly [string, readonly RoleUse[]]): Promise<Look> {
  return { uses, diagnostics: await checkRole(aws, arn, uses) };
}

function isUnchecked({ status }: Diagnostic): boolean {
  return status === 'unchecked';
}

function warning({ message, hint }: Diagnostic, source: Source): Problem {
  return { code: 'DG4201', severity: 'warning', message, ...hinted(hint), ...source };
}

function note({ message, hint }: Diagnostic, more: number, source: Source): Problem {
  const others = more === 0 ? '' : ` So it is with ${more} more.`;
  return { code: 'DG4202', severity: 'note', message: `${message}${others}`, ...hinted(hint), ...source };
}

function hinted(hint: string | undefined): { readonly hint?: string } {
  return hint === undefined ? {} : { hint };
}
