/** What is brought as files: a firm's own past orders, or what other firms have published. */
export const IMPORT_KINDS = ['ORDERS', 'PEERS'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/**
 * Where an import stands. UPLOADING until every byte of it has come, QUEUED until the worker takes it up. COMPLETE counts, REFUSED has left nothing, THERE
 * had been brought before to the byte, GIVEN_UP never came whole, WITHDRAWN counted once and does not any more.
 */
export const IMPORT_STATES = [
  'UPLOADING',
  'QUEUED',
  'LOADING',
  'COMPLETE',
  'REFUSED',
  'THERE',
  'GIVEN_UP',
  'WITHDRAWN',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
