/** The terms of an order: quantity in shares, limit in ten-thousandths of a dollar, null where it has none. */
export interface Terms {
  readonly quantity: number;
  readonly limit: number | null;
}

/** A replacement that was asked for, and what was answered. What is null was to stay. Times in microseconds since 1970. */
export interface AskedReplace {
  readonly orderId: string;
  readonly asked: { readonly quantity: number | null; readonly limit: number | null };
  /** Null where the router went away before it answered. */
  readonly status: number | null;
  readonly askedUs: number;
  readonly answeredUs: number;
}

/** What callers were told and may rely on. */
export interface Promised {
  /** Orders that these callers have sent: of those of others nobody here knows what was asked. */
  readonly sent: ReadonlySet<string>;
  /** Orders that were answered 202. */
  readonly taken: ReadonlySet<string>;
  /** Orders whose cancel was answered 202, and when, in microseconds since 1970. */
  readonly canceled: ReadonlyMap<string, number>;
  /** Orders of which it was said that they have ended. */
  readonly ended: ReadonlySet<string>;
  /** Replacements, whatever was answered. */
  readonly replaces: readonly AskedReplace[];
}

/** Now, in microseconds since 1970, by the clock that the venues' books go by. */
export function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1_000);
}

/** How often each answer was given, such as `ORDER 202`, for a page. */
export function tallied(answers: readonly { kind: string; status: number | null; code: string | null }[]): string {
  const counts = new Map<string, number>();
  for (const { kind, status, code } of answers) {
    const name = `${kind} ${status ?? 'without an answer'}${code === null ? '' : ` ${code}`}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort()
    .map(([name, count]) => `${name}: ${count.toLocaleString('en')}`)
    .join(', ');
}
