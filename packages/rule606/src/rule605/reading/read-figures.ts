import { divideHalfAwayFromZero } from '@fairlead/core/money/amount';
import type { LineDefects } from './defect.ts';

const DECIMAL = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,2}))?$/;
const DECIMALS = 6;

/** Reads the cells of the named columns in millionths. An empty cell is not in the result, nor is one that is no number. */
export function readFigures<Name extends string>(
  names: readonly Name[],
  cells: ReadonlyMap<string, string>,
  defects: LineDefects,
): ReadonlyMap<Name, bigint> {
  const figures = new Map<Name, bigint>();
  for (const name of names) {
    const cell = cells.get(name) ?? '';
    if (cell === '') continue;
    const figure = readFigure(cell, name, defects);
    if (figure !== null) figures.set(name, figure);
  }
  return figures;
}

/** Exact to six decimals; what has more is rounded and told, what is written with an exponent is read and told. */
function readFigure(cell: string, column: string, defects: LineDefects): bigint | null {
  const match = DECIMAL.exec(cell);
  if (match === null) {
    defects.add('NOT_A_NUMBER', column, cell);
    return null;
  }
  const [, sign, whole = '', fraction = match[4] ?? '', , exponent] = match;
  if (exponent !== undefined) defects.add('EXPONENT', column, cell);
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const places = fraction.length - Number(exponent ?? 0);
  if (places <= DECIMALS) return digits * 10n ** BigInt(DECIMALS - places);
  const divisor = 10n ** BigInt(places - DECIMALS);
  if (digits % divisor !== 0n) defects.add('TOO_MANY_DECIMALS', column, cell);
  return divideHalfAwayFromZero(digits, divisor);
}
