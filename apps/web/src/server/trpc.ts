import 'server-only';
import type { Scope } from '@fairlead/contracts/access';
import { initTRPC, TRPCError } from '@trpc/server';
import { env } from '@/env';
import { type Admitted, admit, SIGNED_OUT } from './admission';
import { originRefusal, ownOrigins } from './origin';
import { type Viewer, viewerOf } from './session';

/** What a request comes with: its headers and who is behind them. */
export interface Context {
  readonly headers: Headers;
  readonly viewer: Viewer | null;
}

/** What a procedure is given. */
export interface ScopedContext extends Admitted {
  readonly headers: Headers;
}

export async function createContext(headers: Headers): Promise<Context> {
  return { headers, viewer: await viewerOf(headers) };
}

const trpc = initTRPC
  .context<Context>()
  .meta<{ readonly scope: Scope }>()
  .create({
    sse: {
      ping: { enabled: true, intervalMs: 2_000 },
      client: { reconnectAfterInactivityMs: 6_000 },
    },
    // The console's own words go out; a stack, and the text of a database or a library, does not.
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: isUnworded(error) ? NOT_READ : shape.message,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
    }),
  });

const NOT_READ = 'The console could not read it now. Most often its database is away.';

/** What was thrown and not worded for people comes as the cause of such an error. */
function isUnworded({ code, cause }: TRPCError): boolean {
  return code === 'INTERNAL_SERVER_ERROR' && cause !== undefined;
}

/** What is said to whoever is not, or no longer, signed in. */
export function signedOut(): TRPCError {
  return new TRPCError(SIGNED_OUT);
}

export const createRouter = trpc.router;

/**
 * A procedure for people who have a scope: there is no other way to make one. What changes something must come from the console itself, whatever let
 * the request in.
 */
export function procedureFor(scope: Scope) {
  return trpc.procedure.meta({ scope }).use(({ ctx: { viewer, headers }, next, type }) => {
    const admitted = admit(viewer, scope);
    if (!admitted.ok) throw new TRPCError(admitted.error);
    const refusal = type === 'mutation' ? foreign(headers) : null;
    if (refusal !== null) throw new TRPCError({ code: 'FORBIDDEN', message: refusal });
    const ctx: ScopedContext = { headers, ...admitted.value };
    return next({ ctx });
  });
}

function foreign(headers: Headers): string | null {
  return originRefusal({ method: 'POST', pathname: '/api/trpc', headers }, ownOrigins(env().WEB_URL));
}
