import type { Figure } from '../figure/figure.ts';

/** Digits after the point that a check counts: more than any published figure has. What is finer is cut off. */
export const CHECKED_DECIMALS = 12;

/** A printed figure as a number, with how far it may be from what it was rounded from. Both in 10^-12. */
export interface FigureValue {
  readonly value: bigint;
  /** Half of the last printed digit; nothing where there is no point, for a whole number is exact. */
  readonly slack: bigint;
}

const FORM = /^(-?)(\d*)(?:\.(\d*))?$/;

/** The number of a printed figure; null where nothing is printed. Throws for a text that is no figure: the form is checked first. */
export function figureValue(figure: Figure): FigureValue | null {
  if (figure === null) return null;
  const match = FORM.exec(figure);
  if (match === null) throw new Error(`no figure: ${figure}`);
  const fraction = (match[3] ?? '').slice(0, CHECKED_DECIMALS);
  const size = BigInt(`${match[2]}${fraction.padEnd(CHECKED_DECIMALS, '0')}`);
  const slack = fraction === '' ? 0n : 10n ** BigInt(CHECKED_DECIMALS - fraction.length) / 2n;
  return { value: match[1] === '-' ? -size : size, slack };
}

/** A whole number at the scale of checks. */
export function atScale(whole: bigint): bigint {
  return whole * 10n ** BigInt(CHECKED_DECIMALS);
}

/** The sum of figures and of how far they may be off together; what is empty adds nothing. */
export function sumOfFigures(figures: readonly Figure[]): FigureValue {
  let [value, slack] = [0n, 0n];
  for (const figure of figures) {
    const own = figureValue(figure);
    value += own?.value ?? 0n;
    slack += own?.slack ?? 0n;
  }
  return { value, slack };
}

/** Whether a figure is there and above zero. */
export function isAboveZero(figure: Figure): boolean {
  return (figureValue(figure)?.value ?? 0n) > 0n;
}
