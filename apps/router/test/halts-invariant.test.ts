import type { HaltScope } from '@fairlead/core/control/control-event';
import { covers } from '@fairlead/core/control/halts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';

const CLIENTS = ['client-1', 'client-2'];
const VENUES = ['XNYS', 'ARCX', 'BATS'];
const INSTRUMENTS = ['AAPL', 'MSFT'];

/** What may happen; who and where are picked by a number. */
type Step =
  | { readonly what: 'SUBMIT' | 'STOP' | 'REST'; readonly pick: number }
  | { readonly what: 'HALT'; readonly scope: HaltScope; readonly cancelAll: boolean }
  | { readonly what: 'RELEASE' | 'FILL' | 'CANCELED' | 'ACK' | 'QUOTE' | 'JOURNAL' | 'TICK'; readonly pick: number };

const scope: fc.Arbitrary<HaltScope> = fc
  .record({
    clientId: fc.option(fc.constantFrom(...CLIENTS)),
    venueId: fc.option(fc.constantFrom(...VENUES)),
    instrumentId: fc.option(fc.constantFrom(...INSTRUMENTS)),
  })
  .filter((named) => Object.values(named).some((each) => each === null));
const pick = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constantFrom('SUBMIT' as const, 'SUBMIT' as const, 'STOP' as const, 'REST' as const), pick }),
  fc.record({ what: fc.constant('HALT' as const), scope, cancelAll: fc.boolean() }),
  fc.record({
    what: fc.constantFrom(...(['RELEASE', 'FILL', 'CANCELED', 'CANCELED', 'ACK', 'QUOTE', 'JOURNAL', 'TICK'] as const)),
    pick,
  }),
);

/** A bench on which steps happen while the halts in force are kept count of. */
class Halted {
  readonly router = new BenchRouter();
  readonly #inForce = new Map<string, HaltScope>();
  #landed: (() => void) | null = null;
  #count = 0;

  constructor() {
    for (const venueId of VENUES) this.router.quote(venueId, [9_999, 500], [10_001, 200]);
  }

  async take(happens: Step): Promise<void> {
    const before = this.router.children.length;
    this.#happen(happens);
    await this.router.settle();
    const clientOf = (childId: string) => this.router.desk.live.findChild(childId)?.live.identity.clientId;
    for (const { child_id: childId, venueId, instrument_id: instrumentId } of this.router.children.slice(before)) {
      const asked = { clientId: clientOf(childId) ?? 'unknown', instrumentId, venueId };
      // Those that were released in this step are not in force any more; one that was placed in it was placed first.
      for (const halt of this.#inForce.values()) expect(covers(halt, asked), JSON.stringify([halt, asked])).toBe(false);
    }
  }

  #happen(happens: Step): void {
    const { router } = this;
    if (happens.what === 'HALT') return this.#halt(happens.scope, happens.cancelAll);
    const child = router.children[happens.pick % Math.max(1, router.children.length)];
    switch (happens.what) {
      case 'SUBMIT':
      case 'STOP':
      case 'REST':
        return this.#submit(happens.what, happens.pick);
      case 'RELEASE':
        return this.#release(happens.pick);
      case 'FILL':
        if (child !== undefined) void router.fill(child, 1 + (happens.pick % child.quantity));
        return;
      case 'CANCELED':
        if (child !== undefined) void router.canceled(child);
        return;
      case 'ACK':
        if (child !== undefined) void router.says(child, { type: 'ack' });
        return;
      case 'QUOTE':
        return router.quote(
          VENUES[happens.pick % 3] ?? 'XNYS',
          [9_990 + (happens.pick % 20), 500],
          [10_011 + (happens.pick % 3), 300],
        );
      case 'JOURNAL':
        return this.#journal();
      case 'TICK':
        router.nowUs += 1_000 * happens.pick;
        router.room.tick();
        router.desk.tick();
        for (const run of [...router.timers]) run();
    }
  }

  #halt(named: HaltScope, cancelAll: boolean): void {
    this.#count += 1;
    const id = `01890000-0000-8000-8000-${String(this.#count).padStart(12, '0')}`;
    this.#inForce.set(id, named);
    this.router.tradingHalts.place({ id, scope: named, reason: 'a reason', cancelAll, actor: 'ann' });
  }

  #release(at: number): void {
    const halts = this.router.halts.inForce;
    const halt = halts[at % Math.max(1, halts.length)];
    if (halt === undefined) return;
    this.#inForce.delete(halt.id);
    this.router.tradingHalts.release(halt, { actor: 'bob', reason: 'over' });
  }

  #submit(what: 'SUBMIT' | 'STOP' | 'REST', at: number): void {
    this.#count += 1;
    const terms = {
      SUBMIT: {},
      STOP: { orderType: 'STOP', stopPrice: '100.05' },
      REST: { orderType: 'LIMIT', limitPrice: '99.50' },
    } as const;
    const more = { clientId: CLIENTS[at % 2] ?? 'client-1' };
    void this.router.submit({ orderId: `order-${this.#count}`, timeInForce: 'DAY', ...terms[what] }, more);
  }

  /** Holds the journal, or lets it go on. */
  #journal(): void {
    if (this.#landed === null) {
      this.#landed = this.router.holdJournal();
      return;
    }
    this.#landed();
    this.#landed = null;
  }
}

it('after the turn of a halt no child in its scope leaves, whatever happens', async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const halted = new Halted();
      for (const each of steps) await halted.take(each);
      sent += halted.router.children.length;
    }),
    { numRuns: 150 },
  );
  expect(sent).toBeGreaterThan(100);
});
