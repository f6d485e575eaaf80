/** A fraction printed by long division, halves away from zero: what figures are held against. Nothing where there is nothing to divide by. */
export function longDivision(numerator: bigint, denominator: bigint, decimals: number): string | null {
  if (denominator === 0n) return null;
  let rest = numerator < 0n ? -numerator : numerator;
  let digits = String(rest / denominator);
  rest %= denominator;
  for (let place = 0; place < decimals; place++) {
    rest *= 10n;
    digits += String(rest / denominator);
    rest %= denominator;
  }
  const whole = String(BigInt(digits) + (rest * 2n >= denominator ? 1n : 0n)).padStart(decimals + 1, '0');
  const point = whole.length - decimals;
  const text = decimals === 0 ? whole : `${whole.slice(0, point)}.${whole.slice(point)}`;
  return numerator < 0n && /[1-9]/.test(text) ? `-${text}` : text;
}
