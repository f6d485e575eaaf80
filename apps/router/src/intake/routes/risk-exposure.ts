import { riskExposure } from '@fairlead/contracts/risk';
import { exposureOf, type UseOfLimits } from '../exposure-view.ts';
import type { Routes } from '../route-schema.ts';

/** GET what clients, the firm and instruments come to today, and how fast orders come, beside what they may. */
export const riskExposureRoute: Routes<UseOfLimits> = async (app, parts) => {
  const onRequest = app.guard('risk:write', 'audit:read');
  app.get('/risk/exposure', { onRequest, schema: { response: { 200: riskExposure } } }, async (_request, reply) =>
    reply.send(exposureOf(parts)),
  );
};
