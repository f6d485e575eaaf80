import type { StreamEnd } from '@fairlead/contracts/stream';

/** How long a reader that was told of its end may take to hear it. */
export const PARTING_MS = 2_000;

/** Every reason to end a reader: the close code of a WebSocket, and the sentence. */
export const ENDINGS: Readonly<Record<StreamEnd, readonly [number, string]>> = {
  TOO_SLOW: [1013, 'the reader does not take what it is sent'],
  ACCESS_ENDED: [1008, 'the key, token or right that this was opened with does not hold any more'],
  ROUTER_STOPS: [1001, 'the router is stopping'],
  NO_ANSWER: [1011, 'no ping was answered for half a minute'],
  TALKS_TOO_MUCH: [1008, 'the stream is for reading'],
  BROKEN: [1011, 'the connection is broken'],
};
