/** The order of texts by their code units, which no setting of a machine changes. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
