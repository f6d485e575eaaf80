import { z } from 'zod';
import { scope } from './access.ts';
import { actReason, idempotencyKey } from './act.ts';
import { identifier, instant } from './identifier.ts';

/** A key as it is told of: never its secret, which nobody has but who was shown it. */
export const apiKeyView = z
  .object({
    id: z.uuid(),
    client_id: z.string().describe('Whose orders it sends and sees.'),
    name: z.string(),
    key_prefix: z.string().describe('The first characters of the key, to tell keys apart.'),
    scopes: z.array(scope),
    created_at: z.string(),
    expires_at: z.string().nullable().describe('Null does not expire.'),
    made_by: z
      .string()
      .nullable()
      .describe('Who has made it, and answers for it where two persons are needed; null where that was not kept.'),
    owner: z.string().nullable().describe('The person whose own it is, and with whose access it ends; null of others.'),
    service: z
      .string()
      .nullable()
      .describe(
        'The service of this installation that it is for, which has another after its next start; null of others.',
      ),
    revoked_at: z.string().nullable(),
    last_used_at: z.string().nullable().describe('Written once a minute at most; null of one that was never used.'),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof apiKeyView>;

/** Keys page by page, the newest first; a client sees its own. */
export const apiKeysView = z
  .object({ keys: z.array(apiKeyView), next_cursor: z.string().nullable() })
  .meta({ id: 'ApiKeys' });
export type ApiKeysView = z.infer<typeof apiKeysView>;

const PAGE_MAX = 500;

/** Whose keys, and where the page begins: `cursor` is `next_cursor` of the page before. */
export const apiKeysQuery = z.strictObject({
  client_id: identifier(50).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
});

/** What a key is to be. That it does not expire is said, not left out. */
export const apiKeyRequest = z
  .strictObject({
    client_id: identifier(50),
    name: z.string().normalize().trim().min(1).max(100),
    scopes: z
      .array(scope)
      .min(1)
      .max(scope.options.length)
      .transform((wanted) => scope.options.filter((each) => wanted.includes(each))),
    expires_at: instant.nullable(),
    reason: actReason,
    idempotency_key: idempotencyKey.nullish(),
  })
  .meta({ id: 'ApiKeyRequest' });

/** A key that has been made. */
export const apiKeyMade = apiKeyView
  .extend({
    api_key: z
      .string()
      .nullable()
      .describe(
        'The key itself, shown this once; null where the same was asked for before: keep it, or revoke it and make another.',
      ),
    audit_id: z.uuid(),
  })
  .meta({ id: 'ApiKeyMade' });
export type ApiKeyMade = z.infer<typeof apiKeyMade>;

/** Why a key is revoked. */
export const apiKeyRevocation = z
  .strictObject({ reason: actReason, idempotency_key: idempotencyKey.nullish() })
  .meta({ id: 'ApiKeyRevocation' });

/** A key that nobody is let in by any more: here at once, by every router within 15 s. */
export const apiKeyRevoked = apiKeyView.extend({ audit_id: z.uuid() }).meta({ id: 'ApiKeyRevoked' });
