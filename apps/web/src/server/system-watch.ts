import type { AwayPart, Part } from '@/system/system-health';

/** How a part is asked whether it is there. */
export interface Probe {
  readonly part: Part;
  /** Settles with what the part waits for before it works, nothing where it works. Rejects where it does not answer. */
  readonly ask: (signal: AbortSignal) => Promise<readonly string[]>;
}

/** Longer than a part itself waits for what it stands on, so that it can say of what it is unwell. */
const ANSWER_MS_MAX = 2_500;
/** However many browsers ask, the parts are asked once a second. */
const FRESH_MS = 1_000;

/** Knows which parts of the installation are away, and since when it has been so. */
export class SystemWatch {
  readonly #probes: readonly Probe[];
  readonly #nowMs: () => number;
  readonly #sinceMs = new Map<Part, number>();
  #away: readonly AwayPart[] = [];
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(probes: readonly Probe[], nowMs: () => number) {
    this.#probes = probes;
    this.#nowMs = nowMs;
  }

  /** What is not there now; looks again where the last look is too old. */
  async away(): Promise<readonly AwayPart[]> {
    if (this.#looking === null && this.#nowMs() - this.#lookedAtMs >= FRESH_MS)
      this.#looking = this.#look().finally(() => {
        this.#looking = null;
      });
    await this.#looking;
    return this.#away;
  }

  async #look(): Promise<void> {
    const found = await Promise.all(this.#probes.map((probe) => this.#find(probe)));
    this.#away = found.filter((part) => part !== null);
    this.#lookedAtMs = this.#nowMs();
  }

  async #find({ part, ask }: Probe): Promise<AwayPart | null> {
    const waits = await inTime(ask).catch(() => null);
    if (waits !== null && waits.length === 0) {
      this.#sinceMs.delete(part);
      return null;
    }
    const sinceMs = this.#sinceMs.get(part) ?? this.#nowMs();
    this.#sinceMs.set(part, sinceMs);
    return { part, since_ms: sinceMs, answers: waits !== null, waits_for: [...(waits ?? [])] };
  }
}

/** A part that hangs is as far away as one that is gone. */
async function inTime(ask: Probe['ask']): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(ANSWER_MS_MAX);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([ask(signal), late]);
}
