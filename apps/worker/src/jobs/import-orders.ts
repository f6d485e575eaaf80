import { IMPORT_ORDERS, type ImportOrdersPayload, importOrdersPayload } from '@fairlead/contracts/jobs';
import type pg from 'pg';
import { filesOnMachine } from '../import/file-source.ts';
import { loadFiles } from '../import/load-files.ts';
import { defineRequest, type Job } from '../job/job.ts';

/**
 * Imports a firm's files that lie on the worker's machine. Cut off, it goes on where it was; where another import is at work it fails, and is tried again.
 * That lines are wrong is no failure: the batch keeps what was wrong.
 */
export function importOrders(pool: pg.Pool): Job {
  return defineRequest<ImportOrdersPayload>({
    name: IMPORT_ORDERS,
    payload: importOrdersPayload,
    async run(payload) {
      const outcome = await loadFiles(filesOnMachine(payload), { pool, tell: () => {} });
      switch (outcome.state) {
        case 'COMPLETE':
          return { state: outcome.state, batch_id: outcome.batchId, was_there: outcome.wasThere, ...outcome.counts };
        case 'REFUSED':
          return { state: outcome.state, batch_id: outcome.batchId, faults_by_code: outcome.faultsByCode };
        case 'UNREADABLE':
          return { state: outcome.state, path: outcome.path };
        case 'BUSY':
          throw new Error('another import is at work in this database');
      }
    },
  });
}
