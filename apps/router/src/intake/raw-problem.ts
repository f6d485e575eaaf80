import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ProblemCode, problemDocument } from './problem.ts';
import { newTraceId } from './trace.ts';

const PROBLEM_OF_PARSER: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/** Answers bytes that are no HTTP request, on the bare socket, and closes it. */
export function answerParserError(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  socket.write(rawText(PROBLEM_OF_PARSER[error.code ?? ''] ?? 'MALFORMED_REQUEST'));
  socket.destroySoon();
}

/** Answers who asks for a WebSocket in words that are none of its protocol, and closes the connection. */
export function answerHandshakeError(socket: Duplex): void {
  socket.once('finish', () => socket.destroy());
  socket.end(rawText('MALFORMED_REQUEST', { 'sec-websocket-version': '13' }));
}

/** Answers a request whose Expect header asks for something else than 100-continue. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { head, body } = rawAnswer('EXPECTATION_FAILED');
  response.writeHead(head.status, head.headers).end(body);
}

function rawText(problem: ProblemCode, more: Readonly<Record<string, string>> = {}): string {
  const { head, body } = rawAnswer(problem);
  const lines = Object.entries({ ...head.headers, ...more }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${head.status} ${STATUS_CODES[head.status]}\r\n${lines.join('')}\r\n${body}`;
}

function rawAnswer(problem: ProblemCode) {
  const traceId = newTraceId();
  const document = problemDocument(problem, {}, traceId);
  const body = JSON.stringify(document);
  const headers = {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'x-trace-id': traceId,
    connection: 'close',
  };
  return { head: { status: document.status, headers }, body };
}
