/** Shares are given in millionths: a percentage with four decimals. */
const MILLIONTHS = 1_000_000;

/**
 * The shares of the parts in their sum, each from 0 to 1 with six decimals, adding up to exactly a million millionths by the largest remainder
 * (Hamilton). Parts are safe integers, 0 or more, so that a quantity below one unit is counted in its smallest units. All zero where the sum is.
 */
export function sharesOf(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + BigInt(part), 0n);
  if (whole === 0n) return parts.map(() => 0);
  const products = parts.map((part) => BigInt(part) * BigInt(MILLIONTHS));
  const floors = products.map((product) => Number(product / whole));
  const left = MILLIONTHS - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = parts.map((_, place) => place).sort((a, b) => compare(remainder(b), remainder(a)) || a - b);
  for (const place of byRemainder.slice(0, left)) floors[place] = (floors[place] ?? 0) + 1;
  return floors.map((floor) => floor / MILLIONTHS);

  function remainder(place: number): bigint {
    return (products[place] ?? 0n) % whole;
  }
}

function compare(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
