/** An id for each name, made by `idOf`; where two come out alike, the later ones are counted. */
export function idsOf(names: readonly string[], idOf: (name: string) => string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const id = idOf(name);
    let free = id;
    for (let count = 2; taken.has(free); count++) free = `${id}${count}`;
    taken.add(free);
    return free;
  });
}
