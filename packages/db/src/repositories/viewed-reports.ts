import type { NumberedFault } from '@fairlead/contracts/upload';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import type pg from 'pg';
import type { ImportRow } from '../import/import-rows.ts';
import { type FaultPlace, type ImportPlace, ImportRepository, type WithdrawnImport } from './import-repository.ts';
import { IndexMembersRepository, type KnownList, SP500 } from './index-members-repository.ts';
import type { Visibility } from './order-repository.ts';
import { type KeptTerms, PaymentTermsRepository } from './payment-terms-repository.ts';
import { type BreaksPlace, type ListedBreak, Reconciliation } from './reconciliation.ts';
import { type ReportChoiceState, ReportChoicesRepository } from './report-choices-repository.ts';
import { type KeptFirm, ReportFirmRepository } from './report-firm-repository.ts';
import {
  type CellSums,
  type ItemKey,
  type ReportCell,
  type ReportItem,
  ReportItemsRepository,
} from './report-items-repository.ts';
import { ReportRunRepository, type RunPage, type RunPlace } from './report-run-repository.ts';
import type { ReportRunRow, ReportRunSummary } from './report-run-rows.ts';

/** What one viewer may see of reports: the firm's people all of it, a client's user nothing, since a report tells of every client's orders. */
export class ViewedReports {
  readonly #pool: pg.Pool;
  readonly #isOpen: boolean;

  constructor(pool: pg.Pool, whose: Visibility) {
    this.#pool = pool;
    this.#isOpen = whose === null;
  }

  /** A page of runs, the newest first. */
  async runs(place: RunPlace): Promise<RunPage> {
    return this.#isOpen ? new ReportRunRepository(this.#pool).list(place) : { rows: [], next: null };
  }

  /** Of the real runs of a kind for a period, by its first day, the one that has come furthest. */
  async furthest(kind: ReportKind, periodFrom: string): Promise<ReportRunSummary | null> {
    return this.#isOpen ? new ReportRunRepository(this.#pool).furthest(kind, periodFrom) : null;
  }

  /** The reports to customers that were due on a day or later and are not published. */
  async owed(since: string): Promise<readonly ReportRunSummary[]> {
    return this.#isOpen ? new ReportRunRepository(this.#pool).owed(since) : [];
  }

  /** One run with what it was made of, or null where there is none or it may not be seen. */
  async run(id: string): Promise<ReportRunRow | null> {
    return this.#isOpen ? new ReportRunRepository(this.#pool).of(id) : null;
  }

  /** Rows of a cell of a run, after one of them or from the first (null), so many at most. */
  async items(runId: string, cell: ReportCell, place: { after: ItemKey | null; limit: number }): Promise<ReportItem[]> {
    return this.#isOpen ? new ReportItemsRepository(this.#pool).page(runId, cell, place) : [];
  }

  /** The breaks of a run in the order of their numbers. */
  async breaks(runId: string, place: BreaksPlace): Promise<ListedBreak[]> {
    return this.#isOpen ? new Reconciliation(this.#pool).page(runId, place) : [];
  }

  /** What the rows of a cell come to; null where they may not be seen. */
  async sums(runId: string, cell: ReportCell): Promise<CellSums | null> {
    return this.#isOpen ? new ReportItemsRepository(this.#pool).sums(runId, cell) : null;
  }

  /** Who the firm is as its reports name it, the latest day first. */
  async firm(): Promise<readonly KeptFirm[]> {
    return this.#isOpen ? new ReportFirmRepository(this.#pool).rows() : [];
  }

  /** What the firm has chosen where no public source was seen, with what holds on an ISO date. */
  async choices(day: string): Promise<readonly ReportChoiceState[]> {
    return this.#isOpen ? new ReportChoicesRepository(this.#pool).states(day) : [];
  }

  /** What venues pay, by venue, the latest first. */
  async paymentTerms(): Promise<readonly KeptTerms[]> {
    return this.#isOpen ? new PaymentTermsRepository(this.#pool).terms(null) : [];
  }

  /** A page of imports, the newest first. */
  async imports(place: ImportPlace): Promise<{ rows: readonly ImportRow[]; next: string | null }> {
    return this.#isOpen ? new ImportRepository(this.#pool).list(place) : { rows: [], next: null };
  }

  /** One import, or null where there is none or it may not be seen. */
  async import(id: string): Promise<ImportRow | null> {
    return this.#isOpen ? new ImportRepository(this.#pool).of(id) : null;
  }

  /** Faults of an import by their numbers. */
  async importFaults(id: string, place: FaultPlace): Promise<readonly NumberedFault[]> {
    return this.#isOpen ? new ImportRepository(this.#pool).faults(id, place) : [];
  }

  /** Imports that a run counted and that were withdrawn since. */
  async withdrawnUnder(runId: string): Promise<readonly WithdrawnImport[]> {
    return this.#isOpen ? new ImportRepository(this.#pool).withdrawnUnder(runId) : [];
  }

  /** The lists of members of the S&P 500, by day. */
  async memberLists(): Promise<readonly KnownList[]> {
    return this.#isOpen ? new IndexMembersRepository(this.#pool).lists(SP500) : [];
  }
}
