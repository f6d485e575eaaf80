/** An execution by its venue's own book. Prices are in ten-thousandths of a dollar, times in microseconds since 1970. */
export interface TrueExecution {
  readonly execution_id: string;
  readonly quantity: number;
  readonly price: number;
  readonly time_us: number;
}

/** A child order by its venue's own book. */
export interface TrueOrder {
  readonly venue_id: string;
  readonly child_id: string;
  readonly instrument_id: string;
  readonly quantity: number;
  readonly limit_price: number;
  /** How many changes of it its venue has heard of. */
  readonly revision: number;
  readonly state: 'ACKED' | 'PARTIALLY_FILLED' | 'FILLED' | 'CANCELED' | 'REJECTED';
  readonly filled_quantity: number;
  readonly received_us: number;
  /** The venue's best prices when it came, 0 where there was none on a side, and since when they stood. */
  readonly shown: { readonly bid: number; readonly ask: number; readonly since_us: number } | null;
  readonly times_received: number;
  readonly cancel_received_us: number | null;
  readonly canceled_us: number | null;
  readonly executions: readonly TrueExecution[];
}

interface Answer {
  readonly venues: readonly { readonly venue_id: string; readonly orders: readonly Omit<TrueOrder, 'venue_id'>[] }[];
}

/** Every child order that the simulated venues have received, by its id, from their control port. */
export async function trueOrders(controlAddress: string): Promise<Map<string, TrueOrder>> {
  const answer = await fetch(`${controlAddress}/orders`);
  const { venues } = (await answer.json()) as Answer;
  const orders = venues.flatMap(({ venue_id, orders }) => orders.map((order) => ({ venue_id, ...order })));
  return new Map(orders.map((order) => [order.child_id, order]));
}

/** What of a child has executed after its venue had confirmed the cancel of it. */
export function lateQuantity({ executions, canceled_us: canceledUs }: TrueOrder): number {
  if (canceledUs === null) return 0;
  return executions.reduce((sum, { quantity, time_us }) => sum + (time_us > canceledUs ? quantity : 0), 0);
}

/** Whether a venue could still execute something of it. */
export function works({ state }: TrueOrder): boolean {
  return state === 'ACKED' || state === 'PARTIALLY_FILLED';
}

/** The middle of an instrument's market in whole cents, by the simulated venues' own truth. */
export async function middleCents(controlAddress: string, instrumentId: string): Promise<number> {
  const answer = await fetch(`${controlAddress}/truth?instrument_id=${instrumentId}`);
  const { nbbo } = (await answer.json()) as { nbbo: { bid: number; ask: number } | null };
  if (nbbo === null) throw new Error(`${instrumentId} has no market`);
  return Math.round((nbbo.bid + nbbo.ask) / 200);
}
