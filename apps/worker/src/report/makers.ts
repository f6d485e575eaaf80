import { CustomerReportRepository } from '@fairlead/db/repositories/customer-report-repository';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { ReportFactsRepository } from '@fairlead/db/repositories/report-facts-repository';
import { ReportItemsRepository } from '@fairlead/db/repositories/report-items-repository';
import { TcaRepository } from '@fairlead/db/repositories/tca-repository';
import { ReviewRepository } from '@fairlead/db/review/review-repository';
import { CoveredOrdersRepository } from '@fairlead/db/rule605/covered-orders-repository';
import type pg from 'pg';
import { executionReportMaker } from './execution/execution-maker.ts';
import { handlingReportMaker } from './handling-report-maker.ts';
import { publicReportMaker } from './public-report-maker.ts';
import type { ReportMaker } from './report-maker.ts';
import { reviewMaker } from './review/review-maker.ts';
import { routingReportMaker } from './routing-report-maker.ts';
import { tcaMaker } from './tca/tca-maker.ts';

/** Who makes which kind of report. */
export function reportMakers(pool: pg.Pool): ReportMaker[] {
  const customers = new CustomerReportRepository(pool);
  return [
    publicReportMaker({ items: new ReportItemsRepository(pool), facts: new ReportFactsRepository(pool) }),
    routingReportMaker(customers),
    handlingReportMaker(customers),
    executionReportMaker(new CoveredOrdersRepository(pool)),
    reviewMaker(new ReviewRepository(pool)),
    tcaMaker({ orders: new TcaRepository(pool), history: new MarketHistoryRepository(pool) }),
  ];
}
