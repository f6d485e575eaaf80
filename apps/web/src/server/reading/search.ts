import 'server-only';
import type { Found, Search } from '@fairlead/db/repositories/search';

/** What a text may mean, of what a viewer may see. */
export async function find(search: Search, text: string) {
  const found: Found = await search.find(text);
  return {
    orders: found.orders.map(({ at_us, ...order }) => ({ ...order, at_ms: at_us / 1_000 })),
    decisions: found.decisions.map(({ at_us, ...decision }) => ({ ...decision, at_ms: at_us / 1_000 })),
    instruments: [...found.instruments],
    venues: [...found.venues],
    clients: [...found.clients],
  };
}
