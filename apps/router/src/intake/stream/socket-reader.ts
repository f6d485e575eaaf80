import type { Socket } from 'node:net';
import type { StreamEnd } from '@fairlead/contracts/stream';
import type { WebSocket } from 'ws';
import type { Clock, Timers } from '../../ports.ts';
import type { StreamReader } from '../../publish/stream-reading.ts';
import { ENDINGS, PARTING_MS } from './ending.ts';

/** A ping that is not answered for so long: there is nobody. */
const ANSWER_US_MAX = 30_000_000;
/** Frames that a reader may send in a while; it has nothing to say but pongs. */
const FRAMES_MAX = 200;
const FRAMES_US = 10_000_000;

type Transport = Required<Pick<StreamReader, 'offer' | 'flush' | 'hasRoom' | 'beat' | 'drop'>>;

/** The connection of a WebSocket reader: the frames, and the wire below them, which knows how much waits to leave. */
export interface SocketLink {
  readonly socket: WebSocket;
  readonly wire: Socket;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A reader on a WebSocket, with what ends it from its side: nobody there, or somebody who talks without end. */
export function socketReader({ socket, wire, clock, timers }: SocketLink, end: (why: StreamEnd) => void): Transport {
  let isCorked = false;
  let pingedUs: number | null = null;
  let frames = 0;
  let countedFromUs = clock.nowUs();
  const uncork = () => {
    if (isCorked) wire.uncork();
    isCorked = false;
  };
  const hear = () => {
    const nowUs = clock.nowUs();
    pingedUs = null;
    if (nowUs - countedFromUs > FRAMES_US) {
      countedFromUs = nowUs;
      frames = 0;
    }
    frames += 1;
    if (frames > FRAMES_MAX) end('TALKS_TOO_MUCH');
  };
  for (const event of ['message', 'ping', 'pong']) socket.on(event, hear);
  return {
    offer: (_seq, json) => {
      // One write for all frames of a piece.
      if (!isCorked) wire.cork();
      isCorked = true;
      socket.send(json);
      return true;
    },
    flush: uncork,
    hasRoom: () => !wire.writableNeedDrain,
    beat: (seq, time) => {
      const nowUs = clock.nowUs();
      pingedUs ??= nowUs;
      if (nowUs - pingedUs > ANSWER_US_MAX) return end('NO_ANSWER');
      socket.ping(`seq=${seq} time=${time}`);
    },
    drop: (why) => {
      uncork();
      socket.close(ENDINGS[why][0], `${why}: ${ENDINGS[why][1]}`);
      timers.after(PARTING_MS, () => socket.terminate());
    },
  };
}
