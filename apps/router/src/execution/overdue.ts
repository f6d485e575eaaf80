import type { Market } from '../market-data/market.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, VenueGateway } from '../ports.ts';
import type { Desk } from './desk.ts';

/** What the watch works with. */
export interface OverduePorts {
  readonly desk: Desk;
  readonly gateway: Pick<VenueGateway, 'isConnected'>;
  readonly clock: Clock;
  /** Asks a venue for the children that it has ended lately. */
  readonly askLately: (venueId: string) => void;
  readonly market: Pick<Market, 'health'>;
}

/** Watches for what venues do not say: sessions that break, answers that are overdue, rests that have had their time, venues that have started anew. */
export class Overdue {
  readonly #ports: OverduePorts;

  constructor(ports: OverduePorts) {
    this.#ports = ports;
  }

  /** A venue's session broke: whatever it may still hold is in doubt until it has been asked. */
  onVenueDown(venueId: string): void {
    const { desk } = this.#ports;
    desk.lose(desk.live.openAt(venueId), 'SESSION_LOST');
  }

  /** A venue is back: it is asked for every child whose end is not known, and for those that have ended lately. One that has started anew has nothing to say of those of before. */
  onVenueUp(venueId: string): void {
    const { desk } = this.#ports;
    for (const placed of desk.live.openAt(venueId)) if (!desk.hasStartedAnew(placed.child)) desk.askFor(placed);
    this.#ports.askLately(venueId);
  }

  /**
   * Puts in doubt, and asks for, every child whose venue owes an answer for too long; asks again for those in doubt, and ends those whose venue
   * has started anew since.
   */
  checkOverdue(): void {
    const { desk, clock, market } = this.#ports;
    const nowUs = clock.nowUs();
    const waitsUs = (venueId: string) => market.health(venueId)?.terms.childTimeoutUs ?? 0;
    this.#endLost();
    desk.lose(
      desk.live.overdue((venueId) => nowUs - waitsUs(venueId)),
      'OVERDUE',
    );
    desk.tick();
  }

  /** Asks back what has rested for its time. */
  endRests(): void {
    const { desk, clock } = this.#ports;
    for (const { live, child } of desk.live.restedOut(clock.nowUs())) desk.endRest(live, child.id);
  }

  /** Ends what was lost with the life of a venue before. Not at its logon: what is left is routed on, and for that its quotes have to be there. */
  #endLost(): void {
    const { desk } = this.#ports;
    const lost = desk.live.inDoubt().filter(({ child }) => desk.hasStartedAnew(child));
    for (const live of new Set<LiveOrder>(lost.map((placed) => placed.live))) {
      desk.endLost(
        live,
        lost.filter((each) => each.live === live).map(({ child }) => child),
      );
    }
  }
}
