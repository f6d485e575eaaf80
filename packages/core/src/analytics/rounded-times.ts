const BYTES = 2;
/** Up to here a code is the microseconds themselves; from here on there are so many codes a power of ten. */
const EXACT = 1_000;
const CODES_A_POWER = 900;
const DIGITS_LEAST = 100;
const US_A_MS = 1_000;

/** How long things took in milliseconds, over so many of them; null of none. */
export interface Times {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/**
 * The time behind a code of two bytes, in microseconds: whole ones below a thousand, above it three digits, the nearest. So a time is at most half of its third
 * digit off, 0.5 %, and codes stand in the order of times.
 */
export function roundedTimeUs(code: number): number {
  if (code < EXACT) return code;
  const above = code - EXACT;
  return (DIGITS_LEAST + (above % CODES_A_POWER)) * 10 ** (Math.floor(above / CODES_A_POWER) + 1);
}

/**
 * Median, 95th and 99th percentile of times that stand one after another as codes, the high byte first. Each is one of the times: the least that as many do not
 * exceed (nearest rank). Rounding keeps the order of times, so it is the exact one to three digits, and the same however times were put together.
 */
export function timesOf(codes: Uint8Array | null): Times {
  if (codes === null || codes.length === 0) return { n: 0, p50: null, p95: null, p99: null };
  const n = codes.length / BYTES;
  // Counted, not sorted: a quarter has millions of times, and some thousand codes.
  const counts = new Uint32Array(2 ** 16);
  for (let at = 0; at < codes.length; at += BYTES) {
    const code = (codes[at] ?? 0) * 256 + (codes[at + 1] ?? 0);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const at = (percent: number) => roundedTimeUs(codeAt(counts, Math.ceil((percent * n) / 100))) / US_A_MS;
  return { n, p50: at(50), p95: at(95), p99: at(99) };
}

function codeAt(counts: Uint32Array, rank: number): number {
  let passed = 0;
  return counts.findIndex((count) => {
    passed += count;
    return passed >= rank;
  });
}
