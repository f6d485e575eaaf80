import { type AnnouncedFile, type PeerOutcome, type WaitingUpload, waitingUpload } from '@fairlead/contracts/upload';
import type pg from 'pg';
import { timestamp } from '../row-reading.ts';
import { alone } from '../session-lock.ts';
import { inTransaction } from '../transaction.ts';
import { partsOf } from './import-rows.ts';

/** What has become of an upload. `sameAs` is the import that had brought the same before; `peers` is of files of other firms. */
export interface UploadEnding {
  readonly state: 'COMPLETE' | 'REFUSED' | 'THERE';
  readonly sameAs?: string;
  readonly peers?: readonly PeerOutcome[];
}

/** What the worker takes from the uploads: those that have come whole, their bytes, and what of them is over. */
export class UploadQueue {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Those that are not loaded yet, the oldest first: that nobody has begun, and that were cut off. */
  async waiting(): Promise<readonly WaitingUpload[]> {
    return waitingUpload.array().parse((await this.#pool.query(WAITING)).rows);
  }

  /** Does what only one process at a time may do for an upload; null, and nothing done, where another is at it. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T | null> {
    return alone(this.#pool, `uploads ${id}`, work);
  }

  /** Says that it is being loaded; false where that is over already. */
  async begin(id: string): Promise<boolean> {
    return (await this.#pool.query(BEGIN, [id])).rowCount === 1;
  }

  /** The bytes of a file, part by part. */
  async *content(id: string, { file, bytes }: AnnouncedFile): AsyncGenerator<Buffer> {
    for (let number = 0; number < partsOf(bytes); number++) {
      const [part] = (await this.#pool.query<{ content: Buffer }>(PART, [id, file, number])).rows;
      if (part === undefined) throw new Error(`part ${number} of ${file} of upload ${id} is gone`);
      yield part.content;
    }
  }

  /** Ends an upload; its bytes are kept no longer, since its rows say all that they said, or nothing of it counts. */
  end(id: string, { state, sameAs, peers }: UploadEnding): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      await client.query(END, [id, state, sameAs ?? null, peers === undefined ? null : JSON.stringify(peers)]);
      await client.query('delete from upload_parts where upload_id = $1', [id]);
    });
  }

  /** Gives up what has not come whole within a day; says how many. */
  giveUp(atUs: number): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      const given = (await client.query<{ id: string }>(GIVE_UP, [atUs])).rows.map(({ id }) => id);
      await client.query('delete from upload_parts where upload_id = any ($1::uuid[])', [given]);
      return given.length;
    });
  }
}

const WAITING = `
select id, kind, client_id, format, files, requested_by_name from uploads where state in ('QUEUED', 'LOADING') order by id`;
const BEGIN =
  "update uploads set state = 'LOADING', updated_at = now() where id = $1 and state in ('QUEUED', 'LOADING')";
const PART = 'select content from upload_parts where upload_id = $1 and file = $2 and number = $3';
const END = `
update uploads set state = $2, same_as = $3, outcome = $4, updated_at = now() where id = $1 and state in ('QUEUED', 'LOADING')`;
const GIVE_UP = `
update uploads set state = 'GIVEN_UP', updated_at = now() where state = 'UPLOADING' and created_at < ${timestamp('$1')} - interval '1 day' returning id`;
