/** Thousands apart in a plain decimal text, its digits as they are: `-1234567.50` as `-1,234,567.50`. */
export function groupedText(text: string): string {
  const [whole = '', ...fraction] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, ','), ...fraction].join('.');
}

/** A plain decimal text at so many decimals, exactly: halves go away from zero, and what comes to zero has no sign. */
export function roundedText(text: string, decimals: number): string {
  const isNegative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (isNegative ? text.slice(1) : text).split('.');
  const kept = BigInt(`${whole}${fraction.padEnd(decimals, '0').slice(0, decimals)}`);
  const digits = fraction.charAt(decimals) >= '5' ? kept + 1n : kept;
  const padded = String(digits).padStart(decimals + 1, '0');
  const place = padded.length - decimals;
  const sign = isNegative && digits !== 0n ? '-' : '';
  return `${sign}${padded.slice(0, place)}${decimals === 0 ? '' : `.${padded.slice(place)}`}`;
}
