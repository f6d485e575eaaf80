/** The header in which the server's pages are told which address was asked for; whatever a request says there is replaced. */
export const ASKED_PATH = 'x-fairlead-path';
/** Nowhere: what resolves to another origin than this one leads out of the console. */
const HERE = 'http://here.invalid';
const LENGTH_MAX = 2_000;
/** What a person is not brought back to: the door itself, and what is no page. */
const NO_PLACE = /^\/(sign-in|api|_next)(\/|$)/;

/**
 * The path within the console that a text names, or null where it leads elsewhere. Browsers read backslashes as slashes and drop tabs and line ends, and
 * a path may turn into `//host` when its dots are resolved: so it is resolved as they do, and then looked at.
 */
export function ownPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > LENGTH_MAX || !text.startsWith('/')) return null;
  if (!URL.canParse(text, HERE)) return null;
  const url = new URL(text, HERE);
  if (url.origin !== HERE) return null;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') || NO_PLACE.test(url.pathname) ? null : path;
}

/**
 * The address of the sign-in, from where a person comes back to a path; the start needs no naming. It says that a session has `ended` in the same way
 * whatever ended it, so that nobody learns from it whether there was one.
 */
export function signInAddress(from: string | null, { ended = false }: { readonly ended?: boolean } = {}): string {
  const path = ownPath(from);
  const next = path === null || path === '/' ? [] : [`next=${encodeURIComponent(path)}`];
  const query = [...(ended ? ['ended=1'] : []), ...next];
  return query.length === 0 ? '/sign-in' : `/sign-in?${query.join('&')}`;
}
