import type { HandlingPart } from '@fairlead/core/report/handling-part';
import type { Column } from '@fairlead/ui/column';
import { CopyId } from '@fairlead/ui/copy-id';
import type { FigurePlace } from '@/rows/figure-place';
import { type HandlingPlace, handlingPartOf } from '@/rows/handling-place';
import type { ReportItem } from '@/rows/report-cell';
import { PART_WORDS } from '@/words/handling-cell-words';
import { formatBoundText, formatExact } from '@/words/risk-words';
import type { NameOf } from '@/words/venue-words';
import { VenueCell } from '../venue-names';
import { OrderCell, orderPage } from './order-cell';

type Amount = 'fees' | 'rebates' | 'pfof' | 'profit_sharing';

const AMOUNTS: readonly (readonly [id: Amount, header: string])[] = [
  ['pfof', 'Order flow'],
  ['profit_sharing', 'Profit sharing'],
  ['rebates', 'Rebates'],
  ['fees', 'Fees paid'],
];

/** The page of the order of a row; null of an imported one. */
export const orderHref = (row: ReportItem): string | null => orderPage(row.source_table, row.order_pk);

const ORDER: Column<ReportItem> = {
  id: 'order',
  header: 'Order',
  width: 158,
  priority: 1,
  pressable: true,
  value: (row) => row.order_pk,
  cell: (row) => <OrderCell sourceTable={row.source_table} orderPk={row.order_pk} />,
};
const SYMBOL: Column<ReportItem> = {
  id: 'symbol',
  header: 'Symbol',
  width: 92,
  priority: 1,
  value: (row) => row.symbol,
};

const SPACE: Column<ReportItem> = {
  ...{ id: 'space', header: '', width: 8, grow: true, priority: 4 },
  value: () => null,
  cell: () => null,
};
const HELD: Column<ReportItem> = {
  ...{ id: 'held', header: 'Held', width: 72 },
  value: (row) => (row.held ? 'held' : 'not held'),
};
const ROUTED: Column<ReportItem> = {
  id: 'routed',
  header: 'Routed',
  hint: 'A part that was routed in another month counts by its money alone',
  width: 116,
  priority: 3,
  value: (row) => (row.routed ? 'this month' : 'another month'),
};
const PART: Column<ReportItem> = {
  id: 'part',
  header: 'Part',
  width: 104,
  priority: 4,
  pressable: true,
  value: (row) => row.source_id,
  cell: (row) => <CopyId value={row.source_id} label="routed order" />,
};

const venueColumn = (nameOf: NameOf): Column<ReportItem> => ({
  ...{ id: 'venue', header: 'Venue', width: 150, grow: true, priority: 4 },
  value: (row) => nameOf(row.venue_id),
  cell: (row) => <VenueCell venueId={row.venue_id} nameOf={nameOf} inTable />,
});

const sharesColumn = (unit: string): Column<ReportItem> => ({
  ...{ id: 'shares', header: 'Executed', unit, align: 'right', width: 116, priority: 1 },
  value: (row) => Number(row.shares),
  cell: (row) => formatBoundText(row.shares),
});

const partColumn = (part: HandlingPart): Column<ReportItem> => ({
  ...{ id: 'ofPart', header: PART_WORDS[part].column, unit: 'shares', align: 'right', width: 136, priority: 1 },
  value: (row) => Number(row.part_shares),
  cell: (row) => formatBoundText(row.part_shares ?? '0'),
});

const amountColumn = ([id, header]: (typeof AMOUNTS)[number]): Column<ReportItem> => ({
  ...{ id, header, unit: 'USD', align: 'right', width: 124, priority: 2 },
  value: (row) => Number(row[id]),
  cell: (row) => formatExact(row[id]),
});

/** What a row of a public report tells, by what the figure is: of a customer's order, or of a part of one that went to a venue. */
export function publicColumns({ section, venueId }: FigurePlace, nameOf: NameOf): readonly Column<ReportItem>[] {
  const order = [ORDER, SYMBOL, ...(section === 'OPTIONS' ? [HELD] : [])];
  if (venueId === null) return [...order, SPACE];
  const shares = sharesColumn(section === 'OPTIONS' ? 'contracts' : 'shares');
  return [...order, venueColumn(nameOf), ROUTED, shares, ...AMOUNTS.map(amountColumn), PART];
}

/** What a row of a report on handling tells, which has no payment for order flow and stands in the month in which it was routed. */
export function handlingColumns(place: HandlingPlace, nameOf: NameOf): readonly Column<ReportItem>[] {
  if (place.at === null) return [ORDER, SYMBOL, SPACE];
  const amounts = AMOUNTS.filter(([id]) => id === 'rebates' || id === 'fees').map(amountColumn);
  const part = handlingPartOf(place);
  const ofPart = part === null ? [] : [partColumn(part)];
  return [ORDER, SYMBOL, venueColumn(nameOf), ...ofPart, sharesColumn('shares'), ...amounts, PART];
}
