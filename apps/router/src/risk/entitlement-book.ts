import type { ValidOrder } from '@fairlead/core/order/request';
import { isEnded, type OrderLife } from '@fairlead/core/order-life/order-life';
import {
  type Entitlements,
  type Locate,
  RESTRICTED_SIDES,
  type Restriction,
  unitsE8,
} from '@fairlead/core/risk/entitlements';
import type { RiskLists, RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, Log } from '../ports.ts';
import { wholeE8 } from './limit-rows.ts';

/** What the book works with. */
export interface EntitlementPorts {
  readonly store: Pick<RiskListsRepository, 'lists'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Which order is asked about; a new one has not passed the list of accounts, and uses nothing of its locate yet. */
interface Asked {
  readonly clientId: string;
  readonly order: Pick<ValidOrder, 'instrumentId' | 'locateId'>;
  readonly live: LiveOrder | null;
}

/**
 * Who may trade what, in memory: restricted instruments, the accounts of clients, and locates with what orders have used of them. A locate is used from the
 * entry of its order: by all of it while it is alive, by what it has executed or still out once it has ended.
 */
export class EntitlementBook {
  readonly #ports: EntitlementPorts;
  #restrictions = new Map<string, readonly Restriction[]>();
  #locates = new Map<string, Locate>();
  #keeping = new Set<string>();
  #accounts = new Map<string, Set<string>>();
  readonly #used = new Map<string, bigint>();
  readonly #counted = new WeakMap<LiveOrder, bigint>();
  #last: Promise<void> = Promise.resolve();

  constructor(ports: EntitlementPorts) {
    this.#ports = ports;
  }

  /** What is known of the client of an order; of one that is alive its accounts are not asked for again, and what it uses itself does not stand in its way. */
  view({ clientId, order, live }: Asked): Entitlements {
    const { instrumentId, locateId } = order;
    const listed = this.#restrictions.get(instrumentId) ?? NONE;
    const restrictions =
      listed.length === 0 ? listed : listed.filter((each) => each.clientId === null || each.clientId === clientId);
    const accounts = live === null ? (this.#accounts.get(clientId) ?? null) : null;
    return {
      atUs: this.#ports.clock.nowUs(),
      restrictions,
      locate: this.#locateOf(clientId, locateId, live),
      accounts,
    };
  }

  #locateOf(clientId: string, locateId: string | null, live: LiveOrder | null): Entitlements['locate'] {
    if (!this.#keeping.has(clientId)) return null;
    const name = nameOf(clientId, locateId ?? '');
    const own = live === null ? 0n : (this.#counted.get(live) ?? 0n);
    return { found: this.#locates.get(name) ?? null, usedE8: (this.#used.get(name) ?? 0n) - own };
  }

  /** What orders use of a locate, in 10^-8 of a unit. */
  usedE8(clientId: string, locateId: string): bigint {
    return this.#used.get(nameOf(clientId, locateId)) ?? 0n;
  }

  /** Counts an order as it stands now; `before` is how one that was not counted stood when it was loaded, all of which is counted already. */
  moved(live: LiveOrder, before: OrderLife | null = null): void {
    const { clientId, order, instrument, routeOnly } = live.identity;
    if (order.side !== 'SELL_SHORT' || order.locateId === null || routeOnly) return;
    const counted = this.#counted.get(live) ?? (before === null ? 0n : unitsE8(usedOf(before), instrument));
    const now = unitsE8(usedOf(live.life), instrument);
    this.#counted.set(live, now);
    this.#add(nameOf(clientId, order.locateId), now - counted);
  }

  /** An order that was not taken after all. */
  leave(live: LiveOrder): void {
    const { clientId, order } = live.identity;
    this.#add(nameOf(clientId, order.locateId ?? ''), -(this.#counted.get(live) ?? 0n));
    this.#counted.delete(live);
  }

  /** Counts what is decided and becomes an order in another turn; the returned function ends that. */
  reserve(clientId: string, order: Pick<ValidOrder, 'side' | 'locateId'>, countE8: bigint): () => void {
    if (order.side !== 'SELL_SHORT' || order.locateId === null) return () => {};
    const name = nameOf(clientId, order.locateId);
    this.#add(name, countE8);
    return () => this.#add(name, -countE8);
  }

  /** Counts what orders that are not alive any more have executed on their locates. */
  restore(used: readonly { readonly client_id: string; readonly locate_id: string; readonly used: string }[]): void {
    for (const each of used) this.#add(nameOf(each.client_id, each.locate_id), wholeE8(each.used));
  }

  /** Reads the lists as they are now; what was asked for before is done first. Rejects, keeping what is held, where the database does not answer. */
  refresh(): Promise<void> {
    const run = this.#last.then(async () => this.#take(await this.#ports.store.lists(this.#ports.clock.nowUs())));
    this.#last = run.catch(() => {});
    return run;
  }

  /** One look of the timer. */
  async look(): Promise<void> {
    await this.refresh().catch((error: unknown) => {
      this.#ports.log.warn({ error: String(error) }, 'the lists of risk could not be read again; those held stay');
    });
  }

  #add(name: string, moreE8: bigint): void {
    if (moreE8 !== 0n) this.#used.set(name, (this.#used.get(name) ?? 0n) + moreE8);
  }

  #take({ restricted, locates, accounts }: RiskLists): void {
    const restrictions = new Map<string, Restriction[]>();
    for (const row of restricted) {
      const side = RESTRICTED_SIDES.find((each) => each === row.side) ?? 'ALL';
      const { client_id: clientId, instrument_id: instrumentId, from_at_us: fromUs, to_at_us: toUs, reason } = row;
      const known = restrictions.get(instrumentId) ?? [];
      restrictions.set(instrumentId, [...known, { clientId, instrumentId, side, fromUs, toUs, reason }]);
    }
    this.#restrictions = restrictions;
    this.#locates = new Map(
      locates.map((row) => [
        nameOf(row.client_id, row.locate_id),
        { instrumentId: row.instrument_id, quantityE8: wholeE8(row.quantity), expiresUs: row.expires_at_us },
      ]),
    );
    this.#keeping = new Set(locates.map((row) => row.client_id));
    const ofClients = new Map<string, Set<string>>();
    for (const { client_id: clientId, account } of accounts)
      ofClients.set(clientId, (ofClients.get(clientId) ?? new Set()).add(account));
    this.#accounts = ofClients;
  }
}

const NONE: readonly Restriction[] = [];

function usedOf(life: OrderLife): number {
  return isEnded(life) ? life.filled + life.working : Math.max(life.order.quantity, life.filled);
}

/** The length keeps a client's name and a locate's apart, whatever is in them. */
function nameOf(clientId: string, locateId: string): string {
  return `${clientId.length} ${clientId} ${locateId}`;
}
