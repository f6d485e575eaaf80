import type { StoredDecision } from '@fairlead/contracts/stored-decision';
import type { OrderState } from '@fairlead/core/order/order-state';
import type { RoutingObjective } from '@fairlead/core/order/request';
import { CHILD_COLUMNS, PROJECTED_DECISION_COLUMNS, PROJECTED_ORDER_COLUMNS } from '../order-columns.ts';
import type { ChildRow, ProjectedDecisionRow, ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { readBody } from '../record/entry-body.ts';
import { selectList, timestamp } from '../row-reading.ts';
import { JournalReader } from './journal-reader.ts';
import { journaledOrder, recordsIn, type StoredRecord, waveSums } from './journaled-order.ts';
import { oneRow, rowsOf, type WaveRow, waveRow } from './order-parts.ts';
import type { OrderView, Visibility, WalkWave } from './order-repository.ts';
import { Conditions, type Page, type PageRequest, type PositionedPage, pageOf } from './page.ts';
import { withNames } from './persons-of-order.ts';
import { ProjectionRepository } from './projection-repository.ts';
import { withParts } from './record-parts.ts';
import { firstUuidV7, keysAround } from './uuid-range.ts';

/** A decision and what its wave has executed, with the order that it was made for and the children that came of it, by priority. */
export interface DecisionWithOrder {
  readonly decision: WaveRow;
  readonly order: OrderView;
  readonly children: readonly ChildRow[];
}

/** The same with its record ready to be read. */
export interface WholeDecision extends DecisionWithOrder {
  readonly decision: WalkWave;
  readonly stored: StoredDecision;
}

/** The first decision of an order, with the order, and its record ready to be read. Persons stand under their pseudonyms. */
export interface FirstWave {
  readonly decision: ProjectedDecisionRow;
  readonly order: ProjectedOrderRow;
  readonly stored: StoredDecision;
}

export interface DecisionFilter extends PageRequest {
  readonly clientId: Visibility;
  readonly instrumentId?: string | undefined;
  /** A venue that was given a slice. */
  readonly venueId?: string | undefined;
  readonly objective?: RoutingObjective | undefined;
  /** Of the order. */
  readonly states?: readonly OrderState[] | undefined;
  /** Made from (included) and to (excluded), microseconds since 1970. */
  readonly fromUs?: number | undefined;
  readonly toUs?: number | undefined;
}

type Listed = Omit<DecisionWithOrder, 'order'> & { readonly order: ProjectedOrderRow };

/**
 * Reads decisions. By id they come out of the journal, where their records are; lists come out of the projections. Plain SQL: the router reads through
 * it too.
 */
export class DecisionRepository {
  readonly #database: Database;
  readonly #journal: JournalReader;
  readonly #projections: ProjectionRepository;

  constructor(database: Database) {
    this.#database = database;
    this.#journal = new JournalReader(database);
    this.#projections = new ProjectionRepository(database);
  }

  /** The decision with its record, byte for byte as it was hashed, or null where there is none or it may not be seen. */
  async findById(asked: string, clientId: Visibility): Promise<WholeDecision | null> {
    // PostgreSQL reads ids in capitals too; ours are written in small letters.
    const decisionId = asked.toLowerCase();
    const orderPk = await this.#orderOf(decisionId);
    const found = orderPk === null ? null : journaledOrder(await this.#journal.ofOrder(orderPk));
    const decision = found?.decisions.find((each) => each.id === decisionId);
    const record = found?.records.get(decisionId);
    if (found === null || decision === undefined || record === undefined) return null;
    if (clientId !== null && decision.client_id !== clientId) return null;
    const [order] = await withNames(this.#database, [found.order]);
    const [stored] = await withParts(this.#database, [{ record: record.record, order: found.order }]);
    if (order === undefined || stored === undefined) return null;
    const children = found.children.filter((child) => child.decision_id === decisionId);
    return {
      decision: { ...decision, ...waveSums(decision, found), rationale: record.rationale() },
      order,
      children,
      stored,
    };
  }

  /** First waves made from a time on, the newest first, each with its record and its order. Those whose records retention has dropped are left out. */
  async firstWaves(filter: PageRequest & { readonly fromUs: number }): Promise<Page<FirstWave>> {
    const conditions = new Conditions()
      .add(1, (p) => `d.wave = ${p}`)
      .add(firstUuidV7(filter.fromUs), (p) => `d.id >= ${p}::uuid`)
      .after(filter.cursor, 'd');
    const sql = `select ${oneRow(DECISION)} as decision, ${oneRow(ORDER)} as "order"
      from routing_decisions d join orders o on o.id = d.order_pk ${conditions.where}
      order by d.id desc limit ${filter.limit + 1}`;
    const result = await this.#database.query<Omit<FirstWave, 'stored'>>(sql, conditions.values);
    const page = pageOf(result.rows, filter.limit, (row) => row.decision.id);
    return { ...page, rows: await this.#withRecords(page.rows) };
  }

  /** The newest decisions first, those that match, without their records. */
  async list(filter: DecisionFilter): Promise<PositionedPage<DecisionWithOrder>> {
    const keys = keysAround(filter);
    const conditions = new Conditions()
      .add(filter.clientId, (p) => `d.client_id = ${p}`)
      .add(filter.instrumentId, (p) => `d.instrument_id = ${p}`)
      .add(filter.venueId, (p) => `${p} = any (d.venue_ids)`)
      .add(filter.objective, (p) => `d.objective = ${p}`)
      .add(filter.states, (p) => `o.state = any (${p})`)
      .add(filter.fromUs, (p) => `d.created_at >= ${timestamp(p)}`)
      .add(filter.toUs, (p) => `d.created_at < ${timestamp(p)}`)
      // The key finds them.
      .add(keys.from, (p) => `d.id >= ${p}::uuid`)
      .add(keys.to, (p) => `d.id < ${p}::uuid`)
      .after(filter.cursor, 'd');
    // Before the rows: they are at least as new as it says.
    const { position } = await this.#projections.position();
    const sql = `${LISTED_DECISIONS} ${conditions.where} order by d.id desc limit ${filter.limit + 1}`;
    const result = await this.#database.query<Listed>(sql, conditions.values);
    const page = pageOf(result.rows, filter.limit, (row) => row.decision.id);
    const orders = await withNames(
      this.#database,
      page.rows.map(({ order }) => order),
    );
    const rows = page.rows.flatMap((row, index) => {
      const order = orders[index];
      return order === undefined ? [] : [{ ...row, order }];
    });
    return { ...page, rows, position };
  }

  /** The order of a decision that the projections know, whether its record is kept or not; null where they know none that may be seen. */
  async orderOfProjected(decisionId: string, clientId: Visibility): Promise<string | null> {
    const sql = 'select d.order_pk, d.client_id from routing_decisions d where d.id = $1';
    const result = await this.#database.query<{ order_pk: string; client_id: string }>(sql, [decisionId.toLowerCase()]);
    const [found] = result.rows;
    return found === undefined || (clientId !== null && found.client_id !== clientId) ? null : found.order_pk;
  }

  #orderOf(decisionId: string): Promise<string | null> {
    return this.#journal.orderNaming(decisionId, () => this.orderOfProjected(decisionId, null));
  }

  /** Reads the records of decisions out of the entries in which they were made. */
  async #withRecords(waves: readonly Omit<FirstWave, 'stored'>[]): Promise<FirstWave[]> {
    const entries = await this.#journal.at(waves.map(({ decision }) => decision));
    const records = new Map<string, StoredRecord>();
    for (const entry of entries) for (const [id, record] of recordsIn(readBody(entry.body))) records.set(id, record);
    const kept = waves.flatMap((wave) => {
      const record = records.get(wave.decision.id)?.record;
      return record === undefined ? [] : [{ ...wave, record }];
    });
    const stored = await withParts(this.#database, kept);
    return kept.flatMap(({ decision, order }, index) => {
      const each = stored[index];
      return each === undefined ? [] : [{ decision, order, stored: each }];
    });
  }
}

const DECISION = selectList('d', PROJECTED_DECISION_COLUMNS);
const ORDER = selectList('o', PROJECTED_ORDER_COLUMNS);
/** Children are found by the order, with which they lie. */
export const LISTED_DECISIONS = `select ${waveRow(DECISION)} as decision, ${oneRow(ORDER)} as "order",
    ${rowsOf(selectList('c', CHILD_COLUMNS), 'from child_orders c where c.order_pk = d.order_pk and c.decision_id = d.id order by c.priority, c.id')} as children
  from routing_decisions d join orders o on o.id = d.order_pk`;
