import type pg from 'pg';
import { isPassing } from '../database-error.ts';
import { inTransaction } from '../transaction.ts';
import { type AuditEntry, type AuditRecord, appendAudits, auditEntryOf } from './audit-repository.ts';

/** Keeps acts in the audit chain, and finds them again. */
export class AuditTrail {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Adds records to the end of the chain in their order, all of them or none. One whose id is there already is left as it is. False where the database
   * refuses them for what they say; rejects where it is away.
   */
  async append(records: readonly AuditRecord[]): Promise<boolean> {
    try {
      await inTransaction(this.#pool, (client) => appendAudits(client, records));
      return true;
    } catch (error) {
      if (isPassing(error)) throw error;
      return false;
    }
  }

  /** The entry of this id, or null. */
  find(id: string): Promise<AuditEntry | null> {
    return auditEntryOf(this.#pool, id);
  }
}
