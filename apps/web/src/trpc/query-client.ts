import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query';

/** One set of rules for the server's and the browser's cache: what the server has just read is not read again at once. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: false, refetchOnWindowFocus: false },
      dehydrate: {
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
      },
    },
  });
}
