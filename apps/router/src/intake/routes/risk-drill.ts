import { type DrillRecord, HALT_AIM_MS, HALT_BAR_MS, riskDrill } from '@fairlead/contracts/risk-drill';
import type { Routes } from '../route-schema.ts';

/** What the route of the drill works with. */
export interface RiskDrillRoute {
  readonly lastDrill: () => Promise<DrillRecord | null>;
}

/** GET what the last drill of this installation came to. */
export const riskDrillRoute: Routes<RiskDrillRoute> = async (app, { lastDrill }) => {
  const onRequest = app.guard('risk:write', 'risk:halt', 'audit:read');
  app.get('/risk/drill', { onRequest, schema: { response: { 200: riskDrill } } }, async (_request, reply) =>
    reply.send({ last: await lastDrill(), bar_ms: HALT_BAR_MS, aim_ms: HALT_AIM_MS }),
  );
};
