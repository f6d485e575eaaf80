import { riskExposure } from '@fairlead/contracts/risk';
import type { ExposureBook } from '../../risk/exposure-book.ts';
import type { LimitBook } from '../../risk/limit-book.ts';
import { exposureOf } from '../exposure-view.ts';
import type { Routes } from '../route-schema.ts';

/** What the route of exposure works with. */
export interface RiskExposureRoute {
  readonly exposure: ExposureBook;
  readonly limitBook: LimitBook;
}

/** GET what clients, the firm and instruments come to today, beside what they may. */
export const riskExposureRoute: Routes<RiskExposureRoute> = async (app, parts) => {
  const onRequest = app.guard('risk:write', 'audit:read');
  app.get('/risk/exposure', { onRequest, schema: { response: { 200: riskExposure } } }, async (_request, reply) =>
    reply.send(exposureOf(parts.exposure, parts.limitBook)),
  );
};
