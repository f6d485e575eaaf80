import { ReportFactsRepository } from '@fairlead/db/repositories/report-facts-repository';
import { ReportItemsRepository } from '@fairlead/db/repositories/report-items-repository';
import type pg from 'pg';
import { publicReportMaker } from './public-report-maker.ts';
import type { ReportMaker } from './report-maker.ts';

/** Who makes which kind of report. */
export function reportMakers(pool: pg.Pool): ReportMaker[] {
  return [publicReportMaker({ items: new ReportItemsRepository(pool), facts: new ReportFactsRepository(pool) })];
}
