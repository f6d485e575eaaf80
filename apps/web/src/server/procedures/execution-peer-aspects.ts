import 'server-only';
import { peerAspects, peerAspectsAsk } from '@/rows/peers';
import { peers } from '../market-reads';
import { firstOfQuarter } from '../reading/first-of-quarter';
import { ownAspects } from '../reading/own-reports';
import { procedureFor } from '../trpc';

/** What a firm says of the material aspects of its relationship with a venue, as printed; our own report's for whoever may see it. */
export const peersAspects = procedureFor('orders:read')
  .input(peerAspectsAsk)
  .output(peerAspects)
  .query(async ({ ctx, input: { file_id: fileId, ...place } }) => {
    if (fileId !== null) return { text: await peers().aspects(fileId, place) };
    const own = ctx.viewer.scopes.has('reports:read')
      ? await ctx.read.ownReports.foremost('RULE_606_A1', firstOfQuarter(place.month))
      : null;
    return { text: ownAspects(own, place) };
  });
