import type { LoadTarget } from './load-task.ts';

const REFUSALS: readonly number[] = [429, 503];
const BASE = '/api/v1/smart-routing';

/** One of the two ways in to the router of a system. */
export function orderTarget(
  { routerPort: port, apiKey }: { readonly routerPort: number; readonly apiKey: string },
  { name, status }: { readonly name: 'route' | 'orders'; readonly status: number },
): LoadTarget {
  const path = `${BASE}/${name}?view=brief`;
  return { kind: 'HTTP', port, path, headers: { 'x-api-key': apiKey }, status, refusals: REFUSALS };
}
