import type { OrderState } from '@fairlead/core/order/order-state';
import type { Side } from '@fairlead/core/order/request';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';
import { ordersNamed } from './order-names.ts';
import type { Visibility } from './order-repository.ts';
import { isUuid } from './uuid-range.ts';

/** An order that a search has found. */
export interface FoundOrder {
  readonly order_pk: string;
  readonly order_id: string;
  readonly client_id: string;
  readonly instrument_id: string;
  readonly side: Side;
  readonly quantity: number;
  readonly state: OrderState;
  readonly route_only: boolean;
  readonly at_us: number;
}

/** A decision that a search has found. */
export interface FoundDecision {
  readonly decision_id: string;
  readonly instrument_id: string;
  readonly wave: number;
  readonly at_us: number;
}

/** A thing with a name. */
export interface FoundName {
  readonly id: string;
  readonly name: string;
}

/** What a text may mean, each kind the best first. */
export interface Found {
  readonly orders: readonly FoundOrder[];
  readonly decisions: readonly FoundDecision[];
  readonly instruments: readonly FoundName[];
  readonly venues: readonly FoundName[];
  readonly clients: readonly FoundName[];
}

const EACH_MAX = 6;
const ORDERS = `select o.id as order_pk, o.order_id, o.client_id, o.instrument_id, o.side, o.quantity::float8 as quantity, o.state, o.route_only,
  ${microseconds('o.created_at')} as at_us
from orders o where o.id = any ($1::uuid[]) and ($2::text is null or o.client_id = $2) order by o.id desc limit ${EACH_MAX}`;
const DECISIONS = `select d.id as decision_id, d.instrument_id, d.wave, ${microseconds('d.created_at')} as at_us
from routing_decisions d where d.id = $1::uuid and ($2::text is null or d.client_id = $2) limit ${EACH_MAX}`;

/** Names that begin with the text come before those that hold it, short ones before long ones. */
function named(table: string, id: string, name: string, more = 'false'): string {
  return `select ${id} as id, ${name} as name from ${table}
where strpos(upper(${id}), upper($1)) > 0 or strpos(upper(${name}), upper($1)) > 0 or ${more}
order by starts_with(upper(${id}), upper($1)) desc, length(${id}), ${id} limit ${EACH_MAX}`;
}
const INSTRUMENTS = named('instruments', 'instrument_id', 'name');
const VENUES = named('venue_configurations', 'venue_id', 'venue_name', 'mic = upper($1)');
const CLIENTS = named('clients', 'client_id', 'name');

/** Finds what a person may mean by a text: an order by the key, by the client's name of it or how that begins; a decision by its id; symbols, venues, clients. */
export class Search {
  readonly #database: Database;
  readonly #whose: Visibility;

  /** Of what one viewer may see. */
  constructor(database: Database, whose: Visibility) {
    this.#database = database;
    this.#whose = whose;
  }

  async find(text: string): Promise<Found> {
    const [orders, decisions, instruments, venues, clients] = await Promise.all([
      this.#orders(text),
      isUuid(text) ? this.#rows<FoundDecision>(DECISIONS, [text, this.#whose]) : [],
      this.#rows<FoundName>(INSTRUMENTS, [text]),
      this.#rows<FoundName>(VENUES, [text]),
      this.#rows<FoundName>(CLIENTS, [text]),
    ]);
    return { orders, decisions, instruments, venues, clients: clients.filter((client) => this.#maySee(client)) };
  }

  /** All clients and venues, by their ids. */
  async names(): Promise<{ clients: string[]; venues: string[] }> {
    const [clients, venues] = await Promise.all([
      this.#rows<FoundName>('select client_id as id, name from clients order by 1', []),
      this.#rows<FoundName>('select venue_id as id, venue_name as name from venue_configurations order by 1', []),
    ]);
    const seen = clients.filter((client) => this.#maySee(client));
    return { clients: seen.map(({ id }) => id), venues: venues.map(({ id }) => id) };
  }

  async #orders(text: string): Promise<readonly FoundOrder[]> {
    const found = await ordersNamed(this.#database, text, { clientId: this.#whose, limit: EACH_MAX });
    const keys = [...found.map(({ orderPk }) => orderPk), ...(isUuid(text) ? [text] : [])];
    return keys.length === 0 ? [] : this.#rows<FoundOrder>(ORDERS, [keys, this.#whose]);
  }

  #maySee(client: FoundName): boolean {
    return this.#whose === null || this.#whose === client.id;
  }

  async #rows<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    return (await this.#database.query<Row>(sql, [...values])).rows;
  }
}
