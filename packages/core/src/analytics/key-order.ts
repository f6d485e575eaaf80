/** The order in which rows that are told apart by a key are listed: numbers by their size, other texts as they are, and what has no key last. */
export function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const [first, second] = [Number(a), Number(b)];
  if (first !== second && !Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  return a < b ? -1 : 1;
}
