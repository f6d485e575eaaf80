import type { RouteOptions } from 'fastify';

/** That a route goes away: what is deprecated today keeps answering as it does until its sunset. */
export interface Deprecation {
  /** The day from which it is deprecated, as 2026-11-30. */
  readonly since: string;
  /** The first day on which it may be gone: a year later at least. */
  readonly sunset: string;
  /** The path of what takes its place. */
  readonly instead: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    deprecated?: Deprecation;
  }
}

/** Where the policy is told. */
const POLICY_PAGE = '/docs#deprecation';
const MONTHS_LEAST = 12;
const MS = 1_000;

/**
 * Has every answer of a route that is deprecated say so: `Deprecation` (RFC 9745) since when, `Sunset` (RFC 8594) until when, `Link` what to use instead and
 * where the policy is. Throws where the time between is shorter than was promised.
 */
export function announceDeprecation(route: RouteOptions): void {
  const deprecated = route.config?.deprecated;
  if (deprecated === undefined) return;
  const [since, sunset] = [new Date(deprecated.since), new Date(deprecated.sunset)];
  if (sunset < yearAfter(since)) throw new Error(`${route.url} goes away sooner than a year after it is deprecated`);
  const headers = {
    deprecation: `@${since.getTime() / MS}`,
    sunset: sunset.toUTCString(),
    link: [
      `<${POLICY_PAGE}>; rel="deprecation"; type="text/html"`,
      `<${deprecated.instead}>; rel="successor-version"`,
    ].join(', '),
  };
  route.onSend = [async (_request, reply) => void reply.headers(headers), ...[route.onSend ?? []].flat()];
}

function yearAfter(day: Date): Date {
  const later = new Date(day);
  later.setUTCMonth(later.getUTCMonth() + MONTHS_LEAST);
  return later;
}
