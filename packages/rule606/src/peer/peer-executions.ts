import { err, ok, type Result } from '@fairlead/core/result';
import type { Rule605Rules } from '../rule605/filled-groups.ts';
import type { Defect } from '../rule605/reading/defect.ts';
import { type PublishedFormat, type PublishedReader, publishedReader } from '../rule605/reading/published-file.ts';
import { DefectTally, type TalliedDefect } from './defect-tally.ts';
import type { PeerKind } from './peer-kind.ts';
import type { PeerRefusal } from './peer-routing.ts';

const KINDS: Readonly<Record<PublishedFormat, PeerKind>> = {
  DETAIL: 'RULE_605_DETAIL',
  SUMMARY: 'RULE_605_SUMMARY',
  FORMER: 'RULE_605_FORMER',
};

/** A row of what a firm has published of its executions, with its line in the file, from 1. */
export interface PeerExecution {
  readonly line: number;
  readonly symbol: string | null;
  readonly sp500: string | null;
  readonly lot: string | null;
  readonly size: string;
  readonly type: string;
  readonly figures: Readonly<Record<string, string>>;
}

/** Reads what a firm has published of its executions of a month, Rule 605, line by line: a detailed file is larger than memory wants to hold. */
export class PeerExecutionReader {
  readonly kind: PeerKind;
  /** The entity's code, with the participant's letter before it in the former format. */
  readonly entity: string;
  /** First day of the month, and of the next one. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly #reader: PublishedReader;
  readonly #tally = new DefectTally();
  #line = 0;
  #participant: string | null = null;

  private constructor(reader: PublishedReader) {
    this.#reader = reader;
    this.kind = KINDS[reader.format];
    this.entity = reader.entity;
    const [year, month] = [Number(reader.month.slice(0, 4)), reader.month.slice(4)];
    this.periodFrom = `${year}-${month}-01`;
    this.periodTo = month === '12' ? `${year + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
  }

  /** A reader of a file by its name. */
  static of(name: string, rules: Rule605Rules): Result<PeerExecutionReader, PeerRefusal> {
    const reader = publishedReader(name, rules);
    if (!reader.ok) return err({ code: reader.error, said: [] });
    return ok(new PeerExecutionReader(reader.value));
  }

  /** Takes the next line as it stands before its line feed. Headers, blank and broken lines have no row. */
  take(raw: string): PeerExecution | null {
    const { row, defects } = this.#reader.take(raw);
    this.#line++;
    for (const defect of defects) this.#tell(defect);
    if (row === null) return null;
    this.#participant ??= row.participant;
    const { symbol, sp500, lot, size, type, figures } = row;
    return { line: this.#line, symbol, sp500, lot, size, type, figures };
  }

  /** The letter of the first row; null where there is no row. */
  get participant(): string | null {
    return this.#participant;
  }

  /** What is wrong with the file, when all its lines are taken. */
  end(): readonly TalliedDefect[] {
    for (const defect of this.#reader.end()) this.#tell(defect);
    return this.#tally.all();
  }

  #tell({ code, line, column, found }: Defect): void {
    const place = [line === 0 ? 'file' : `line ${line}`, column].filter((part) => part !== null).join(' ');
    this.#tally.add(code, place, found);
  }
}
