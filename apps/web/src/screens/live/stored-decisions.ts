/** How many stored decisions fill a list before the stream does. */
export const STORED_DECISIONS = 200;
