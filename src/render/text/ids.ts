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
