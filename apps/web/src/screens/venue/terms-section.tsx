import { Section } from '@fairlead/ui/page';
import { type VenueBound, venueBounds } from '@/rows/venue-bounds';
import type { VenueDetail } from '@/rows/venue-detail';
import type { VenueRow } from '@/rows/venue-row';
import { formatQuantity, formatWait } from '@/words/figures';
import { marketHours } from '@/words/market-words';
import { TYPE_NAMES } from '@/words/order-words';
import { boundValue, formatBoundText } from '@/words/risk-words';
import { ASSET_CLASS_NAMES, VENUE_TYPE_NAMES } from '@/words/venue-condition';
import { type Fact, Facts } from '../facts';
import { useMaySeeRisk } from '../risk/not-shown';
import { useLimits } from '../risk/use-risk';
import { useAheadMs, useSystem } from '../shell/use-system';

const DASH = '–';
const OWN = 'the router’s own';

interface TermsSectionProps {
  readonly venue: VenueDetail;
  /** What it said at its logon; null where it said nothing, undefined while nobody knows. */
  readonly says: VenueRow['capabilities'] | undefined;
  readonly nowMs: number | null;
}

/** What a venue is and takes, what it says itself, when it trades, how much may go there, and what is agreed with it about time. */
export function TermsSection({ venue, says, nowMs }: TermsSectionProps) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 md:grid-cols-2">
        <Section title="What it is and takes">
          <Facts facts={whatFacts(venue)} />
        </Section>
        <Section title="What it says itself" note="at its last logon; what it does not take is not planned for it">
          <SaidFacts says={says} />
        </Section>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 md:grid-cols-2 xl:grid-cols-3">
        <Section title="When it trades" note="by the calendar of its market">
          <HoursFacts venue={venue} nowMs={nowMs} />
        </Section>
        <Section title="How much may go there" note="in one child order">
          <SizeFacts venue={venue} />
        </Section>
        <Section title="Times agreed with it" note="what is not said is the router’s to choose">
          <Facts facts={timeFacts(venue)} />
        </Section>
      </div>
    </>
  );
}

function HoursFacts({ venue, nowMs }: Pick<TermsSectionProps, 'venue' | 'nowMs'>) {
  const calendar = useSystem()?.lasting?.calendar;
  const aheadMs = useAheadMs();
  const isKnown = calendar !== undefined && nowMs !== null;
  const hours = isKnown ? marketHours(calendar, venue.asset_class, nowMs + aheadMs) : null;
  return (
    <Facts
      facts={[
        ['Market', hours?.name ?? DASH],
        ['Now', hours?.now ?? DASH],
        ['Session', hours?.session ?? DASH],
        ['Orders are taken', hours?.taken ?? DASH],
        ['Next holiday or half day', hours?.otherDay ?? DASH],
      ]}
    />
  );
}

/** The venue's own sizes, and what the firm's limits of venues let through. */
function SizeFacts({ venue }: Pick<TermsSectionProps, 'venue'>) {
  const maySee = useMaySeeRisk();
  const { data: limits } = useLimits();
  const bounds = limits === undefined ? null : venueBounds(limits, venue.venue_id);
  const firm = (['max_order_quantity', 'max_order_notional', 'collar_bps'] as const).map((bound): Fact => {
    const found = bounds?.find((each) => each.bound === bound);
    const unknown = maySee ? DASH : 'not shown to you';
    return [FIRM_NAMES[bound], found === undefined ? unknown : boundWords(found)];
  });
  return (
    <Facts
      facts={[
        ['Smallest it takes', formatBoundText(venue.min_order_size)],
        ['Largest it takes', formatBoundText(venue.max_order_size)],
        ['Odd lots', venue.accepts_odd_lots ? 'taken' : 'not taken'],
        ...firm,
      ]}
    />
  );
}

const FIRM_NAMES: Readonly<Record<VenueBound['bound'], string>> = {
  max_order_quantity: 'Most by the firm’s limits',
  max_order_notional: 'Most in value',
  collar_bps: 'Through the market at most',
};

const boundWords = ({ bound, value, set_in: setIn }: VenueBound): string =>
  value === null ? 'no limit for venues' : `${boundValue(bound, value)} (${setIn})`;

function SaidFacts({ says }: Pick<TermsSectionProps, 'says'>) {
  if (says === undefined) return <p className="px-4 text-xs text-muted">Not known now.</p>;
  if (says === null)
    return <p className="px-4 text-xs text-muted">It has said nothing: what is written down of it counts.</p>;
  const yes = (does: boolean) => (does ? 'yes' : 'no');
  const bound = says.orders_per_second;
  return (
    <Facts
      facts={[
        ['Order types', says.kinds.map((type) => TYPE_NAMES[type]).join(', ')],
        ['Times in force', says.times_in_force.join(', ')],
        ['New orders a second', bound === null ? 'no bound' : formatQuantity(bound)],
        ['Replaces what works', yes(says.can_replace)],
        ['Minimum quantities', yes(says.min_quantity)],
        ['Tells the status by our id', yes(says.status_by_client_id)],
        ['Cancels when the session ends', yes(says.cancels_on_disconnect)],
        ['Longest id', `${formatQuantity(says.id_max_length)} characters`],
      ]}
    />
  );
}

function whatFacts(venue: VenueDetail): readonly Fact[] {
  const symbols = venue.supported_symbols;
  return [
    ['Type', VENUE_TYPE_NAMES[venue.venue_type]],
    ['MIC', venue.mic ?? '–'],
    ['MPID', venue.mpid ?? '–'],
    ['Trades', ASSET_CLASS_NAMES[venue.asset_class]],
    ['Instruments', symbols === null ? 'all of these' : formatQuantity(symbols.length)],
    ['Quotes', venue.lit ? (venue.protected_quote ? 'displayed and protected' : 'displayed') : 'none: sent to blind'],
    ['Order types', venue.order_types.map((type) => TYPE_NAMES[type]).join(', ')],
    ['Times in force', venue.times_in_force.join(', ')],
  ];
}

function timeFacts({ terms, ...venue }: VenueDetail): readonly Fact[] {
  const wait = (ms: number | undefined) => (ms === undefined ? OWN : formatWait(ms));
  return [
    ['An answer may be owed for', wait(terms.child_timeout_ms)],
    ['It may correct for', wait(terms.correction_window_ms)],
    ['Slowest hundredth of answers', wait(terms.latency_p99_ms_max)],
    ['Held back at most where it fills late', wait(terms.held_back_ms_max)],
    ['Answers expected in, before any is measured', formatWait(venue.typical_latency_us / 1_000)],
  ];
}
