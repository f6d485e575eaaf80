/** How often sources do not agree in a run, in all and by code. Codes are texts: a run of before may have one that is no more. */
export interface BreakCounts {
  readonly count: number;
  readonly by_code: Readonly<Record<string, number>>;
}

/** How many breaks of a code people have set aside at once. */
export interface CountedAside {
  readonly code: string;
  readonly breaks: number;
}

/** What of a run's breaks is still open: a report leaves when none is. */
export function openBreaks({ count, by_code }: BreakCounts, asides: readonly CountedAside[]): BreakCounts {
  const open = new Map(Object.entries(by_code));
  for (const { code, breaks } of asides) open.set(code, (open.get(code) ?? 0) - breaks);
  return {
    count: asides.reduce((left, { breaks }) => left - breaks, count),
    by_code: Object.fromEntries([...open].filter(([, left]) => left !== 0)),
  };
}
