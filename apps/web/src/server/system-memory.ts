import type { SystemView } from '@fairlead/contracts/system';
import { lastingFacts, presentFacts, type SystemState } from '@/system/system-state';

type Told = Pick<SystemState, 'lasting' | 'told_at_ms'>;

const NOTHING: Told = { lasting: null, told_at_ms: null };

/** Keeps what the router has said last of the installation, for the time in which it says nothing. */
export class SystemMemory {
  /** By the client whose people were told; null for the firm's own. */
  readonly #told = new Map<string | null, Told>();
  #toAnybody = NOTHING;

  /** Keeps what was told to somebody of a client. */
  keep(clientId: string | null, view: SystemView, atMs: number): void {
    const lasting = lastingFacts.parse(view);
    this.#told.set(clientId, { lasting, told_at_ms: atMs });
    const halts = lasting.halts.filter((halt) => halt.client_id === null);
    this.#toAnybody = { lasting: { ...lasting, halts, alerts: [] }, told_at_ms: atMs };
  }

  /** What somebody is told: what the router has just said to them, or, where that is null, what it said last to theirs, or could have to anybody. */
  stateFor(clientId: string | null, fresh: SystemView | null): Omit<SystemState, 'parts'> {
    const told = this.#told.get(clientId) ?? this.#toAnybody;
    return { ...told, present: fresh === null ? null : presentFacts.parse(fresh) };
  }
}
