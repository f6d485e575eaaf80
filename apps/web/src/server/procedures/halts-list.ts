import 'server-only';
import { haltList } from '@fairlead/contracts/halt';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** The halts in force and the newest past ones, by the router's own word, which tells a client's people of their own and the firm's alone. */
export const haltsList = procedureFor('orders:read')
  .output(haltList)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/halt', answer: haltList }));
