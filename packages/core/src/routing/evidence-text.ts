import type { Evidence } from './evidence.ts';

type Candidate = Evidence['candidates'][number];
type Row = Readonly<Record<string, unknown>>;

/** The cost terms in the order in which a table row holds them. */
const TERMS = ['delay_bps', 'fade_bps', 'fee_bps', 'impact_bps', 'spread_bps', 'weighted_bps'] as const;

/**
 * The canonical text of a record, which its hash covers and which is stored: RFC 8785 JSON, with the two long lists as tables (column names once,
 * a row a venue), so that it is half as long.
 */
export function evidenceText(evidence: Evidence): string {
  return JSON.stringify({
    ...evidence,
    candidates: table(evidence.candidates.map(withTermsInOrder)),
    market: { ...evidence.market, venues: table(evidence.market.venues) },
  });
}

/**
 * The record that a stored text holds, as plain data with its tables spelled out again; its shape is for the caller to check. Throws for
 * a text that is not JSON or lacks the tables, which is no record of ours.
 */
export function evidenceRecord(text: string): unknown {
  const stored: unknown = JSON.parse(text);
  if (!isRow(stored) || !isRow(stored.market)) throw new Error('not the record of a decision');
  const candidates = rowsOf(stored.candidates).map((row) => ({ ...row, terms: termsByName(row.terms) }));
  return { ...stored, candidates, market: { ...stored.market, venues: rowsOf(stored.market.venues) } };
}

function withTermsInOrder(candidate: Candidate): Row {
  const { terms } = candidate;
  return { ...candidate, terms: terms === null ? null : TERMS.map((name) => terms[name]) };
}

function termsByName(values: unknown): Row | null {
  if (!Array.isArray(values)) return null;
  return Object.fromEntries(TERMS.map((name, place) => [name, values[place]]));
}

function table(rows: readonly Row[]): { columns: string[]; rows: unknown[][] } {
  const [first] = rows;
  return { columns: first === undefined ? [] : Object.keys(first), rows: rows.map((row) => Object.values(row)) };
}

function rowsOf(stored: unknown): Row[] {
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
