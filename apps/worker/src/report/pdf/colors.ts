/** What is read, what stands beside it, and what nobody may overlook. */
export const INK = '#1a1f2b';
export const QUIET = '#4a5364';
export const ALARM = '#9b1c1c';
