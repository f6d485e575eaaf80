import { DETAIL_FIGURES, DETAIL_HEADER, DETAIL_KEYS, type DetailFigure, type DetailRow } from '../detail-columns.ts';
import { isFilled, type Rule605Rules } from '../filled-groups.ts';
import { ORDER_TYPES, type OrderType } from '../order-type.ts';
import { LOT_CLASSES, ORDER_SIZES } from '../size-class.ts';
import type { LineDefects, ReadReport } from './defect.ts';
import { checkDetail } from './detail-checks.ts';
import { PARTICIPANTS } from './participant.ts';
import { readFigures } from './read-figures.ts';
import type { ReporterRules } from './row-keys.ts';
import { readWhole, type Table } from './table-reader.ts';

const REPORTER: ReporterRules = {
  columns: { participant: 'DsgntParticipant', entity: 'RprtEntityCd', month: 'RptDate' },
  participants: (letter) => PARTICIPANTS.has(letter),
  entity: /^[A-Z]+$/,
  month: /^20[2-9]\d(0[1-9]|1[0-2])$/,
};
const FIGURES: readonly DetailFigure[] = DETAIL_FIGURES.map(({ name }) => name);
const SIZES: readonly string[] = ORDER_SIZES.map((size) => `${size}`);

/** How a detailed file is read, for a `TableReader`: those of exchanges hold hundreds of thousands of rows. */
export function detailTable(rules: Rule605Rules): Table<DetailRow> {
  return {
    divider: '|',
    columns: DETAIL_HEADER,
    hasHeader: true,
    needsCarriageReturn: rules.settings.detailLineEnd.value === 'CRLF',
    reporter: REPORTER,
    keys: DETAIL_KEYS,
    rowOf: (cells, defects) => rowOf(cells, rules, defects),
  };
}

/** Reads a detailed file of 605(a)(1), anybody's, at once. */
export function readDetail(text: string, rules: Rule605Rules): ReadReport<DetailRow> {
  return readWhole(detailTable(rules), text);
}

function rowOf(cells: ReadonlyMap<string, string>, rules: Rule605Rules, defects: LineDefects): DetailRow {
  const cell = (name: string) => cells.get(name) ?? '';
  const row: DetailRow = {
    participant: cell('DsgntParticipant'),
    entity: cell('RprtEntityCd'),
    month: cell('RptDate'),
    symbol: cell('Symbol'),
    lot: cell('LotSizeFlag'),
    size: cell('OrderSize'),
    type: cell('OrderType'),
    figures: readFigures(FIGURES, cells, defects),
  };
  const lots = LOT_CLASSES.map((lot) => rules.settings.lotWords[lot].value);
  if (row.symbol.trim() === '') defects.add('NO_SYMBOL', 'Symbol', row.symbol);
  if (!lots.includes(row.lot)) defects.add('UNKNOWN_LOT', 'LotSizeFlag', row.lot);
  if (!SIZES.includes(row.size)) defects.add('UNKNOWN_ORDER_SIZE', 'OrderSize', row.size);
  const type = ORDER_TYPES.find((each) => each === row.type);
  if (type === undefined) defects.add('UNKNOWN_ORDER_TYPE', 'OrderType', row.type);
  else checkGroups(row, { type, rules }, defects);
  checkDetail(row, defects);
  return row;
}

/** Columns that are filled and are not for the type, or not due yet. */
function checkGroups(
  { month, figures }: DetailRow,
  { type, rules }: { type: OrderType; rules: Rule605Rules },
  defects: LineDefects,
): void {
  const asMonth = `${month.slice(0, 4)}-${month.slice(4)}`;
  for (const { name, group } of DETAIL_FIGURES) {
    const figure = figures.get(name);
    if (figure === undefined || isFilled(group, { type, month: asMonth }, rules)) continue;
    const isOfPrice = group === 'BEST_DISPLAYED' && isFilled('PRICE', { type, month: asMonth }, rules);
    defects.add(isOfPrice ? 'NOT_DUE_YET' : 'NOT_FOR_THIS_TYPE', name, type);
  }
}
