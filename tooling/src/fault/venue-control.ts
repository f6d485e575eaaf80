import { Refusal } from '../refusal.ts';
import type { FaultWish } from './wish.ts';

/** A kind of fault as the simulated venues describe it. */
export interface FaultKindSaid {
  readonly kind: string;
  readonly does: string;
  readonly settings: readonly string[];
}

/** A venue and its faults, each with its settings. */
export interface VenueFaults {
  readonly venue_id: string;
  readonly faults: readonly (Readonly<Record<string, unknown>> & { readonly kind: string })[];
}

const ANSWER_MS_MAX = 5_000;

/** The control port of running simulated venues. */
export class VenueControl {
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}`;
  }

  async kinds(): Promise<readonly FaultKindSaid[]> {
    const { kinds } = await this.#ask<{ kinds: readonly FaultKindSaid[] }>('/faults/kinds');
    return kinds;
  }

  async venues(): Promise<readonly VenueFaults[]> {
    const { venues } = await this.#ask<{ venues: readonly VenueFaults[] }>('/faults');
    return venues;
  }

  /** Does what is wished, at each venue that it names; gives those venues with their faults after it. */
  async change(wish: Exclude<FaultWish, { kind: 'LIST' }>): Promise<readonly VenueFaults[]> {
    const venueIds = wish.venueId === null ? (await this.venues()).map(({ venue_id }) => venue_id) : [wish.venueId];
    const changed: VenueFaults[] = [];
    for (const venue_id of venueIds) {
      const { path, body } = requestOf(wish);
      const { venues } = await this.#ask<{ venues: readonly VenueFaults[] }>(path, { venue_id, ...body });
      changed.push(...venues);
    }
    return changed;
  }

  async #ask<Body>(path: string, body?: object): Promise<Body> {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const asked = { signal: AbortSignal.timeout(ANSWER_MS_MAX), ...(body === undefined ? {} : post) };
    const response = await fetch(`${this.#url}${path}`, asked).catch(() => {
      throw new Refusal(`no simulated venues answer at ${this.#url}: is the system running?`);
    });
    if (!response.ok) throw new Refusal(`the simulated venues refuse this: ${await response.text()}`);
    return response.json() as Promise<Body>;
  }
}

function requestOf(wish: Exclude<FaultWish, { kind: 'LIST' }>): { path: string; body: object } {
  if (wish.kind === 'OFF') {
    const all = { path: '/faults', body: { faults: [] } };
    return wish.fault === null ? all : { path: '/faults/off', body: { kind: wish.fault } };
  }
  const { fault: kind, forMs, rate, settings } = wish;
  const lasts = forMs === undefined ? {} : { duration_ms: forMs };
  const strikes = rate === undefined ? {} : { probability: rate };
  return { path: '/faults/on', body: { fault: { kind, ...lasts, ...strikes, ...settings } } };
}
