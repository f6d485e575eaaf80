import 'server-only';
import { env } from '@/env';

/** A request to the router's API. */
export interface RouterRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below /api/v1/smart-routing, or the whole where it begins with /api/. */
  readonly path: string;
  readonly token: string;
  readonly body?: object;
  readonly timeoutMs?: number;
}

/** UNREACHED: the request never left. SILENT: it did, and what became of it is not known. */
export type RouterReply =
  | { readonly kind: 'ANSWERED'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'UNREACHED' }
  | { readonly kind: 'SILENT' };

const TIMEOUT_MS = 5_000;
const ORDERS = '/api/v1/smart-routing';
/** What says that there was no connection to send anything over. */
const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Sends one request, once, and tells what came back. */
export async function sendToRouter({ method, path, token, body, timeoutMs }: RouterRequest): Promise<RouterReply> {
  const address = path.startsWith('/api/') ? path : `${ORDERS}${path}`;
  try {
    const response = await fetch(`${env().ROUTER_URL}${address}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(timeoutMs ?? TIMEOUT_MS),
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { kind: 'ANSWERED', status: response.status, body: await bodyOf(response) };
  } catch (error) {
    return { kind: NO_CONNECTION.has(codeOf(error)) ? 'UNREACHED' : 'SILENT' };
  }
}

/** What is not JSON is nothing; a body that breaks off is silence. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The code of what the way to the router broke by; where a name stands for several addresses, that of the first. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : null;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return typeof first === 'object' && first !== null && 'code' in first ? String(first.code) : '';
}
