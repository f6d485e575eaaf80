import fc from 'fast-check';

/** One call that a caller makes. */
export type Action =
  | { readonly kind: 'ORDER'; readonly order: PlannedOrder }
  /** The order to cancel is counted back from the newest. */
  | { readonly kind: 'CANCEL'; readonly back: number }
  /** So is the order to replace. What is null stays; `reach` as of an order. */
  | ReplaceAction;

export interface ReplaceAction {
  readonly kind: 'REPLACE';
  readonly back: number;
  readonly quantity: number | null;
  readonly reach: number | null;
}

export interface PlannedOrder {
  readonly instrumentId: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly type: 'MARKET' | 'LIMIT';
  readonly timeInForce: 'DAY' | 'IOC';
  /** Cents by which a limit is away from the middle of the market; positive is towards trading. */
  readonly reach: number;
}

/** What a venue is told to do wrong, in the words of its control port. */
export type VenueFault = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** One life of the router: what its callers do, what its venues do wrong, and when it is killed. */
export interface Life {
  readonly actions: readonly Action[];
  /** The faults of each venue, in the catalogue's order, from the start again where there are more venues. */
  readonly faults: readonly (readonly VenueFault[])[];
  /** After how many answers it is killed. */
  readonly killAfter: number;
  /** Its successor is killed too, after so many lines of its log or when it is ready; null where it is left alone. */
  readonly killSuccessorAfter: number | null;
}

export const INSTRUMENTS = ['AAPL', 'MSFT', 'KO', 'SPY'] as const;
const ACTIONS = 120;
const VENUES = 24;

const quantity = fc.integer({ min: 1, max: 900 });
/** Far enough away that some rest until they are replaced or canceled. */
const reach = fc.integer({ min: -24, max: 6 });

const order: fc.Arbitrary<PlannedOrder> = fc.record({
  instrumentId: fc.constantFrom(...INSTRUMENTS),
  side: fc.constantFrom('BUY', 'SELL'),
  quantity,
  type: fc.constantFrom('MARKET', 'LIMIT', 'LIMIT', 'LIMIT'),
  timeInForce: fc.constantFrom('DAY', 'DAY', 'DAY', 'IOC'),
  reach,
});

const replace: fc.Arbitrary<ReplaceAction> = fc
  .record({ quantity: fc.option(quantity, { freq: 3 }), reach: fc.option(reach, { freq: 2 }), back: fc.nat(30) })
  .filter((asked) => asked.quantity !== null || asked.reach !== null)
  .map((asked) => ({ kind: 'REPLACE', ...asked }));

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: order.map((planned) => ({ kind: 'ORDER' as const, order: planned })) },
  { weight: 2, arbitrary: fc.nat(30).map((back) => ({ kind: 'CANCEL' as const, back })) },
  { weight: 2, arbitrary: replace },
);

const probability = fc.constantFrom(0.2, 0.5);
const fault: fc.Arbitrary<VenueFault> = fc.oneof(
  fc.record({
    kind: fc.constant('late_fill_after_cancel'),
    probability,
    delay_us: fc.constantFrom(1_000, 20_000, 200_000),
  }),
  fc.record({ kind: fc.constantFrom('duplicate_fill', 'wrong_quantity', 'wrong_canceled_quantity'), probability }),
  fc.record({ kind: fc.constant('fill_before_cancel'), probability }),
  fc.record({
    kind: fc.constant('lost_message'),
    probability,
    only: fc.constantFrom(['fill'], ['fill', 'canceled'], ['canceled'], ['cancel'], ['ack'], ['new']),
  }),
  fc.constant({ kind: 'out_of_order' }),
  fc.record({ kind: fc.constantFrom('silence', 'disconnect'), duration_ms: fc.constantFrom(50, 500) }),
);

const life: fc.Arbitrary<Life> = fc.record({
  actions: fc.array(action, { minLength: ACTIONS, maxLength: ACTIONS }),
  faults: fc.array(fc.uniqueArray(fault, { selector: ({ kind }) => kind, maxLength: 3 }), {
    minLength: VENUES,
    maxLength: VENUES,
  }),
  killAfter: fc.integer({ min: 1, max: ACTIONS - 20 }),
  killSuccessorAfter: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 3 }),
});

/** So many lives of a router, by their seed. */
export function livesOf(seed: number, count: number): Life[] {
  return fc.sample(fc.noBias(life), { seed, numRuns: count });
}

/** So many calls, by their seed. */
export function actionsOf(seed: number, count: number): Action[] {
  return fc.sample(fc.noBias(action), { seed, numRuns: count });
}
