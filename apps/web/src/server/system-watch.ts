import type { AwayPart, Part, PartState } from '@/system/system-health';

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

/** Knows which parts of the installation work and which are away, and since when it has been so. */
export class SystemWatch {
  readonly #probes: readonly Probe[];
  readonly #nowMs: () => number;
  #parts: readonly PartState[] = [];
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(probes: readonly Probe[], nowMs: () => number) {
    this.#probes = probes;
    this.#nowMs = nowMs;
  }

  /** What is not there now. */
  async away(): Promise<readonly AwayPart[]> {
    const parts = await this.parts();
    return parts.flatMap(({ works, ...part }) => (works ? [] : [part]));
  }

  /** How every part is; looks again where the last look is too old. */
  async parts(): Promise<readonly PartState[]> {
    if (this.#looking === null && this.#nowMs() - this.#lookedAtMs >= FRESH_MS)
      this.#looking = this.#look().finally(() => {
        this.#looking = null;
      });
    await this.#looking;
    return this.#parts;
  }

  async #look(): Promise<void> {
    this.#parts = await Promise.all(this.#probes.map((probe) => this.#find(probe)));
    this.#lookedAtMs = this.#nowMs();
  }

  async #find({ part, ask }: Probe): Promise<PartState> {
    const waits = await inTime(ask).catch(() => null);
    const works = waits !== null && waits.length === 0;
    const before = this.#parts.find((each) => each.part === part);
    const sinceMs = before?.works === works ? before.since_ms : this.#nowMs();
    return { part, works, since_ms: sinceMs, answers: waits !== null, waits_for: [...(waits ?? [])] };
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
