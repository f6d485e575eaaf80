import {
  type BucketSums,
  CALIBRATION_BUCKETS,
  type Calibration,
  calibrationOf,
} from '@fairlead/core/analytics/calibration';
import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import type { Database } from '../pool.ts';
import type { Visibility } from './order-repository.ts';
import { cutBy, type QualityFilter } from './quality-cut.ts';
import { calibrationSql, executedSql, expectedSql, sentSql } from './quality-facts.ts';
import {
  type ExecutedRow,
  type ExpectationFigures,
  type ExpectedRow,
  expectationFigures,
  type QualityFigures,
  qualityFigures,
  type SentRow,
} from './quality-figures.ts';

/** Adds up how well orders were executed: our own and imported ones. Sums are exact in the database and divided here, once. */
export class ExecutionQualityRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What was sent and executed, told apart by some dimensions (at most two), a row a market each. */
  async figures(filter: QualityFilter, by: readonly QualityDimension[]): Promise<QualityFigures[]> {
    const { values, ...cut } = cutBy(filter, by);
    const sent = await this.#database.query<SentRow>(sentSql(cut), [...values]);
    const executed = await this.#database.query<ExecutedRow>(executedSql(cut), [...values]);
    return qualityFigures(sent.rows, executed.rows);
  }

  /** What the routed parts of it that took were expected to cost beside what they did. */
  async expectations(filter: QualityFilter, by: readonly QualityDimension[]): Promise<ExpectationFigures[]> {
    const { values, ...cut } = cutBy(filter, by);
    return expectationFigures((await this.#database.query<ExpectedRow>(expectedSql(cut), [...values])).rows);
  }

  /** What decisions expected to be filled of their quantity beside what was; of a venue those that went nowhere else. */
  async calibration(filter: QualityFilter): Promise<Calibration> {
    const { values, where } = cutBy(filter, []);
    const sql = calibrationSql(where, CALIBRATION_BUCKETS);
    return calibrationOf((await this.#database.query<BucketSums>(sql, [...values])).rows);
  }
}

/** The same of what one viewer may see: who sees everybody's may ask for one client's, who does not is given his own, whoever he asks for. */
export class ViewedQuality {
  readonly #quality: ExecutionQualityRepository;
  readonly #whose: Visibility;

  constructor(database: Database, whose: Visibility) {
    this.#quality = new ExecutionQualityRepository(database);
    this.#whose = whose;
  }

  figures(filter: QualityFilter, by: readonly QualityDimension[]): Promise<QualityFigures[]> {
    return this.#quality.figures(this.#bound(filter), by);
  }

  expectations(filter: QualityFilter, by: readonly QualityDimension[]): Promise<ExpectationFigures[]> {
    return this.#quality.expectations(this.#bound(filter), by);
  }

  calibration(filter: QualityFilter): Promise<Calibration> {
    return this.#quality.calibration(this.#bound(filter));
  }

  #bound(filter: QualityFilter): QualityFilter {
    return { ...filter, clientId: this.#whose ?? filter.clientId };
  }
}
