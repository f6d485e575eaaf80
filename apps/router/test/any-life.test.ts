import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import { orderExposure } from '@fairlead/core/order-life/order-exposure';
import { isEnded } from '@fairlead/core/order-life/order-life';
import { NO_EXPOSURE } from '@fairlead/core/risk/exposure';
import type { ReportedExecution, VenueReport } from '@fairlead/core/venue/venue-report';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OneOrder } from './one-order.ts';
import { restart } from './restart.ts';

/** One child as its venue has it. */
interface Booked {
  readonly venueId: string;
  readonly childId: string;
  readonly quantity: number;
  readonly limit: number;
  readonly isTaking: boolean;
  isOpen: boolean;
  /** Its venue has started anew since. */
  isForgotten: boolean;
  executions: ReportedExecution[];
}

interface Waiting {
  readonly venueId: string;
  readonly childId: string;
  readonly report: VenueReport;
}

const filledOf = ({ executions }: Booked) => executions.reduce((sum, each) => sum + each.quantity, 0);

const KINDS = [
  ['STOP', 'DAY'],
  ['STOP', 'GTC'],
  ['MARKET', 'DAY'],
  ['MARKET', 'IOC'],
  ['LIMIT', 'DAY'],
  ['LIMIT', 'IOC'],
  ['LIMIT', 'GTC'],
] as const;
type Kind = (typeof KINDS)[number];

