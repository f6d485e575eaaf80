import 'server-only';
import { initTRPC, TRPCError } from '@trpc/server';
import { type Viewer, viewerOf } from './session';

/** What a procedure is given: the request's headers and who is behind them. */
export interface Context {
  readonly headers: Headers;
  readonly viewer: Viewer | null;
}

export async function createContext(headers: Headers): Promise<Context> {
  return { headers, viewer: await viewerOf(headers) };
}

const trpc = initTRPC.context<Context>().create({
  sse: {
    ping: { enabled: true, intervalMs: 2_000 },
    client: { reconnectAfterInactivityMs: 6_000 },
  },
  // The console's own words go out; a stack or a database's text does not.
  errorFormatter: ({ shape }) => ({ ...shape, data: { code: shape.data.code, httpStatus: shape.data.httpStatus } }),
});

/** What is said to whoever is not, or no longer, signed in. */
export function signedOut(): TRPCError {
  return new TRPCError({ code: 'UNAUTHORIZED', message: 'You are signed out. Sign in again.' });
}

export const createRouter = trpc.router;

/** A procedure for people who are signed in; all of the console's are. */
export const procedure = trpc.procedure.use(({ ctx, next }) => {
  if (ctx.viewer === null) throw signedOut();
  return next({ ctx: { ...ctx, viewer: ctx.viewer } });
});
