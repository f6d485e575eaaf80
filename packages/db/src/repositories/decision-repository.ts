import type { StoredDecision } from '@fairlead/contracts/stored-decision';
import { PROJECTED_DECISION_COLUMNS, PROJECTED_ORDER_COLUMNS } from '../order-columns.ts';
import type { ChildRow, ProjectedDecisionRow, ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { readBody } from '../record/entry-body.ts';
import { selectList } from '../row-reading.ts';
import { JournalReader } from './journal-reader.ts';
import { journaledOrder, recordsIn, type StoredRecord, waveSums } from './journaled-order.ts';
import { ListConditions } from './list-conditions.ts';
import { type Listed, type Step, stepAlong } from './list-steps.ts';
import { oneRow, type WaveRow } from './order-parts.ts';
import type { OrderView, Visibility, WalkWave } from './order-repository.ts';
import { withNames } from './persons-of-order.ts';
import { withParts } from './record-parts.ts';

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

interface FirstWavesWish {
  /** Made from then on, microseconds since 1970. */
  readonly fromUs: number;
  readonly limit: number;
  /** Where the last page has ended; null begins. */
  readonly cursor: string | null;
}

/** By what a decision is found: its order says where it lies. */
export interface DecisionKey {
  readonly id: string;
  readonly order_pk: string;
}

/** Reads decisions by their ids, out of the journal, where their records are. Plain SQL: the router reads through it too. */
export class DecisionRepository {
  readonly #database: Database;
  readonly #journal: JournalReader;

  constructor(database: Database) {
    this.#database = database;
    this.#journal = new JournalReader(database);
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
  async firstWaves({ fromUs, limit, cursor }: FirstWavesWish): Promise<Step<FirstWave>> {
    const list: Listed = {
      ...{ table: 'routing_decisions', alias: 'd', columns: 'd.id, d.order_pk', gives: 'd.id, d.order_pk' },
      conditions: new ListConditions().foundIf(true, 'd.wave = 1').made('d.id', { fromUs }),
    };
    const step = await stepAlong<DecisionKey>(this.#database, list, { direction: 'desc', limit, cursor });
    const keys = [step.rows.map((row) => row.order_pk), step.rows.map((row) => row.id)];
    const { rows } = await this.#database.query<Omit<FirstWave, 'stored'>>(FIRST_BY_KEYS, keys);
    return { ...step, rows: await this.#withRecords(rows) };
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
const FIRST_BY_KEYS = `select ${oneRow(DECISION)} as decision, ${oneRow(ORDER)} as "order"
  from routing_decisions d join orders o on o.id = d.order_pk
  where d.order_pk = any ($1::uuid[]) and d.id = any ($2::uuid[]) order by d.id desc`;
