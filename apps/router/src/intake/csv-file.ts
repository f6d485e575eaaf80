import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Answers with a CSV file that is written as it is read, named by what is in it. One that breaks off ends the connection, so that nobody takes it for whole. */
export function sendCsv(reply: FastifyReply, name: readonly (string | null)[], pieces: AsyncIterable<string>) {
  const file = name.filter((part) => part !== null && part !== '').join('_');
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${file.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 150)}.csv"`)
    .send(Readable.from(pieces));
}
