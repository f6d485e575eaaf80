import { nextVenueStatus, type VenueBehaviour, worseStatus } from '@fairlead/core/quality/status';
import type { VenueStatus } from '@fairlead/core/venue/venue';

/** How a venue stands: whether its session is there, what a person has said of it, and what was measured. */
export class VenueStanding {
  #connected = false;
  #said: VenueStatus | null = null;
  #measured: VenueStatus = 'ACTIVE';

  get connected(): boolean {
    return this.#connected;
  }

  /** RESTRICTED and OFFLINE by a person's word, OFFLINE without a session, else as measured, or worse where a person says so. */
  get status(): VenueStatus {
    return worseStatus(this.#said, this.#connected ? this.#measured : 'OFFLINE');
  }

  /** Notes that the session came or went; false where nothing changed. */
  setConnected(connected: boolean): boolean {
    if (this.#connected === connected) return false;
    this.#connected = connected;
    return true;
  }

  /** Notes what a person says of the venue, until the next word; null leaves it to what is measured. */
  setSaid(said: VenueStatus | null): void {
    this.#said = said;
  }

  /** Measures the status anew, with hysteresis; true where what is shown has changed. */
  measure(behaviour: Omit<VenueBehaviour, 'enabled'>): boolean {
    const before = this.status;
    this.#measured = nextVenueStatus(this.#measured, { enabled: true, ...behaviour });
    return this.status !== before;
  }
}
