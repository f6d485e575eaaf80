import type { StreamMessage } from '@fairlead/contracts/stream';

/** How the console's server stands with the router's stream: not heard yet, heard, or silent for too long. */
export type FeedState = 'connecting' | 'open' | 'away';

/** When the router was last heard. */
export interface RouterWord {
  readonly feed: FeedState;
  /** How old its newest word was when this was sent, in milliseconds; null before the first. */
  readonly word_age_ms: number | null;
  /** Since when nothing has been heard, in milliseconds since 1970; null while it is. */
  readonly away_since_ms: number | null;
}

/** A handful of stream messages on their way to a browser. Batches keep a busy stream from drowning the page in events; one without messages is a beat. */
export interface LiveBatch extends RouterWord {
  readonly messages: readonly StreamMessage[];
  /** The number up to which everything that was wished for has been told; null before the router was heard. */
  readonly seq: number | null;
}
