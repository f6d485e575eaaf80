import type { StoredDecision } from '@fairlead/contracts/stored-decision';
import type { RoutingObjective } from '@fairlead/core/order/request';
import { partNames } from '@fairlead/core/routing/record/part-names';
import { CHILD_COLUMNS, DECISION_COLUMNS, DECISION_SUMMARY_COLUMNS, ORDER_COLUMNS } from '../journal-columns.ts';
import type { ChildRow, DecisionRow, OrderRow } from '../journal-rows.ts';
import type { Database } from '../pool.ts';
import { selectList, timestamp } from '../row-reading.ts';
import { oneRow, rowsOf, type WaveRow, type WaveSums, waveRow } from './order-parts.ts';
import type { Visibility } from './order-repository.ts';
import { Conditions, type Page, type PageRequest, pageOf } from './page.ts';

/** A decision and what its wave has executed, with the order that it was made for and the children that came of it, by priority. */
export interface DecisionWithOrder<Decision extends WaveRow = WaveRow> {
  readonly decision: Decision;
  readonly order: OrderRow;
  readonly children: readonly ChildRow[];
}

/** The first decision of an order, with the order, and its record ready to be read. */
export interface FirstWave {
  readonly decision: DecisionRow;
  readonly order: OrderRow;
  readonly stored: StoredDecision;
}

/** A decision with its record ready to be read. */
export type WholeDecision = DecisionWithOrder<DecisionRow & WaveSums> & Pick<FirstWave, 'stored'>;

export interface DecisionFilter extends PageRequest {
  readonly clientId: Visibility;
  readonly instrumentId?: string;
  /** A venue that was given a slice. */
  readonly venueId?: string;
  readonly objective?: RoutingObjective;
  /** Made from (included) and to (excluded), microseconds since 1970. */
  readonly fromUs?: number;
  readonly toUs?: number;
}

/** Reads decisions. Plain SQL: the router reads through it too. */
export class DecisionRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The decision with its record, byte for byte as it was hashed, or null where there is none or it may not be seen. */
  async findById(decisionId: string, clientId: Visibility): Promise<WholeDecision | null> {
    const sql = `${selecting(selectList('d', DECISION_COLUMNS))}
      where d.id = $1 and ($2::text is null or d.client_id = $2)`;
    const result = await this.#database.query<DecisionWithOrder<DecisionRow & WaveSums>>(sql, [decisionId, clientId]);
    const [found] = await this.#withRecords(result.rows);
    return found ?? null;
  }

  /** First waves made from a time on, the newest first, each with its evidence and its order. */
  async firstWaves(filter: PageRequest & { readonly fromUs: number }): Promise<Page<FirstWave>> {
    const conditions = new Conditions()
      .add(1, (p) => `d.wave = ${p}`)
      .add(filter.fromUs, (p) => `d.created_at >= ${timestamp(p)}`)
      .after(filter.cursor, 'd');
    const sql = `select ${oneRow(selectList('d', DECISION_COLUMNS))} as decision, ${oneRow(selectList('o', ORDER_COLUMNS))} as "order"
      from routing_decisions d join orders o on o.id = d.order_pk ${conditions.where}
      order by d.created_at desc, d.id desc limit ${filter.limit + 1}`;
    const result = await this.#database.query<Omit<FirstWave, 'stored'>>(sql, conditions.values);
    return pageOf(await this.#withRecords(result.rows), filter.limit, (row) => row.decision);
  }

  /** The newest decisions first, those that match, without their evidence. */
  async list(filter: DecisionFilter): Promise<Page<DecisionWithOrder>> {
    const conditions = new Conditions()
      .add(filter.clientId, (p) => `d.client_id = ${p}`)
      .add(filter.instrumentId, (p) => `d.instrument_id = ${p}`)
      .add(filter.venueId, (p) => `${p} = any (d.venue_ids)`)
      .add(filter.objective, (p) => `d.objective = ${p}`)
      .add(filter.fromUs, (p) => `d.created_at >= ${timestamp(p)}`)
      .add(filter.toUs, (p) => `d.created_at < ${timestamp(p)}`)
      .after(filter.cursor, 'd');
    const sql = `${selecting(selectList('d', DECISION_SUMMARY_COLUMNS))} ${conditions.where}
      order by d.created_at desc, d.id desc limit ${filter.limit + 1}`;
    const result = await this.#database.query<DecisionWithOrder>(sql, conditions.values);
    return pageOf(result.rows, filter.limit, (row) => row.decision);
  }

  /** Reads the parts that the records of decisions name, each once. */
  async #withRecords<Found extends Omit<FirstWave, 'stored'>>(
    found: readonly Found[],
  ): Promise<(Found & Pick<FirstWave, 'stored'>)[]> {
    const named = found.map(({ decision }) => partNames(decision.evidence));
    const hashes = [...new Set(named.flatMap((names) => (names === null ? [] : [names.catalogue, names.belief])))];
    const sql = `select encode(p.hash, 'hex') as hash, p.body from evidence_parts p
      where p.hash in (select decode(h, 'hex') from unnest($1::text[]) as h)`;
    const parts =
      hashes.length === 0 ? [] : (await this.#database.query<{ hash: string; body: string }>(sql, [hashes])).rows;
    const bodies = new Map(parts.map(({ hash, body }) => [hash, body]));
    return found.map((each, place) => ({
      ...each,
      stored: storedOf(each, { names: named[place] ?? null, bodies }),
    }));
  }
}

/** A part that is not there is a record that cannot be read: an empty text, which its readers refuse. */
function storedOf(
  { decision, order }: Omit<FirstWave, 'stored'>,
  { names, bodies }: { names: ReturnType<typeof partNames>; bodies: ReadonlyMap<string, string> },
): StoredDecision {
  const body = (hash: string) => bodies.get(hash) ?? '';
  const parts = names === null ? null : { catalogue: body(names.catalogue), belief: body(names.belief) };
  return { record: decision.evidence, parts, order: receivedOf(order) };
}

/** What the record does not repeat of its order. */
function receivedOf(order: OrderRow): StoredDecision['order'] {
  return {
    clientId: order.client_id,
    orderId: order.order_id,
    side: order.side,
    timeInForce: order.time_in_force,
    held: order.held,
    directedVenue: order.directed_venue,
    capacity: order.capacity,
  };
}

function selecting(decision: string): string {
  return `select ${waveRow(decision)} as decision, ${oneRow(selectList('o', ORDER_COLUMNS))} as "order",
    ${rowsOf(selectList('c', CHILD_COLUMNS), CHILDREN_OF_DECISION)} as children
  from routing_decisions d join orders o on o.id = d.order_pk`;
}

/** Found by the order, whose children are few and indexed. */
const CHILDREN_OF_DECISION =
  'from child_orders c where c.order_pk = d.order_pk and c.decision_id = d.id order by c.priority, c.id';
