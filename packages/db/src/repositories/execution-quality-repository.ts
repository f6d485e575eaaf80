import { type BucketSums, type Calibration, calibrationOf } from '@fairlead/core/analytics/calibration';
import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import type pg from 'pg';
import type { Database } from '../pool.ts';
import { inTransaction } from '../transaction.ts';
import { type ImportedVenue, importedVenues } from './imported-venues.ts';
import type { Visibility } from './order-repository.ts';
import { cutBy, Parameters, type QualityFilter } from './quality-cut.ts';
import {
  type ExpectationFigures,
  type ExpectedRow,
  expectationFigures,
  type FiguresRow,
  type QualityFigures,
  qualityFigures,
} from './quality-figures.ts';
import { EXECUTED_MEASURES, EXPECTED_MEASURES, type Measure, SENT_MEASURES } from './quality-measures.ts';
import { splitPeriod } from './quality-period.ts';
import { filledSql, measuredSql } from './quality-statement.ts';
import { summedHours } from './quality-sums-repository.ts';

/**
 * Adds up how well orders were executed: our own and imported ones. Sums are exact in the database and divided here, once. Hours whose sums are made and true
 * are read out of these, the rest of a period row by row: the figures are the same.
 */
export class ExecutionQualityRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** What was sent and executed, told apart by some dimensions (at most two), a row a market each. */
  figures(filter: QualityFilter, by: readonly QualityDimension[]): Promise<QualityFigures[]> {
    const measures = [...SENT_MEASURES, ...EXECUTED_MEASURES];
    return this.#reading(async (client) =>
      qualityFigures(await measured<FiguresRow>(client, measures, { filter, by })),
    );
  }

  /** What the routed parts of it that took were expected to cost beside what they did. */
  expectations(filter: QualityFilter, by: readonly QualityDimension[]): Promise<ExpectationFigures[]> {
    return this.#reading((client) => expectationsOf(client, filter, by));
  }

  /** What decisions expected to be filled of their quantity beside what was; of a venue those that went nowhere else. */
  calibration(filter: QualityFilter): Promise<Calibration> {
    return this.#reading(async (client) => {
      const parameters = new Parameters();
      const asked = cutBy(filter, [], parameters);
      const period = splitPeriod(filter, await summedHours(client, filter));
      const sql = filledSql({ ...asked, period }, parameters);
      return calibrationOf((await client.query<BucketSums>(sql, parameters.values)).rows);
    });
  }

  /** Groups by the thousand are held in memory: sorted on disk they would take four times as long. */
  #reading<T>(read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("set local work_mem = '128MB'");
      return read(client);
    });
  }
}

/** What parts were expected to cost beside what they did, within somebody's transaction. */
export async function expectationsOf(
  database: Database,
  filter: QualityFilter,
  by: readonly QualityDimension[],
): Promise<ExpectationFigures[]> {
  return expectationFigures(await measured<ExpectedRow>(database, EXPECTED_MEASURES, { filter, by }));
}

interface Asked {
  readonly filter: QualityFilter;
  readonly by: readonly QualityDimension[];
}

async function measured<Row extends object>(
  database: Database,
  measures: readonly Measure[],
  { filter, by }: Asked,
): Promise<Row[]> {
  const parameters = new Parameters();
  const asked = cutBy(filter, by, parameters);
  const period = splitPeriod(filter, await summedHours(database, filter));
  const sql = measuredSql(measures, { ...asked, period }, parameters);
  return (await database.query<Row>(sql, parameters.values)).rows;
}

/** The same of what one viewer may see: who sees everybody's may ask for one client's, who does not is given his own, whoever he asks for. */
export class ViewedQuality {
  readonly #pool: pg.Pool;
  readonly #quality: ExecutionQualityRepository;
  readonly #whose: Visibility;

  constructor(pool: pg.Pool, whose: Visibility) {
    this.#pool = pool;
    this.#quality = new ExecutionQualityRepository(pool);
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

  /** The venues that only imports name, the viewer's own where he sees one client. */
  importedVenues(): Promise<ImportedVenue[]> {
    return importedVenues(this.#pool, this.#whose);
  }

  #bound(filter: QualityFilter): QualityFilter {
    return { ...filter, clientId: this.#whose ?? filter.clientId };
  }
}
