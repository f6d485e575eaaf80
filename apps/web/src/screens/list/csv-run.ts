import { CSV_END, CSV_EXPECTED_HEADER, CSV_HEAD_LINES, CSV_INCOMPLETE } from '@/lists/csv-form';

/** How a download stands. */
export type CsvProgress =
  | {
      readonly kind: 'running';
      readonly rows: number;
      /** Null where nobody has counted them. */
      readonly expected: number | null;
      readonly leftMs: number | null;
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done' };

export interface CsvRun {
  readonly cancel: () => void;
}

const TOLD_EVERY_MS = 200;
const NEW_LINE = 10;

/** Fetches a list as a file, tells how far it is, and hands it to the person: under a name that says so where it is not whole. */
export function runCsv(href: string, name: string, told: (progress: CsvProgress) => void): CsvRun {
  const controller = new AbortController();
  void fetchCsv(href, name, { signal: controller.signal, told }).catch((error: unknown) => {
    if (controller.signal.aborted) return;
    told({ kind: 'failed', message: error instanceof Error ? error.message : 'The file could not be made.' });
  });
  return { cancel: () => controller.abort() };
}

interface Fetching {
  readonly signal: AbortSignal;
  readonly told: (progress: CsvProgress) => void;
}

async function fetchCsv(href: string, name: string, { signal, told }: Fetching): Promise<void> {
  told({ kind: 'running', rows: 0, expected: null, leftMs: null });
  const response = await fetch(href, { signal });
  if (!response.ok || response.body === null)
    throw new Error((await response.text()).slice(0, 200) || 'The file could not be made.');
  const expected = Number(response.headers.get(CSV_EXPECTED_HEADER) ?? Number.NaN);
  const meter = new Meter(Number.isNaN(expected) ? null : expected, told);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const broken = await readAll(response.body, (chunk) => {
    chunks.push(chunk);
    meter.take(chunk);
  });
  signal.throwIfAborted();
  const end = await new Blob(chunks.slice(-2)).text();
  const isWhole = !broken && end.includes(CSV_END);
  // The server says itself where it could not go on; else nobody has, and it may have broken in the middle of a row.
  const rest = isWhole || end.includes(CSV_INCOMPLETE) ? [] : [`\r\n"${CSV_INCOMPLETE}: the connection broke"\r\n`];
  save(
    new Blob([...chunks, ...rest], { type: 'text/csv' }),
    isWhole ? fileNameOf(response, name) : `${name}-INCOMPLETE.csv`,
  );
  told(isWhole ? { kind: 'done' } : { kind: 'failed', message: 'The file is not whole: its last line says why.' });
}

/** Gives true where the connection broke before the end. */
async function readAll(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<boolean> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      take(value);
    }
  } catch {
    return true;
  }
}

/** Counts rows as they come, and reckons how long the rest will take. */
class Meter {
  readonly #expected: number | null;
  readonly #told: Fetching['told'];
  readonly #begunAt = performance.now();
  #lines = 0;
  #toldAt = 0;

  constructor(expected: number | null, told: Fetching['told']) {
    this.#expected = expected;
    this.#told = told;
  }

  take(chunk: Uint8Array): void {
    for (const byte of chunk) if (byte === NEW_LINE) this.#lines += 1;
    const now = performance.now();
    if (now - this.#toldAt < TOLD_EVERY_MS) return;
    this.#toldAt = now;
    const rows = Math.max(0, this.#lines - CSV_HEAD_LINES);
    const expected = this.#expected;
    const leftMs =
      expected === null || rows === 0 ? null : ((now - this.#begunAt) / rows) * Math.max(0, expected - rows);
    this.#told({ kind: 'running', rows, expected, leftMs });
  }
}

function fileNameOf(response: Response, name: string): string {
  return /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `${name}.csv`;
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
