import { importFormat } from '@fairlead/contracts/import';
import type { PeerOutcome, WaitingUpload } from '@fairlead/contracts/upload';
import { invariant } from '@fairlead/core/result';
import type { UploadEnding, UploadQueue } from '@fairlead/db/import/upload-queue';
import { type LoadedPeer, PeerStore } from '@fairlead/db/peers/peer-store';
import type pg from 'pg';
import { fileOfPieces } from './file-source.ts';
import { loadFiles } from './load-files.ts';

interface UploadTools {
  readonly pool: pg.Pool;
  readonly queue: Pick<UploadQueue, 'content'>;
  /** Records that become durable together. */
  readonly batch?: number;
}

/** Loads what somebody has brought, or goes on where that was cut off; null while another import is at work. */
export function loadUpload(upload: WaitingUpload, tools: UploadTools): Promise<UploadEnding | null> {
  return upload.kind === 'ORDERS' ? loadOrders(upload, tools) : loadPeers(upload, tools);
}

async function loadOrders(upload: WaitingUpload, { pool, queue, batch }: UploadTools): Promise<UploadEnding | null> {
  const { id, client_id: clientId, requested_by_name: requestedBy } = upload;
  invariant(clientId !== null, 'orders are brought for a client');
  const fileOf = (name: string) => {
    const file = upload.files.find((each) => each.file === name);
    invariant(file !== undefined, 'orders are brought in three files');
    return fileOfPieces(file.name, () => queue.content(id, file));
  };
  const files = { orders: fileOf('orders'), routes: fileOf('routes'), executions: fileOf('executions') };
  const request = { clientId, format: importFormat.parse(upload.format), files, requestedBy, uploadId: id };
  const outcome = await loadFiles(request, { pool, tell: () => {}, ...(batch === undefined ? {} : { batch }) });
  switch (outcome.state) {
    case 'BUSY':
      return null;
    case 'UNREADABLE':
      throw new Error(`${outcome.path} of upload ${id} cannot be read`);
    case 'REFUSED':
      return { state: 'REFUSED' };
    case 'COMPLETE':
      return outcome.wasThere ? { state: 'THERE', sameAs: outcome.batchId } : { state: 'COMPLETE' };
  }
}

/** Each file counts by itself: the upload is refused where none of them could be read. */
async function loadPeers(upload: WaitingUpload, { pool, queue }: UploadTools): Promise<UploadEnding> {
  const store = new PeerStore(pool);
  const peers: PeerOutcome[] = [];
  for (const file of upload.files) {
    const pieces: Buffer[] = [];
    for await (const piece of queue.content(upload.id, file)) pieces.push(piece);
    const loaded = await store.load({ name: file.name, bytes: Buffer.concat(pieces) });
    peers.push(...loaded.map(peerOutcome));
  }
  return { state: peers.every(({ state }) => state === 'REFUSED') ? 'REFUSED' : 'COMPLETE', peers };
}

const NOTHING = { firm: null, kind: null, period_from: null, rows: 0, defect_count: 0 };

function peerOutcome({ name, outcome }: LoadedPeer): PeerOutcome {
  if (!outcome.ok)
    return { name, state: 'REFUSED', ...NOTHING, code: outcome.error.code, said: [...outcome.error.said] };
  const { firm, kind, periodFrom: period_from, rows, defectCount: defect_count, isNew } = outcome.value;
  return { name, state: isNew ? 'LOADED' : 'THERE', firm, kind, period_from, rows, defect_count, code: null, said: [] };
}
