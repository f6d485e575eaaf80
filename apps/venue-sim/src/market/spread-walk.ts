import type { Random } from '../random.ts';

/**
 * The consolidated spread as a chain that moves by one tick and spends its time at each width as the weights say (Metropolis et al.,
 * "Equation of State Calculations by Fast Computing Machines", 1953: accept a proposal with the ratio of the weights).
 */
export class SpreadWalk {
  readonly #weights: readonly number[];
  #ticks: number;

  constructor(weights: readonly number[], random: Random) {
    this.#weights = weights;
    this.#ticks = 1 + random.weighted(weights);
  }

  get ticks(): number {
    return this.#ticks;
  }

  /** Tries one move: -1, 0 or +1 ticks, already applied when it is returned. */
  step(random: Random): -1 | 0 | 1 {
    const move = random.chance(0.5) ? 1 : -1;
    const proposed = this.#weights[this.#ticks - 1 + move] ?? 0;
    const current = this.#weights[this.#ticks - 1] ?? 0;
    if (!random.chance(proposed / current)) return 0;
    this.#ticks += move;
    return move;
  }
}
