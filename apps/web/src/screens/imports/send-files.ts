import { PART_BYTES } from '@fairlead/contracts/upload';
import { z } from 'zod';

/** A file to be sent, by the name under which its parts go. */
export interface NamedBlob {
  readonly file: string;
  readonly blob: Blob;
}

/** The browser's own way to a console that may be away for a moment. */
interface Sender {
  readonly send: (path: string, init: RequestInit) => Promise<Response>;
  readonly pause: (ms: number) => Promise<void>;
}

const TRIES_MAX = 6;
const FIRST_PAUSE_MS = 500;
const refusal = z.object({ detail: z.string().exactOptional(), message: z.string().exactOptional() });

const BROWSER: Sender = {
  send: (path, init) => fetch(path, init),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Sends files in parts and says that they are whole; tells how many bytes have come. A part that does not arrive is sent again for a while. Gives why it was
 * not done, or null where it was.
 */
export async function sendFiles(
  { id, files }: { readonly id: string; readonly files: readonly NamedBlob[] },
  tell: (bytes: number) => void,
  sender: Sender = BROWSER,
): Promise<string | null> {
  let sent = 0;
  for (const { file, blob } of files) {
    for (let number = 0; number * PART_BYTES < blob.size; number++) {
      const body = blob.slice(number * PART_BYTES, (number + 1) * PART_BYTES);
      const headers = { 'content-type': 'application/octet-stream' };
      const path = `/api/imports/${id}/files/${file}/parts/${number}`;
      const fault = await tried(() => sender.send(path, { method: 'PUT', headers, body }), sender);
      if (fault !== null) return fault;
      sent += body.size;
      tell(sent);
    }
  }
  return tried(() => sender.send(`/api/imports/${id}/load`, { method: 'POST' }), sender);
}

/** Asks again while nobody answers; what is refused is refused. */
async function tried(send: () => Promise<Response>, { pause }: Sender): Promise<string | null> {
  let fault = 'The console does not answer.';
  for (let turn = 0; turn < TRIES_MAX; turn++) {
    if (turn > 0) await pause(FIRST_PAUSE_MS * 2 ** (turn - 1));
    const answer = await send().catch(() => null);
    if (answer === null) continue;
    if (answer.ok) return null;
    fault = await wordsOf(answer);
    if (answer.status < 500 && answer.status !== 429) return fault;
  }
  return fault;
}

async function wordsOf(answer: Response): Promise<string> {
  const told = refusal.safeParse(await answer.json().catch(() => null));
  return told.data?.detail ?? told.data?.message ?? `The console answered ${answer.status}.`;
}
