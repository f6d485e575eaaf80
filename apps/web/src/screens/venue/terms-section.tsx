import { Section } from '@fairlead/ui/page';
import type { VenueDetail } from '@/rows/venue-detail';
import type { VenueRow } from '@/rows/venue-row';
import { formatQuantity, formatWait } from '@/words/figures';
import { TYPE_NAMES } from '@/words/order-words';
import { ASSET_CLASS_NAMES, VENUE_TYPE_NAMES } from '@/words/venue-condition';
import { type Fact, Facts } from '../facts';

const OWN = 'the router’s own';

interface TermsSectionProps {
  readonly venue: VenueDetail;
  /** What it said at its logon; null where it said nothing, undefined while nobody knows. */
  readonly says: VenueRow['capabilities'] | undefined;
}

/** What a venue is and takes, what it says itself, and what is agreed with it about time. */
export function TermsSection({ venue, says }: TermsSectionProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 md:grid-cols-2 xl:grid-cols-3">
      <Section title="What it is and takes">
        <Facts facts={whatFacts(venue)} />
      </Section>
      <Section title="What it says itself" note="at its last logon; what it does not take is not planned for it">
        <SaidFacts says={says} />
      </Section>
      <Section title="Terms" note="what is agreed with it; what is not said is the router’s to choose">
        <Facts facts={termFacts(venue)} />
      </Section>
    </div>
  );
}

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

function termFacts({ terms, ...venue }: VenueDetail): readonly Fact[] {
  const wait = (ms: number | undefined) => (ms === undefined ? OWN : formatWait(ms));
  return [
    ['An answer may be owed for', wait(terms.child_timeout_ms)],
    ['It may correct for', wait(terms.correction_window_ms)],
    ['Slowest hundredth of answers', wait(terms.latency_p99_ms_max)],
    ['Held back at most where it fills late', wait(terms.held_back_ms_max)],
    ['Answers expected in, before any is measured', formatWait(venue.typical_latency_us / 1_000)],
    ['Smallest child order', venue.min_order_size],
    ['Largest child order', venue.max_order_size],
    ['Odd lots', venue.accepts_odd_lots ? 'taken' : 'not taken'],
  ];
}
