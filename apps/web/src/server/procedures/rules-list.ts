import 'server-only';
import { rulesList } from '@fairlead/contracts/rules';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** The versions of the routing rules, and which one decisions are made by now. */
export const rulesListGet = procedureFor('audit:read')
  .output(rulesList)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/rules', answer: rulesList }));
