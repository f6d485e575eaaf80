import { type UploadsPayload, uploadsPayload } from '@fairlead/contracts/jobs';
import { UploadQueue } from '@fairlead/db/import/upload-queue';
import type pg from 'pg';
import { loadUpload } from '../import/load-upload.ts';
import { defineJob, type Job } from '../job/job.ts';

const EVERY_MS = 5_000;

/**
 * Loads what was brought by the console or the API, one after the other, the oldest first. The uploads are the queue: one that has come whole is found here,
 * whatever becomes of this process, and goes on where it was; one that another worker is at, or another import holds up, waits. Lines that are wrong are no
 * failure: the import keeps what was wrong.
 */
export function uploads(pool: pg.Pool): Job {
  const queue = new UploadQueue(pool);
  return defineJob<UploadsPayload>({
    name: 'uploads',
    everyMs: EVERY_MS,
    payload: uploadsPayload,
    scheduled: {},
    async run(_payload, { now_us }) {
      const endings = { COMPLETE: 0, REFUSED: 0, THERE: 0 };
      for (const upload of await queue.waiting()) {
        const ending = await queue.alone(upload.id, async () => {
          if (!(await queue.begin(upload.id))) return null;
          const loaded = await loadUpload(upload, { pool, queue });
          if (loaded !== null) await queue.end(upload.id, loaded);
          return loaded;
        });
        if (ending !== null) endings[ending.state] += 1;
      }
      const { COMPLETE: loaded, REFUSED: refused, THERE: were_there } = endings;
      return { loaded, refused, were_there, given_up: await queue.giveUp(now_us) };
    },
  });
}
