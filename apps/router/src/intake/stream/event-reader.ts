import type { ServerResponse } from 'node:http';
import type { Timers } from '../../ports.ts';
import type { StreamReader } from '../../publish/stream-reading.ts';
import { ENDINGS, PARTING_MS } from './ending.ts';

type Transport = Required<Pick<StreamReader, 'offer' | 'flush' | 'hasRoom' | 'beat' | 'drop'>>;

/** A reader of server-sent events. Its `id` lines make Last-Event-ID; a heartbeat has one where news passed that the reader did not want. */
export function eventReader(raw: ServerResponse, timers: Timers): Transport {
  let waiting = '';
  let lastId = -1;
  return {
    offer: (seq, json) => {
      waiting += seq === null ? `data: ${json}\n\n` : `id: ${seq}\ndata: ${json}\n\n`;
      if (seq !== null) lastId = seq;
      return true;
    },
    flush: () => {
      if (waiting !== '') raw.write(waiting);
      waiting = '';
    },
    hasRoom: () => !raw.writableNeedDrain,
    beat: (seq, time) => {
      raw.write(`: heartbeat seq=${seq} time=${time}\n${seq > lastId ? `id: ${seq}\n` : ''}\n`);
      lastId = Math.max(seq, lastId);
    },
    drop: (why) => {
      const data = JSON.stringify({ code: why, reason: ENDINGS[why][1] });
      raw.end(`${waiting}event: dropped\ndata: ${data}\n\n`);
      timers.after(PARTING_MS, () => raw.destroy());
    },
  };
}
