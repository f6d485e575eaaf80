import { get, type IncomingMessage } from 'node:http';
import { type StreamMessage, streamMessage } from '@fairlead/contracts/stream';
import { WebSocket } from 'ws';

export type Transport = 'SSE' | 'WebSocket';

/** What a reader asks. */
export interface Asked {
  readonly address: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

/** One reader of the stream over a real socket, of either transport, that keeps what it is told. */
export class StreamClient {
  readonly messages: StreamMessage[] = [];
  /** Those of them that are everybody's. */
  readonly published: StreamMessage[] = [];
  /** The text of every heartbeat. */
  readonly beats: string[] = [];
  /** The `id` lines of server-sent events. */
  readonly ids: number[] = [];
  /** 200, or what the stream was refused with. */
  status = 0;
  /** The problem document of a refusal. */
  refusal: Record<string, unknown> = {};
  /** Why the router says that it ends: the code and, of a WebSocket, the close code; null where the connection was just cut. */
  ended: { readonly why: string; readonly closeCode: number } | null | undefined = undefined;
  readonly #waiting = new Set<() => void>();
  #stop = () => {};
  #setFlowing = (_isFlowing: boolean) => {};
  #socket: WebSocket | null = null;

  /** Opens a reader, and waits until it is taken or refused. */
  static async open(transport: Transport, asked: Asked): Promise<StreamClient> {
    const client = new StreamClient();
    if (transport === 'SSE') client.#openEvents(asked);
    else client.#openSocket(asked);
    await client.until(() => client.status !== 0 || client.ended !== undefined);
    return client;
  }

  /** Waits until something holds of what was told so far. */
  until(holds: (client: StreamClient) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds(this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Waits until so many of them have come. */
  async untilPublished(count: number): Promise<number[]> {
    await this.until(() => this.published.length >= count);
    return this.published.map(({ seq }) => seq);
  }

  /** Takes nothing more off the socket, until `resume`. */
  stall(): void {
    this.#setFlowing(false);
  }

  resume(): void {
    this.#setFlowing(true);
  }

  /** Cuts the connection. */
  cut(): void {
    this.#stop();
  }

  /** Says something over a WebSocket. */
  say(data: Buffer | string): void {
    this.#socket?.send(data);
  }

  #openEvents({ address, query = '', headers = {} }: Asked): void {
    const request = get(`${address}${query}`, { headers, agent: false });
    this.#stop = () => request.destroy();
    request.on('error', () => this.#end(null));
    request.on('response', (response) => {
      if (response.statusCode !== 200) return void this.#refused(response);
      this.status = 200;
      this.#setFlowing = (isFlowing) => (isFlowing ? response.resume() : response.pause());
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const events = (rest + text).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) this.#takeEvent(event);
        this.#look();
      });
      response.on('error', () => this.#end(null));
      response.on('close', () => this.#end(null));
      this.#look();
    });
  }

  #takeEvent(event: string): void {
    const fields = event.split('\n').map((line) => /^([a-z]*): (.*)$/.exec(line)?.slice(1) ?? ['', line]);
    const field = (name: string) => fields.find(([key]) => key === name)?.[1];
    const [id, data, comment] = [field('id'), field('data'), field('')];
    if (id !== undefined) this.ids.push(Number(id));
    if (comment !== undefined) this.beats.push(comment);
    if (data === undefined) return;
    if (field('event') === 'dropped') this.#end({ why: (JSON.parse(data) as { code: string }).code, closeCode: 0 });
    else this.#takeMessage(data);
  }

  #takeMessage(json: string): void {
    const message = streamMessage.parse(JSON.parse(json));
    this.messages.push(message);
    if (message.type !== 'STATUS' && message.type !== 'GAP') this.published.push(message);
  }

  #openSocket({ address, query = '', headers = {} }: Asked): void {
    const socket = new WebSocket(`${address.replace('http', 'ws')}${query}`, { headers });
    this.#socket = socket;
    this.#stop = () => socket.terminate();
    this.#setFlowing = (isFlowing) => (isFlowing ? socket.resume() : socket.pause());
    socket.on('open', () => {
      this.status = 200;
      this.#look();
    });
    socket.on('unexpected-response', (_request, response) => void this.#refused(response));
    socket.on('message', (data) => {
      this.#takeMessage(String(data));
      this.#look();
    });
    socket.on('ping', (data) => {
      this.beats.push(String(data));
      this.#look();
    });
    socket.on('error', () => this.#end(null));
    socket.on('close', (closeCode, reason) => this.#end({ why: String(reason).split(':')[0] ?? '', closeCode }));
  }

  async #refused(response: IncomingMessage): Promise<void> {
    let text = '';
    for await (const piece of response.setEncoding('utf8')) text += piece;
    this.refusal = JSON.parse(text) as Record<string, unknown>;
    this.status = response.statusCode ?? 0;
    this.#look();
  }

  #end(how: NonNullable<StreamClient['ended']> | null): void {
    if (this.ended === undefined) this.ended = how;
    this.#look();
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
