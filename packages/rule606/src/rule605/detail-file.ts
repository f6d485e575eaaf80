import { formatScaled } from '@fairlead/core/money/scaled';
import { DETAIL_FIGURES, DETAIL_HEADER, type DetailRow } from './detail-columns.ts';
import type { Rule605Settings } from './settings.ts';

const DECIMALS = 6;

/**
 * The lines of the detailed file with their ends: names, then a line a row, divided by pipes. Figures have up to six decimals and no zeros at
 * their end; an absent one is empty.
 */
export function* detailLines(rows: Iterable<DetailRow>, settings: Rule605Settings): Generator<string> {
  const end = settings.detailLineEnd.value === 'CRLF' ? '\r\n' : '\n';
  yield `${DETAIL_HEADER.join('|')}${end}`;
  for (const row of rows) yield `${cellsOf(row).join('|')}${end}`;
}

/** The name of the detailed file of an entity for a month, `YYYY-MM`; it is published zipped. */
export function detailFileName(entity: string, month: string): string {
  return `${entity}${month.replace('-', '')}.txt`;
}

function cellsOf({ participant, entity, month, symbol, lot, size, type, figures }: DetailRow): string[] {
  const written = DETAIL_FIGURES.map(({ name }) => {
    const figure = figures.get(name);
    return figure === undefined ? '' : formatScaled(figure, DECIMALS);
  });
  return [participant, entity, month, symbol, lot, size, type, ...written];
}