/** A router, its journal and its venues, to which anything may happen. */
class World {
  router = new OneOrder();
  readonly books = new Map<string, Booked>();
  wire: Waiting[] = [];
  most = 300;
  #seen = 0;
  #lives = 0;
  #executions = 0;
  #orderPk = '';
  #release: (() => void) | null = null;
  readonly #kind: Kind;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  async begin(): Promise<void> {
    const [orderType, timeInForce] = this.#kind;
    const limitPrice = orderType === 'LIMIT' ? '100.01' : null;
    // A stop that the second tick of a rising market reaches.
    const stopPrice = orderType === 'STOP' ? '100.03' : null;
    await this.router.submit({ orderType, timeInForce, limitPrice, stopPrice });
    this.#orderPk = this.router.revived.identity.pk;
    await this.listen();
  }

  get live() {
    return [...this.router.desk.live.alive()][0];
  }

  /** The venues take what was sent to them. */
  async listen(): Promise<void> {
    await this.router.settle();
    for (const message of this.router.sent.slice(this.#seen)) this.#take(message);
    this.#seen = this.router.sent.length;
  }

  #take(message: Exclude<ToVenue, { type: 'logon' }> & { venueId: string }): void {
    const { venueId, child_id: childId } = message;
    const book = this.books.get(childId);
    if (message.type === 'new') {
      if (book !== undefined) throw new Error(`${childId} was sent twice`);
      this.books.set(childId, {
        ...{
          venueId,
          childId,
          quantity: message.quantity,
          limit: message.limit_price,
          isOpen: true,
          executions: [],
          terms: null,
        },
        isForgotten: false,
        isTaking: message.time_in_force === 'IOC' || message.time_in_force === 'FOK',
      });
      return this.#tell(venueId, childId, { type: 'ACK', venueOrderId: null });
    }
    if (message.type === 'status') return this.#tell(venueId, childId, accountOf(book));
    if (book?.isOpen === true) return this.end(book);
    const isUnknown = book === undefined || book.isForgotten;
    const code = isUnknown ? 'UNKNOWN_ORDER' : 'TOO_LATE';
    const cumulative = quantity(isUnknown ? 0 : filledOf(book));
    this.#tell(venueId, childId, { type: 'CANCEL_REFUSED', code, cumulative });
  }

  #tell(venueId: string, childId: string, report: VenueReport): void {
    this.wire.push({ venueId, childId, report });
  }

  end(book: Booked): void {
    book.isOpen = false;
    this.#tell(book.venueId, book.childId, { type: 'CANCELED', reason: 'END', cumulative: quantity(filledOf(book)) });
  }

  fill(book: Booked, asked: number): void {
    const count = Math.min(asked, book.quantity - filledOf(book));
    const executionId = `x-${++this.#executions}`;
    const execution = {
      executionId,
      quantity: quantity(count),
      price: price(book.limit),
      liquidityFlag: 'TAKE',
      told: null,
    } as const;
    book.executions.push(execution);
    if (filledOf(book) === book.quantity) book.isOpen = false;
    this.#tell(book.venueId, book.childId, { type: 'FILL', execution, cumulative: quantity(filledOf(book)) });
  }

  bust(book: Booked): void {
    const [first, ...others] = book.executions;
    if (first === undefined) return;
    book.executions = others;
    this.#tell(book.venueId, book.childId, { type: 'TRADE_BUSTED', executionId: first.executionId });
  }

  /** A venue executes what it has given back. */
  late(book: Booked, asked: number): void {
    const count = Math.min(asked, book.quantity - filledOf(book));
    if (count <= 0 || book.isForgotten) return;
    this.most += count;
    this.fill(book, count);
    this.hear(this.wire.length - 1);
  }

  /** A venue starts anew, and has forgotten everything; what it has executed is durable here. */
  anew(venueId: string): void {
    const books = [...this.books.values()].filter((book) => book.venueId === venueId);
    const known = this.live?.durable.children ?? [];
    if (!books.every((book) => known.find(({ id }) => id === book.childId)?.filled === filledOf(book))) return;
    for (const book of books) Object.assign(book, { isOpen: false, isForgotten: true });
    this.lose(venueId);
    this.router.epochs.set(venueId, `epoch-${this.router.nowUs}`);
    this.up(venueId);
  }

  lose(venueId: string): void {
    this.router.down.add(venueId);
    this.wire = this.wire.filter((said) => said.venueId !== venueId);
    this.router.market.setConnected(venueId, false);
    this.router.overdue.onVenueDown(venueId);
  }

  repeat(at: number): void {
    const said = this.wire[at % this.wire.length];
    if (said !== undefined) this.wire.push(said);
  }

  hear(at: number): void {
    const [said] = this.wire.splice(at % this.wire.length, 1);
    if (said !== undefined) this.router.desk.onReport(said.venueId, said.childId, said.report);
  }

  openBook(pick: number): Booked | undefined {
    const open = [...this.books.values()].filter(({ isOpen }) => isOpen);
    return open[pick % Math.max(1, open.length)];
  }

  up(venueId: string): void {
    if (!this.router.down.delete(venueId)) return;
    this.router.market.setConnected(venueId, true);
    this.router.overdue.onVenueUp(venueId);
  }

  hold(): void {
    this.#release ??= this.router.holdJournal();
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }

  async restart(): Promise<void> {
    this.wire = [];
    const before = this.router;
    const after = new OneOrder();
    after.idsBegin = `life${++this.#lives}`;
    after.nowUs = before.nowUs + 1;
    after.quote('XNYS', [9_999, 500], [10_001, 200]);
    after.quote('ARCX', [9_998, 500], [10_002, 500]);
    after.load = () => after.revived;
    for (const [venueId, epoch] of before.epochs) after.epochs.set(venueId, epoch);
    this.router = after;
    this.#seen = 0;
    this.#release = null;
    await restart(before, after);
  }

  /** No more is out or executed than was ever ordered. */
  check(): void {
    let sum = 0;
    for (const book of this.books.values()) sum += filledOf(book) + (book.isOpen ? book.quantity - filledOf(book) : 0);
    if (sum > this.most) throw new Error(`${sum} out or executed of ${this.most}`);
    const live = this.router.desk.live.find(this.#orderPk) ?? this.router.revived;
    expect(this.router.exposure.firm).toEqual(orderExposure(live.life, 'USD', 0n));
    // Of whom nothing was counted since the start, nothing is kept.
    expect(this.router.exposure.clients.get('client-1') ?? NO_EXPOSURE).toEqual(this.router.exposure.firm);
  }
}

function accountOf(book: Booked | undefined): VenueReport {
  if (book === undefined || book.isForgotten)
    return { type: 'STATUS', state: null, cumulative: quantity(0), executions: [], terms: null };
  const filled = filledOf(book);
  const ended = filled === book.quantity ? 'FILLED' : 'CANCELED';
  const state = book.isOpen ? (filled > 0 ? 'PARTIALLY_FILLED' : 'ACKED') : ended;
  return { type: 'STATUS', state, cumulative: quantity(filled), executions: [...book.executions], terms: null };
}

interface At {
  readonly pick: number;
  readonly size: number;
}

const venueAt = (pick: number) => (pick % 2 === 0 ? 'XNYS' : 'ARCX');

