import type { Address } from '../../model/address.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem } from '../../model/problem.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';

/** Resources that refer to each other in a circle, so that none of them could be made first: a problem for each circle. */
export function circleProblems({ resources }: DesiredState, kinds: readonly Kind[]): Problem[] {
  const done = new Set<Address>();
  return [...resources.keys()].flatMap((address): Problem[] => {
    const circle = circleFrom(address, [], { resources, kinds, done });
    const first = resources.get(circle[0] ?? address) as Desired;
    if (circle.length === 0) return [];
    const way = [...circle, circle[0]].join(' → ');
    const message =
      circle.length === 1 ? `${circle[0]} refers to itself.` : `These refer to each other in a circle: ${way}.`;
    return [{ code: 'DG2013', message, hint: 'Remove one of the references.', ...first.locate('') }];
  });
}

interface Search extends Pick<DesiredState, 'resources'> {
  readonly kinds: readonly Kind[];
  /** What is known to be in no circle, or in one that was told. */
  readonly done: Set<Address>;
}

/** The addresses of a circle that can be reached; none where there is none, or where it was told already. */
function circleFrom(address: Address, way: readonly Address[], search: Search): readonly Address[] {
  const { resources, kinds, done } = search;
  const desired = resources.get(address);
  if (way.includes(address)) return way.slice(way.indexOf(address));
  if (desired === undefined || done.has(address)) return [];
  for (const reference of kindAt(kinds, address).references(desired.spec)) {
    const circle = circleFrom(reference, [...way, address], search);
    if (circle.length > 0) {
      for (const one of circle) done.add(one);
      return circle;
    }
  }
  done.add(address);
  return [];
}
