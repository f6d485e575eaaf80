import { readEnv } from '../src/env.ts';
import type { Fault } from '../src/faults/fault.ts';
import { type Served, serve } from '../src/serve.ts';

/** The whole simulator behind its real sockets on free ports. */
export class ServedSimulator {
  readonly #served: Served;

  private constructor(served: Served) {
    this.#served = served;
  }

  static async open(env: Record<string, string> = {}): Promise<ServedSimulator> {
    const ports = { VENUE_SIM_PORT: '0', VENUE_SIM_CONTROL_PORT: '0', VENUE_SIM_SEED: '2' };
    return new ServedSimulator(await serve(readEnv({ ...ports, ...env })));
  }

  get simulator(): Served['simulator'] {
    return this.#served.simulator;
  }

  get server(): Served['server'] {
    return this.#served.server;
  }

  get port(): number {
    return this.#served.port;
  }

  get controlPort(): number {
    return this.#served.controlPort;
  }

  /** Gives a venue its faults without the control port. */
  faults(venueId: string, faults: readonly Fault[]): void {
    this.simulator.venues.get(venueId)?.venue.faults.replace(faults);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#served.close();
  }
}
