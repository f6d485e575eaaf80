import type { StreamMessage } from '@fairlead/contracts/stream';

/** How the console's server stands with the router's stream. */
export type FeedState = 'connecting' | 'open' | 'down';

/** A handful of stream messages on their way to a browser. Batches keep a busy stream from drowning the page in events. */
export interface LiveBatch {
  readonly feed: FeedState;
  readonly messages: readonly StreamMessage[];
}
