/** What the order of starting is made from. */
export interface Orderable {
  readonly name: string;
  /** Names of parts that must be ready before this one starts. */
  readonly needs: readonly string[];
}

/**
 * Sorts so that each part comes after all that it needs; otherwise the given
 * order stays. Stopping goes the other way round.
 *
 * @throws Error if a part needs an unknown one, or itself in a circle.
 */
export function startOrder<Part extends Orderable>(
  parts: readonly Part[],
): Part[] {
  const byName = new Map(parts.map(part => [part.name, part]));
  const sorted = new Set<Part>();
  const visit = (part: Part, path: readonly string[]) => {
    if (path.includes(part.name)) {
      const circle = [...path.slice(path.indexOf(part.name)), part.name];
      throw new Error(`Parts need each other: ${circle.join(' → ')}`);
    }
    if (sorted.has(part)) {
      return;
    }
    for (const need of part.needs) {
      const needed = byName.get(need);
      if (!needed) {
        throw new Error(
          `Part '${part.name}' needs '${need}', which is not there`,
        );
      }
      visit(needed, [...path, part.name]);
    }
    sorted.add(part);
  };
  parts.forEach(part => visit(part, []));
  return [...sorted];
}
