import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut at the worst moment. */
export interface SeveringProxy extends AsyncDisposable {
  /** The server's URL with the proxy's address. */
  readonly url: string;
  /** Starts to listen; before this, connections are refused. */
  open(): Promise<void>;
  /** Lets the next statement through, one that was run before on its connection, and cuts the connection in place of its answer: the caller cannot know whether it landed. */
  loseNextAnswer(): void;
  /** What is done in the same turn in which an answer is lost. */
  onLostAnswer(work: () => void): void;
  /** How many answers were lost so far. */
  readonly lostAnswers: number;
  /**
   * Takes the server away until `restore`: `mute` is a server that hangs, where connections are taken and nothing is answered; `gone` is one
   * that is stopped, where connections break and none is made.
   */
  takeAway(how: 'mute' | 'gone'): void;
  /** Lets the server be there again. What was said to a mute one arrives now. */
  restore(): void;
}

/** How a message begins that runs a statement which the server knows already. */
const BIND = 'B'.charCodeAt(0);

/** A proxy on a given free port in front of a server's URL. */
export function severingProxy(target: string, port: number): SeveringProxy {
  const url = new URL(target);
  const sockets = new Set<Socket>();
  let away: 'mute' | 'gone' | null = null;
  let losing = false;
  let lostAnswers = 0;
  let atLostAnswer = () => {};

  const server: Server = createServer((near) => {
    if (away === 'gone') return near.destroy();
    const far = connect(Number(url.port), url.hostname);
    let answerIsLost = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      if (away === 'mute') socket.pause();
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (data) => {
      if (losing && data[0] === BIND) {
        losing = false;
        answerIsLost = true;
      }
      far.write(data);
    });
    far.on('data', (data) => {
      if (!answerIsLost) near.write(data);
      else if (isReadyForQuery(data)) {
        lostAnswers += 1;
        near.destroy();
        atLostAnswer();
      }
    });
  });

  const through = new URL(target);
  through.port = String(port);
  return {
    url: through.href,
    open: () => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    loseNextAnswer() {
      losing = true;
    },
    onLostAnswer(work) {
      atLostAnswer = work;
    },
    get lostAnswers() {
      return lostAnswers;
    },
    takeAway(how) {
      away = how;
      for (const socket of sockets) how === 'mute' ? socket.pause() : socket.destroy();
    },
    restore() {
      away = null;
      for (const socket of sockets) socket.resume();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The last message of an answer: the transaction is over. */
function isReadyForQuery(data: Buffer): boolean {
  return data.subarray(-6).toString('latin1') === 'Z\0\0\0\x05I';
}
