import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import type { FeeSchedule, VenueDetail } from '@/rows/venue-detail';
import { feeWords } from '@/words/fee-words';
import { roomFor } from './room-for';

interface FeeRow {
  readonly key: string;
  readonly from: string;
  readonly state: string;
  /** Null is from the first unit of a month on. */
  readonly volume: string | null;
  readonly take: string;
  readonly make: string;
  readonly midpoint: string | null;
  readonly subDollar: string | null;
  readonly fixed: string | null;
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 });

const COLUMNS: readonly Column<FeeRow>[] = [
  { id: 'from', header: 'From', width: 92, priority: 1, value: ({ from }) => from },
  { id: 'state', header: 'State', width: 84, priority: 2, value: ({ state }) => state },
  {
    id: 'volume',
    header: 'Month’s volume',
    hint: 'The tier begins when so much was executed there in the calendar month',
    width: 150,
    grow: true,
    priority: 2,
    value: ({ volume }) => volume,
    cell: ({ volume }) => volume ?? <span className="text-faint">from the first</span>,
  },
  { id: 'take', header: 'Take', align: 'right', width: 104, priority: 1, value: ({ take }) => take },
  { id: 'make', header: 'Make', align: 'right', width: 104, priority: 1, value: ({ make }) => make },
  { id: 'midpoint', header: 'Midpoint', align: 'right', width: 84, priority: 3, value: ({ midpoint }) => midpoint },
  {
    id: 'sub-dollar',
    header: 'Below 1.00',
    hint: 'Take and make of what trades below one unit of currency, instead of the fee a unit',
    align: 'right',
    width: 150,
    priority: 3,
    value: ({ subDollar }) => subDollar,
  },
  {
    id: 'fixed',
    header: 'Fixed',
    hint: 'Once for a child order that trades',
    align: 'right',
    width: 72,
    priority: 4,
    value: ({ fixed }) => fixed,
  },
];

/** What a venue charges: every schedule with its tiers, the one in force marked. */
export function FeesSection({ venue }: { venue: VenueDetail }) {
  const rows = feeRows(venue);
  const notes = [...new Set(venue.fees.map(({ note }) => note ?? 'illustrative: replace by your own tier'))];
  return (
    <DataTable
      name="Fee schedules"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ key }) => key}
      rowsInSight={roomFor(rows.length, 10)}
      toolbar={
        <SectionTitle
          title="Fees"
          note={`a unit in ${currencyOf(venue)}, or ppm of the value; paid (+) or received (−) · as of ${venue.today} · ${notes.join('; ')}`}
        />
      }
      empty={<EmptyState title="No schedule">Without a fee schedule nothing is sent there.</EmptyState>}
    />
  );
}

const currencyOf = ({ fees, asset_class: assets }: VenueDetail): string =>
  assets === 'EQUITY' ? (fees[0]?.tier_currency ?? 'USD') : 'currency';

/** A line a tier, the latest schedule first. */
function feeRows({ fees, today }: VenueDetail): readonly FeeRow[] {
  const inForce = fees.find(({ effective_from: from }) => from <= today)?.effective_from;
  return fees.flatMap((schedule) => {
    const { effective_from: from } = schedule;
    const state = from > today ? 'to come' : from === inForce ? 'in force' : 'past';
    const base: FeeRow = { key: from, from, state, volume: null, ...chargesOf(schedule), ...restOf(schedule) };
    const tiers = schedule.tiers.map(
      (tier): FeeRow => ({
        ...{ key: `${from} ${tier.from_volume}`, from, state, volume: volumeWords(schedule, tier.from_volume) },
        ...{ ...chargesOf(tier), midpoint: null, subDollar: null, fixed: null },
      }),
    );
    return [base, ...tiers];
  });
}

function chargesOf(rates: Pick<FeeSchedule, 'take_fee' | 'make_fee' | 'take_ppm' | 'make_ppm'>) {
  return {
    take: feeWords({ perUnit: rates.take_fee, ppm: rates.take_ppm }),
    make: feeWords({ perUnit: rates.make_fee, ppm: rates.make_ppm }),
  };
}

function restOf(schedule: FeeSchedule) {
  const sub = [schedule.sub_dollar_take_ppm, schedule.sub_dollar_make_ppm].map((ppm) =>
    feeWords({ perUnit: '0', ppm }),
  );
  return {
    midpoint: feeWords({ perUnit: schedule.midpoint_fee, ppm: schedule.take_ppm }),
    subDollar: sub.join(' / '),
    fixed: feeWords({ perUnit: schedule.fixed_fee, ppm: 0 }),
  };
}

function volumeWords({ tier_volume: counted, tier_currency: currency }: FeeSchedule, from: string): string {
  return `from ${WHOLE.format(Number(from))} ${counted === 'UNITS' ? 'shares' : currency}`;
}
