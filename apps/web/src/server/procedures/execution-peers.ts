import 'server-only';
import { peerExecutions, peerExecutionsAsk } from '@/rows/peers';
import { peers } from '../market-reads';
import { ownExecutions } from '../reading/own-reports';
import { procedureFor } from '../trpc';

/** What other firms have published of their executions in a month, and our own report for whoever may see it. */
export const peersExecutions = procedureFor('orders:read')
  .input(peerExecutionsAsk)
  .output(peerExecutions)
  .query(async ({ ctx, input: { month, symbol } }) => {
    const own = ctx.viewer.scopes.has('reports:read') ? await ctx.read.ownReports.foremost('RULE_605', month) : null;
    return {
      files: [
        ...(await peers().files('RULE_605_SUMMARY', month)),
        ...(await peers().files('RULE_605_DETAIL', month)),
        ...(await peers().files('RULE_605_FORMER', month)),
      ],
      rows: await peers().summaries(month),
      of_symbol: symbol === null ? [] : await peers().bySymbol(symbol, month),
      own: ownExecutions(own),
    };
  });
