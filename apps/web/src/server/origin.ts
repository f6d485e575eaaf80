/** What is asked of a request before anything looks at its cookies. */
interface Asked {
  readonly method: string;
  readonly pathname: string;
  readonly headers: Headers;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What programs other than browsers read, and holds nothing of a person. */
const PUBLIC = new Set(['/api/health', '/api/auth/jwks']);

/** The origins that the console is opened at: its address, and the other name of the same machine. */
export function ownOrigins(webUrl: string): readonly string[] {
  const { origin } = new URL(webUrl);
  return [origin, origin.replace('//127.0.0.1', '//localhost')];
}

/**
 * Why a request may not go on, or null where it may. A write must say where it comes from, and that is the console; what a person's cookies
 * read is not for other sites either.
 */
export function originRefusal({ method, pathname, headers }: Asked, own: readonly string[]): string | null {
  const [origin, site] = [headers.get('origin'), headers.get('sec-fetch-site')];
  if (!READS.has(method)) {
    if (origin === null) return 'A change must say by its Origin that it comes from the console.';
    if (!own.includes(origin) || !(site === null || site === 'same-origin'))
      return 'A change must come from the console itself.';
    return null;
  }
  if (!pathname.startsWith('/api/') || PUBLIC.has(pathname)) return null;
  const isOwn =
    (origin === null || own.includes(origin)) && (site === null || site === 'same-origin' || site === 'none');
  return isOwn ? null : 'What belongs to a person is not given to another site.';
}
