/** One line of a Prometheus text: its name with labels, and its value. */
interface Sample {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

const LINE = /^([a-z_]+)(?:\{([^}]*)\})? (\S+)/;

/** What a program tells at `/metrics`, at one moment. */
export class Metrics {
  readonly #samples: readonly Sample[];

  constructor(text: string) {
    this.#samples = text.split('\n').flatMap((line) => {
      const [, name, labels = '', value] = LINE.exec(line) ?? [];
      return name === undefined ? [] : [{ name, labels, value: Number(value) }];
    });
  }

  /** Asks a program on this machine. */
  static async of(port: number): Promise<Metrics> {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    return new Metrics(await answer.text());
  }

  /** A value, summed over its labels; null where the program does not tell it. */
  sum(name: string): number | null {
    const found = this.#samples.filter((sample) => sample.name === name);
    return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
  }

  /** The upper bound of a histogram's bucket in which this share of what came since `before` lies; null where there is no such histogram. */
  quantileSince(before: Metrics, name: string, share: number): number | null {
    const buckets = this.#buckets(name);
    const earlier = before.#buckets(name);
    const counts = [...buckets].map(([bound, count]) => ({ bound, count: count - (earlier.get(bound) ?? 0) }));
    const total = counts.at(-1)?.count ?? 0;
    return total === 0 ? null : (counts.find(({ count }) => count >= share * total)?.bound ?? null);
  }

  /** Counts up to each bound, the smallest bound first. */
  #buckets(name: string): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const sample of this.#samples) {
      const bound = /le="([^"]+)"/.exec(sample.labels)?.[1];
      if (sample.name !== `${name}_bucket` || bound === undefined) continue;
      const at = bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
      counts.set(at, (counts.get(at) ?? 0) + sample.value);
    }
    return new Map([...counts].sort(([a], [b]) => a - b));
  }
}
