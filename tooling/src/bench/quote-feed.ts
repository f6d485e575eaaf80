import { connect, createServer, type Server, type Socket } from 'node:net';
import { eachLine } from '@fairlead/contracts/each-line';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';

/** How long the simulated venues are listened to. */
const LISTEN_MS = 8_000;
/** As much as one write takes: what a busy venue's socket holds at once. */
const BLOCK_BYTES = 16_384;
const LINE_MAX = 65_536;

/** What the venues said, block by block. */
interface Spoken {
  readonly blocks: readonly string[];
  readonly quotes: number;
}

/**
 * The quotes of the simulated venues, written down once and played to whoever logs on, as fast as it reads and again from the start when they
 * are through: a venue that quotes without end.
 */
export class QuoteFeed {
  readonly #spoken: ReadonlyMap<string, Spoken>;
  readonly #server: Server;
  readonly #readers = new Map<Socket, string>();
  readonly #sockets = new Set<Socket>();
  #playing = false;

  private constructor(spoken: ReadonlyMap<string, Spoken>) {
    this.#spoken = spoken;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Listens to the venues at a port of this machine for some seconds. */
  static async of(simPort: number): Promise<QuoteFeed> {
    const heard = await Promise.all(DEFAULT_VENUES.map(({ venueId }) => listen(simPort, venueId)));
    return new QuoteFeed(new Map(heard.map((lines, index) => [DEFAULT_VENUES[index]?.venueId ?? '', inBlocks(lines)])));
  }

  /** Opens a port at which these venues answer. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** How many different quotes there are. */
  get quotes(): number {
    return [...this.#spoken.values()].reduce((sum, { quotes }) => sum + quotes, 0);
  }

  /** Every line of all venues. */
  get lines(): readonly string[] {
    return [...this.#spoken.values()].flatMap(({ blocks }) => blocks.flatMap((block) => block.trimEnd().split('\n')));
  }

  /** Plays to all who have logged on until `pause`. */
  play(): void {
    this.#playing = true;
    for (const [socket, venueId] of this.#readers) this.#speak(socket, venueId, 0);
  }

  pause(): void {
    this.#playing = false;
  }

  close(): void {
    this.pause();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#readers.delete(socket);
      this.#sockets.delete(socket);
    });
    const take = (line: string) => {
      const message: { type: string; venue_id?: string } = JSON.parse(line);
      if (message.type !== 'logon' || message.venue_id === undefined) return;
      socket.write(`${JSON.stringify({ type: 'logged_on', venue_id: message.venue_id })}\n`);
      this.#readers.set(socket, message.venue_id);
      this.#beat(socket);
    };
    eachLine(socket, { longest: LINE_MAX, take, tooLong: () => socket.destroy() });
  }

  /** A venue that is silent for three seconds is given up. */
  #beat(socket: Socket): void {
    const beat = setInterval(() => {
      if (!this.#playing) socket.write(`${JSON.stringify({ type: 'heartbeat', time_us: Date.now() * 1_000 })}\n`);
    }, 1_000);
    socket.on('close', () => clearInterval(beat));
  }

  #speak(socket: Socket, venueId: string, from: number): void {
    const blocks = this.#spoken.get(venueId)?.blocks ?? [];
    if (blocks.length === 0 || !this.#readers.has(socket)) return;
    for (let place = from; this.#playing; place++) {
      if (socket.write(blocks[place % blocks.length] ?? '')) continue;
      socket.once('drain', () => this.#speak(socket, venueId, place + 1));
      return;
    }
  }
}

async function listen(port: number, venueId: string): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const lines: string[] = [];
  const take = (line: string) => void (line.startsWith('{"type":"quote"') && lines.push(line));
  eachLine(socket, { longest: LINE_MAX, take, tooLong: () => socket.destroy() });
  socket.write(`${JSON.stringify({ type: 'logon', venue_id: venueId, session_id: 'bench' })}\n`);
  await new Promise((settle) => setTimeout(settle, LISTEN_MS));
  socket.destroy();
  return lines;
}

function inBlocks(lines: readonly string[]): Spoken {
  const blocks: string[] = [];
  let block = '';
  for (const line of lines) {
    block += `${line}\n`;
    if (block.length < BLOCK_BYTES) continue;
    blocks.push(block);
    block = '';
  }
  return { blocks: block === '' ? blocks : [...blocks, block], quotes: lines.length };
}
