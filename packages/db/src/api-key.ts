import { createHash, randomBytes } from 'node:crypto';

/** What a client's own key may do; the rest is for people. */
export const CLIENT_SCOPES = ['route:write', 'orders:write', 'orders:read', 'events:read', 'reports:read'] as const;

const PREFIX = 'flk_';
const SHOWN_CHARACTERS = 10;

/** A new API key: 256 random bits. Shown once, stored only as its hash. */
export function newApiKey(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** The SHA-256 by which a key is stored and found, 64 hex digits. The key is random, so it needs neither salt nor stretching. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The first characters of a key, enough to tell keys apart on screen and too few to guess the rest. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, SHOWN_CHARACTERS);
}
