import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '@/server/app-router';
import { compressedEvents } from '@/server/compressed-events';
import { createContext } from '@/server/trpc';

async function handle(request: Request): Promise<Response> {
  const response = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        console.error(`${path ?? 'unknown procedure'}:`, error.cause ?? error);
    },
  });
  return compressedEvents(response, request.headers.get('accept-encoding'));
}

export { handle as GET, handle as POST };
