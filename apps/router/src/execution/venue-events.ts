import type { FromVenue, VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import type { Ladder } from '@fairlead/core/market/instrument-book';
import { price, quantity } from '@fairlead/core/money/units';
import { fitsOurIds } from '@fairlead/core/venue/abilities';
import { THROTTLED } from '@fairlead/core/venue/venue-reject';
import type { Market } from '../market-data/market.ts';
import { venueUpdate } from '../market-data/venue-status.ts';
import type { Clock, Log, Publisher, SessionEvents } from '../ports.ts';
import { ABOUT_NO_ORDER } from '../publish/alert-subject.ts';
import { venueAbilitiesOf } from '../wire/venue-abilities.ts';
import { venueReportOf } from '../wire/venue-report.ts';
import type { Desk } from './desk.ts';
import type { Overdue } from './overdue.ts';

/** How long a venue is left alone that has refused an order because too many came, and has not said for how long. */
const PAUSE_MS = 1_000;

/** What venue sessions tell of, and to whom. */
export interface VenueEventPorts {
  readonly market: Market;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who acts on what the sessions tell. */
export interface VenueListeners {
  readonly desk: Pick<Desk, 'onReport'>;
  readonly overdue: Pick<Overdue, 'onVenueUp' | 'onVenueDown'>;
  readonly room: { onQuote(instrumentId: string): void };
}

/** Takes what the sessions say to the market and the desk. These are asked for late, because they send through the same sessions. */
export function venueEvents(listeners: () => VenueListeners, ports: VenueEventPorts): SessionEvents {
  const { market, publisher, clock, log } = ports;
  // Once, and not for each of a hundred thousand quotes a second.
  let parts: (VenueEventPorts & VenueListeners) | null = null;
  const show = (venueId: string) => {
    const health = market.health(venueId);
    if (health !== undefined) publisher.publish('VENUE_UPDATE', venueUpdate(health, clock.nowUs()));
  };
  return {
    onUp: (venueId, capabilities) => {
      log.info({ venueId }, 'venue session is up');
      takeAbilities(venueId, capabilities, ports);
      market.setConnected(venueId, true);
      market.forgetTradingStatuses(venueId);
      show(venueId);
      listeners().overdue.onVenueUp(venueId);
    },
    onDown: (venueId) => {
      log.warn({ venueId }, 'venue session is down');
      const isLost = market.setConnected(venueId, false);
      const lost = { type: 'FAILED', childId: null, failure: { kind: 'SESSION_LOST' } } as const;
      if (isLost) market.health(venueId)?.circuit.take(lost, clock.nowUs());
      show(venueId);
      listeners().overdue.onVenueDown(venueId);
    },
    onMessage: (venueId, message) => {
      parts ??= { ...listeners(), ...ports };
      take(venueId, message, parts);
    },
  };
}

/** What the venue says that it can do is all that is planned for it. One that cannot name our orders is left out, and people are told. */
function takeAbilities(venueId: string, said: VenueCapabilities | undefined, at: VenueEventPorts): void {
  const able = said === undefined ? null : venueAbilitiesOf(said);
  at.market.setAbilities(venueId, able);
  if (able === null || fitsOurIds(able)) return;
  const message = `${venueId} takes order ids of ${able.idLengthMax} characters at most, and ours are longer. Nothing is sent there.`;
  at.log.error({ venueId, idLengthMax: able.idLengthMax }, 'a venue cannot take our order ids');
  at.publisher.publish('ALERT', {
    ...ABOUT_NO_ORDER,
    ...{ severity: 'CRITICAL', code: 'VENUE_ID_TOO_SHORT', venue_id: venueId, message },
  });
}

function take(venueId: string, message: FromVenue, at: VenueEventPorts & VenueListeners): void {
  switch (message.type) {
    case 'quote':
      at.market.applyQuote(venueId, message.instrument_id, {
        quote: {
          bid: price(message.bid),
          bidSize: quantity(message.bid_size),
          ask: price(message.ask),
          askSize: quantity(message.ask_size),
          eventTimeUs: message.time_us,
          receiptTimeUs: at.clock.nowUs(),
        },
        ladder: ladderOf(message),
      });
      at.room.onQuote(message.instrument_id);
      return;
    case 'throttled':
      takeThrottle(venueId, message.retry_after_ms, at);
      return;
    case 'reject':
      // One that refuses without saying for how long is left alone for a while, before what it has refused is planned anew.
      if (message.code === THROTTLED && at.market.health(venueId)?.room.isFull(at.clock.nowUs()) === false)
        takeThrottle(venueId, PAUSE_MS, at);
      at.desk.onReport(venueId, message.child_id, venueReportOf(message));
      return;
    case 'last_sale':
      at.market.print(venueId, message.instrument_id, {
        atUs: at.clock.nowUs(),
        price: price(message.price),
        quantity: quantity(message.quantity),
        condition: message.condition,
      });
      return;
    case 'trading_status': {
      const { instrument_id: instrumentId, status, reason } = message;
      const health = at.market.health(venueId);
      const before = health?.standing.cause;
      const isListing = at.market.setTradingStatus(venueId, instrumentId, { atUs: at.clock.nowUs(), status });
      if (health !== undefined && health.standing.cause !== before)
        at.publisher.publish('VENUE_UPDATE', venueUpdate(health, at.clock.nowUs()));
      if (isListing) at.log.info({ venueId, instrumentId, status, reason }, 'trading status of an instrument');
      return;
    }
    case 'heartbeat':
    case 'logged_on':
      return;
    case 'outcome_unknown':
      at.log.warn(
        { venueId, childId: message.child_id, why: message.why },
        'nobody knows whether a venue has an order',
      );
      at.desk.onReport(venueId, message.child_id, venueReportOf(message));
      return;
    default:
      at.desk.onReport(venueId, message.child_id, venueReportOf(message));
  }
}

/** The venue takes no new orders for so long. */
function takeThrottle(venueId: string, forMs: number, { market, publisher, clock, log }: VenueEventPorts): void {
  const health = market.health(venueId);
  if (health?.throttled(clock.nowUs() + forMs * 1_000) !== true) return;
  log.warn({ venueId, retryAfterMs: forMs }, 'a venue takes no new orders for now');
  publisher.publish('VENUE_UPDATE', venueUpdate(health, clock.nowUs()));
}

/** The depth and the end of a quote, for venues that give them. */
function ladderOf(message: Extract<FromVenue, { type: 'quote' }>): Ladder {
  const levels = (side: readonly { price: number; size: number }[]) =>
    side.map((level) => ({ price: price(level.price), size: quantity(level.size) }));
  const { depth } = message;
  return {
    depth: depth === undefined ? null : { bids: levels(depth.bids), asks: levels(depth.asks) },
    validUntilUs: message.valid_until_us ?? null,
  };
}
