/** The first day of the quarter that a month is in, whose first day is given. */
export function firstOfQuarter(month: string): string {
  const [year = '', ofYear = ''] = month.split('-');
  return `${year}-${String(Math.floor((Number(ofYear) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
}
