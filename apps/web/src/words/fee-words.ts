const MINUS = '−';
const NOTHING = /^-?0*\.?0*$/;

interface Rate {
  /** Decimal text, in currency. */
  readonly perUnit: string;
  /** Parts per million of the value. */
  readonly ppm: number;
}

/** Fees stand under each other, so what is so much a unit has as many decimals as exchanges print. */
const DECIMALS_MIN = 4;

/** A fee as it is paid (+) or received (−): so much a unit, or a share of the value, or both. Exact, since no digit of a fee is rounded. */
export function feeWords({ perUnit, ppm }: Rate): string {
  const parts = [
    NOTHING.test(perUnit) ? '' : signed(padded(perUnit)),
    ppm === 0 ? '' : `${signed(String(ppm))} ppm`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '0' : parts.join(' ');
}

function signed(text: string): string {
  return text.startsWith('-') ? `${MINUS}${text.slice(1)}` : `+${text}`;
}

function padded(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  return `${whole}.${decimals.padEnd(DECIMALS_MIN, '0')}`;
}
