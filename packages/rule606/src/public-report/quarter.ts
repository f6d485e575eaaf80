/** A calendar month. */
export interface CalendarMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

/** The three months of a quarter, 1 to 4, first to last. */
export function monthsOfQuarter({
  year,
  quarter,
}: {
  readonly year: number;
  readonly quarter: number;
}): CalendarMonth[] {
  const first = (quarter - 1) * 3 + 1;
  return [first, first + 1, first + 2].map((month) => ({ year, month }));
}

/** A month as facts name it: YYYY-MM. */
export function monthText({ year, month }: CalendarMonth): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