/** What venues do. */
const VENUES_DO: Readonly<Record<string, (world: World, at: At) => void>> = {
  hear: (world, { pick }) => world.wire.length > 0 && world.hear(pick),
  fill: (world, { pick, size }) => {
    const book = world.openBook(pick);
    if (book !== undefined) world.fill(book, size);
  },
  end: (world, { pick }) => {
    const book = world.openBook(pick);
    if (book?.isTaking === true) world.end(book);
  },
  bust: (world, { pick, size }) => {
    const book = [...world.books.values()][pick % Math.max(1, world.books.size)];
    if (book !== undefined && size % 4 === 0) world.bust(book);
  },
  down: (world, { pick }) => world.lose(venueAt(pick)),
  anew: (world, { pick, size }) => size % 3 === 0 && world.anew(venueAt(pick)),
  repeat: (world, { pick }) => world.wire.length > 0 && world.repeat(pick),
  late: (world, { pick, size }) => {
    const ended = [...world.books.values()].filter(({ isOpen }) => !isOpen);
    const book = ended[pick % Math.max(1, ended.length)];
    if (book !== undefined && size % 3 === 0) world.late(book, size);
  },
  up: (world, { pick }) => world.up(venueAt(pick)),
  quote: ({ router }, { pick, size }) => router.quote(venueAt(pick), [9_990 - pick, 500], [10_001 + (pick % 5), size]),
};

/** What callers, clock and journal do. */
const OTHERS_DO: Readonly<Record<string, (world: World, at: At) => void | Promise<void>>> = {
  cancel: ({ router, live }, { pick }) => {
    if (live !== undefined && pick % 4 === 0) router.desk.cancel(live);
  },
  replace: (world, { pick, size }) => {
    const { router, live } = world;
    if (live === undefined) return;
    const count = Math.max(size, live.life.filled, 1);
    world.most = Math.max(world.most, count);
    const worstPrice = price(pick % 2 === 0 ? 1_000_100 : 995_000);
    const limitPrice = live.life.order.limitPrice === null ? null : worstPrice;
    router.desk.replace(live, { quantity: quantity(count), limitPrice, worstPrice, market: live.life.start.nbbo });
  },
  expire: ({ router, live }, { pick }) => {
    if (live !== undefined && pick % 5 === 0) router.desk.expire(live);
  },
  overdue: ({ router }, { size }) => {
    router.nowUs += size * 40_000;
    router.overdue.checkOverdue();
  },
  rest: ({ router }) => router.overdue.endRests(),
  full: ({ router }) => {
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
  },
  taken: ({ router }) => {
    router.journalError = null;
  },
  hold: (world) => world.hold(),
  release: (world) => world.release(),
  timers: ({ router }) => {
    for (const due of router.timers.splice(0)) due();
  },
  slow: ({ router }) => {
    router.nowUs += 1_000_000;
  },
  open: ({ router }) => router.desk.routeOnAll('AAPL'),
  get: ({ router, live }) => void (live !== undefined && router.desk.confirm(live)),
  restart: (world, { pick }) => (pick % 3 === 0 ? world.restart() : undefined),
};

const DO = { ...VENUES_DO, ...OTHERS_DO };

const happening = fc.record({
  what: fc.constantFrom('hear', 'hear', 'fill', ...Object.keys(DO)),
  pick: fc.nat(20),
  size: fc.integer({ min: 1, max: 300 }),
});

/** Everything is whole again: all is told, what is overdue is asked for, and the order is canceled. */
async function mend(world: World): Promise<void> {
  world.release();
  for (let round = 0; round < 40; round += 1) {
    const { router } = world;
    router.journalError = null;
    for (const venueId of [...router.down]) world.up(venueId);
    while (world.wire.length > 0) world.hear(0);
    await world.listen();
    if (round > 2 && world.live !== undefined) router.desk.cancel(world.live);
    for (const book of world.books.values()) if (book.isOpen && book.isTaking) world.end(book);
    await world.listen();
    router.nowUs += 6_000_000;
    router.overdue.checkOverdue();
    await world.listen();
  }
}

it('any life of an order ends, has booked what was executed, and sends nothing twice and no more than was ordered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 60 }),
      fc.constantFrom<Kind>(...KINDS),
      async (happenings, kind) => {
        const world = new World(kind);
        await world.begin();
        for (const each of happenings) {
          world.router.nowUs += 1_000;
          await DO[each.what]?.(world, each);
          await world.listen();
          world.check();
        }
        await mend(world);
        expect(world.live?.life).toBe(undefined);
        const executed = [...world.books.values()].reduce((sum, book) => sum + filledOf(book), 0);
        expect([Number(world.router.order?.filled_quantity), world.router.order?.state]).toEqual([
          executed,
          expect.stringMatching(/FILLED|CANCELED|EXPIRED/),
        ]);
        const revived = world.router.revived;
        expect(isEnded(revived.life)).toBe(true);
        expect(revived.life.filled).toBe(executed);
      },
    ),
    { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 200) },
  );
}, 600_000);
