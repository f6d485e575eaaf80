type Row = Readonly<Record<string, unknown>>;

/** The cost terms in the order in which a table row holds them. */
const TERMS = ['delay_bps', 'fade_bps', 'fee_bps', 'impact_bps', 'spread_bps', 'weighted_bps'] as const;

/**
 * What a record of form 1 holds, as plain data with its tables (column names once, a row a venue; of engine 1.0.0 plain lists) spelled out again; its shape is for the caller to
 * check. Throws for a text that is not JSON or lacks the tables, which is no record of ours.
 */
export function earlierRecord(text: string): unknown {
  const stored: unknown = JSON.parse(text);
  if (!isRow(stored) || !isRow(stored.market)) throw new Error('not the record of a decision');
  const candidates = rowsOf(stored.candidates).map((row) => ({ ...row, terms: termsByName(row.terms) ?? row.terms }));
  return { ...stored, candidates, market: { ...stored.market, venues: rowsOf(stored.market.venues) } };
}

function termsByName(values: unknown): Row | null {
  if (!Array.isArray(values)) return null;
  return Object.fromEntries(TERMS.map((name, place) => [name, values[place]]));
}

function rowsOf(stored: unknown): Row[] {
  if (Array.isArray(stored)) return stored.filter(isRow);
  if (!isRow(stored) || !Array.isArray(stored.columns) || !Array.isArray(stored.rows)) {
    throw new Error('not the table of a record');
  }
  const columns = stored.columns.map(String);
  return stored.rows.map((row: unknown) => {
    const values: readonly unknown[] = Array.isArray(row) ? row : [];
    return Object.fromEntries(columns.map((column, place) => [column, values[place]]));
  });
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
