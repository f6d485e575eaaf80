import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { uploadAsked } from '@/rows/upload-asked';
import { act, actFor } from '../act';

/** Says which files are brought, of the firm's past or of other firms; their bytes follow (/api/imports), and the outcome says under which id. */
export const reportBring = actFor('reports:write')
  .input(z.object({ upload: uploadAsked }))
  .output(actOutcome)
  .mutation(({ ctx, input: { upload, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: '/imports', body: { ...upload, ...why } }),
  );
