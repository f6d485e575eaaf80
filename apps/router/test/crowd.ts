import { get } from 'node:http';
import { eachLine } from '@fairlead/contracts/each-line';
import { WebSocket } from 'ws';

/** Where a crowd reads, and with which key. */
export interface Door {
  readonly url: string;
  readonly key: string;
}

/** One of many readers: it keeps nothing but the numbers, so that hundreds fit into one process. */
export interface CrowdReader {
  /** The first and the last number that came. */
  readonly first: number;
  readonly last: number;
  /** How many came out of their order, or were said to be missing. */
  readonly faults: number;
  readonly hasEnded: boolean;
  /** Takes nothing more off its socket. */
  stall(): void;
  cut(): void;
}

class Reader implements CrowdReader {
  first = 0;
  last = 0;
  faults = 0;
  hasEnded = false;
  stall = () => {};
  cut = () => {};

  take(seq: number): void {
    if (this.first === 0) this.first = seq;
    else if (seq !== this.last + 1) this.faults += 1;
    this.last = seq;
  }
}

/** Opens readers, one half of them over WebSocket, each when the one before it is there. */
export async function gather(count: number, door: Door): Promise<CrowdReader[]> {
  const readers: CrowdReader[] = [];
  for (let at = 0; at < count; at++) readers.push(await (at % 2 === 0 ? openEvents(door) : openSocket(door)));
  return readers;
}

function openEvents({ url, key }: Door): Promise<CrowdReader> {
  return new Promise((resolve, reject) => {
    const reader = new Reader();
    const request = get(url, { headers: { 'x-api-key': key }, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      reader.stall = () => response.pause();
      reader.cut = () => request.destroy();
      const take = (line: string) => {
        if (line.startsWith('id: ')) reader.take(Number(line.slice(4)));
      };
      eachLine(response, { longest: Number.POSITIVE_INFINITY, take, tooLong: () => {} });
      response.on('error', () => {});
      response.on('close', () => {
        reader.hasEnded = true;
      });
      resolve(reader);
    });
  });
}

function openSocket({ url, key }: Door): Promise<CrowdReader> {
  return new Promise((resolve, reject) => {
    const reader = new Reader();
    const socket = new WebSocket(url.replace('http', 'ws'), { headers: { 'x-api-key': key } });
    socket.on('error', reject);
    socket.on('message', (data) => {
      const { type, seq } = JSON.parse(String(data)) as { type: string; seq: number };
      if (type === 'GAP') reader.faults += 1;
      else if (type !== 'STATUS') reader.take(seq);
    });
    socket.on('close', () => {
      reader.hasEnded = true;
    });
    socket.on('open', () => {
      reader.stall = () => socket.pause();
      reader.cut = () => socket.terminate();
      resolve(reader);
    });
  });
}
