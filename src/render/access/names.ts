import type { RoleDocuments } from '../../model/access/access.ts';

/** An id for each name, made by `idOf`; where two come out alike, the later ones are counted. */
export function idsOf(names: readonly string[], idOf: (name: string) => string): readonly string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return names.map((name) => {
    const id = idOf(name);
    let free = id;
    while (taken.has(free)) {
      const count = (counts.get(id) ?? 1) + 1;
      counts.set(id, count);
      free = `${id}${count}`;
    }
    taken.add(free);
    return free;
  });
}

/** What a role is there for, in the characters that IAM takes. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function descriptionOf({ why }: RoleDocuments): string {
  const text = why.join('; ').replaceAll(/[^\u0020-\u007E\u00A1-\u00FF]/g, '?');
  return text.length <= 1000 ? text : `${text.slice(0, 997)}...`;
}

/** The path of a role: what stands before its name. */
export function pathOf({ arn }: RoleDocuments): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}
