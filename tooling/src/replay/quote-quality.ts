import type { Recording } from './recording/recorded-market.ts';

/** How each venue quoted in the recording: rows, and the shares of them that it crossed or locked against itself. */
export function quoteQuality({ market, tape }: Recording) {
  const counts = market.venues.map(() => ({ rows: 0, crossed: 0, locked: 0 }));
  for (let index = 0; index < tape.count; index++) {
    const count = counts[tape.row[index] ?? 0];
    if (count === undefined) throw new Error('a quote of no venue');
    const [bid, ask] = [tape.bid[index] ?? 0, tape.ask[index] ?? 0];
    const isTwoSided = (tape.bidSize[index] ?? 0) > 0 && (tape.askSize[index] ?? 0) > 0;
    count.rows += 1;
    if (isTwoSided && bid > ask) count.crossed += 1;
    if (isTwoSided && bid === ask) count.locked += 1;
  }
  const quoting = market.venues.flatMap(({ venueId }, row) => {
    const { rows, crossed, locked } = counts[row] ?? { rows: 0, crossed: 0, locked: 0 };
    return rows === 0 ? [] : [[venueId, { rows, self_crossed: crossed / rows, self_locked: locked / rows }] as const];
  });
  return Object.fromEntries(quoting);
}
