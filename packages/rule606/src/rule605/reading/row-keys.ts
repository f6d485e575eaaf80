import type { LineDefects } from './defect.ts';

/** The columns that begin every row of every layout. */
interface ReporterColumns {
  readonly participant: string;
  readonly entity: string;
  readonly month: string;
}

/** What a layout takes for a reporter. */
export interface ReporterRules {
  readonly columns: ReporterColumns;
  readonly participants: (letter: string) => boolean;
  readonly entity: RegExp;
  readonly month: RegExp;
}

/** Watches over the keys of a file: each row once, all of one report, and a participant that nobody knows told once. */
export class KeyChecks {
  readonly #rules: ReporterRules;
  readonly #seen = new Set<string>();
  readonly #unknown = new Set<string>();
  readonly #reports = new Set<string>();

  constructor(rules: ReporterRules) {
    this.#rules = rules;
  }

  /** Checks one line, whose key is in the named columns. */
  check(cells: ReadonlyMap<string, string>, keys: readonly string[], defects: LineDefects): void {
    const { columns, participants, entity, month } = this.#rules;
    const cell = (name: string) => cells.get(name) ?? '';
    const letter = cell(columns.participant);
    if (!participants(letter) && !this.#unknown.has(letter)) {
      this.#unknown.add(letter);
      defects.add('UNKNOWN_PARTICIPANT', columns.participant, letter);
    }
    if (!entity.test(cell(columns.entity))) defects.add('BAD_ENTITY', columns.entity, cell(columns.entity));
    if (!month.test(cell(columns.month))) defects.add('BAD_MONTH', columns.month, cell(columns.month));
    this.#reports.add([letter, cell(columns.entity), cell(columns.month)].join(' '));
    const key = keys.map(cell).join('|');
    if (this.#seen.has(key)) defects.add('DUPLICATE_ROW', null, key);
    this.#seen.add(key);
  }

  /** Tells, when all lines are checked, whether the file holds rows of more than one report. */
  end(whole: LineDefects): void {
    if (this.#reports.size > 1) whole.add('MORE_THAN_ONE_REPORT', null, [...this.#reports].join(', '));
  }
}
