import { PART_BYTES } from '@fairlead/contracts/upload';
import { describe, expect, it } from 'vitest';
import { sendFiles } from './send-files';

const FILES = [
  { file: 'orders', blob: new Blob(['a'.repeat(PART_BYTES), 'bc']) },
  { file: 'routes', blob: new Blob([]) },
  { file: 'executions', blob: new Blob(['d']) },
];

/** A console that answers by a script: a status, or null where nothing comes back; 204 once it is over. */
function consoleOf(...script: readonly (number | null)[]) {
  const asked: [string, string, number][] = [];
  const paused: number[] = [];
  const left = [...script];
  const sender = {
    async send(path: string, { method = '', body }: RequestInit) {
      asked.push([method, path, body instanceof Blob ? body.size : 0]);
      const status = left.length === 0 ? 204 : left.shift();
      if (status == null) throw new TypeError('failed to fetch');
      return status === 204 ? new Response(null, { status }) : Response.json({ detail: `said ${status}` }, { status });
    },
    async pause(ms: number) {
      paused.push(ms);
    },
  };
  return { asked, paused, sender };
}

describe('files that are sent', () => {
  it('go part by part, are said to be whole, and how far it is is told', async () => {
    const { asked, sender } = consoleOf();
    const told: number[] = [];
    expect(await sendFiles({ id: 'i', files: FILES }, (bytes) => told.push(bytes), sender)).toBeNull();
    expect(asked).toEqual([
      ['PUT', '/api/imports/i/files/orders/parts/0', PART_BYTES],
      ['PUT', '/api/imports/i/files/orders/parts/1', 2],
      ['PUT', '/api/imports/i/files/executions/parts/0', 1],
      ['POST', '/api/imports/i/load', 0],
    ]);
    expect(told).toEqual([PART_BYTES, PART_BYTES + 2, PART_BYTES + 3]);
  });

  it('are sent again where nobody answers, ever later, and go on', async () => {
    const { asked, paused, sender } = consoleOf(null, 502, 429);
    expect(await sendFiles({ id: 'i', files: FILES }, () => {}, sender)).toBeNull();
    expect(asked.filter(([, path]) => path.endsWith('orders/parts/0'))).toHaveLength(4);
    expect(paused).toEqual([500, 1_000, 2_000]);
  });

  it('stop where they are refused, and where nobody answers for long, with the words for it', async () => {
    const refused = consoleOf(204, 409);
    expect(await sendFiles({ id: 'i', files: FILES }, () => {}, refused.sender)).toBe('said 409');
    expect(refused.asked).toHaveLength(2);
    const away = consoleOf(null, null, null, null, null, null);
    expect(await sendFiles({ id: 'i', files: FILES }, () => {}, away.sender)).toBe('The console does not answer.');
  });
});
