import type { PlacedOperation } from './frame.ts';

/** What a request line is made with. */
interface Sent {
  readonly server: string;
  /** The body, where one is shown. */
  readonly example: unknown;
}

/** An operation as it is asked for on a command line: what stands between braces is the caller's to fill in. */
export function requestLine({ method, path, security, parameters = [] }: PlacedOperation, sent: Sent): string {
  const needed = parameters.filter((each) => each.in === 'query' && each.required === true);
  const query = needed.map(({ name }) => `${name}={${name}}`).join('&');
  const address = `${sent.server}${path}${query === '' ? '' : `?${query}`}`;
  const body = sent.example === undefined ? [] : [`-d '${quoted(JSON.stringify(sent.example, null, 2))}'`];
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${address}'`,
    ...(security === undefined ? [] : ["-H 'X-API-Key: flk_…'"]),
    ...(sent.example === undefined ? [] : ["-H 'Content-Type: application/json'"]),
    ...body,
  ].join(' \\\n  ');
}

/** For a text between single quotes of a shell. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}
