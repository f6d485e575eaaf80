import { ASSET_CLASSES } from '@fairlead/core/instrument/instrument';
import { RESTRICTED_SIDES } from '@fairlead/core/risk/entitlements';
import { LIMIT_STATES } from '@fairlead/core/risk/limit-state';
import { LIMIT_SCOPES } from '@fairlead/core/risk/limits';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { decimalInput, decimalText, integerInput } from './decimal.ts';
import { identifier, instant } from './identifier.ts';

/** Made once by who means to act: sent again with it, the act is done once. */
const key = idempotencyKey.nullish();
/** The entry of the audit that tells of an act. */
const audited = { audit_id: z.uuid() };
const MOST_WHOLE = 1_000_000_000;
const why = z.string().normalize().trim().min(1).max(500);
const amount = decimalInput
  .refine((text) => /^\d{1,19}(\.\d{1,8})?$/.test(text), 'not negative, with up to 8 decimals, and less than 10^19')
  .nullable()
  .default(null);
const count = integerInput(0, MOST_WHOLE).nullable().default(null);

export const riskLimitRow = z
  .strictObject({
    scope: z.enum(LIMIT_SCOPES),
    client_id: identifier(50).nullable().default(null),
    account: z.string().min(1).max(100).nullable().default(null),
    instrument_id: identifier(50).nullable().default(null),
    asset_class: z
      .enum(ASSET_CLASSES)
      .nullable()
      .default(null)
      .describe('With scope INSTRUMENT: every instrument of the class.'),
    venue_id: identifier(100).nullable().default(null),
    max_order_quantity: amount,
    max_order_notional: amount,
    collar_bps: integerInput(0, 10_000)
      .nullable()
      .default(null)
      .describe('How far through the market to measure by an order may reach, in basis points.'),
    max_orders_per_second: count,
    duplicate_window_ms: integerInput(0, 60_000)
      .nullable()
      .default(null)
      .describe('How long an equal order under another order_id is suspected; 0 looks for none.'),
    duplicate_min_notional: amount.describe(
      'An order that comes to less is never suspected to be another one sent twice; 0 suspects every size.',
    ),
    max_gross_exposure: amount,
    max_net_exposure: amount,
    credit: amount,
  })
  .meta({
    id: 'RiskLimitRow',
    description:
      'One row of the limits. Scope says whom it is for; a key that is null is every one. A bound that is null is inherited: from the row of the scope that is for all, then from the default. Between scopes the strictest holds. Money is US dollars, quantity whole units.',
  });
export type RiskLimitRow = z.infer<typeof riskLimitRow>;

export const riskLimitsDraft = z
  .strictObject({ reason: why, limits: z.array(riskLimitRow).max(2_000), idempotency_key: key })
  .meta({
    id: 'RiskLimitsDraft',
    description: 'A whole version: what it leaves out is inherited from the default, not from the version before.',
  });

export const riskReason = z.strictObject({ reason: why, idempotency_key: key }).meta({ id: 'RiskReason' });

export const riskLimitsVersion = z
  .object({
    version: z.number(),
    name: z.string(),
    state: z.enum(LIMIT_STATES),
    author: z.string().nullable(),
    author_person: z
      .string()
      .nullable()
      .describe(
        `Who answers for it, and may not approve it: the e-mail of its author or of whose key wrote it; the id of a key that is nobody's own.`,
      ),
    reason: z.string().nullable(),
    created_at: z.string().nullable(),
    approver: z.string().nullable(),
    approval_reason: z.string().nullable(),
    approved_at: z.string().nullable(),
    retired_at: z.string().nullable(),
    limits: z.array(riskLimitRow),
  })
  .meta({
    id: 'RiskLimitsVersion',
    description: 'A version of the limits; the default one is there before anybody has written one, by nobody.',
  });
export type RiskLimitsVersion = z.infer<typeof riskLimitsVersion>;

export const riskLimitsTaken = riskLimitsVersion
  .extend(audited)
  .meta({ id: 'RiskLimitsTaken', description: 'What a step has left of a version.' });

export const riskLimitsView = z
  .object({
    in_force: riskLimitsVersion,
    defaults: z.array(riskLimitRow),
    versions: z.array(riskLimitsVersion),
  })
  .meta({
    id: 'RiskLimits',
    description: 'What this router holds orders to now, what stands by default beneath it, and the newest versions.',
  });
export type RiskLimits = z.infer<typeof riskLimitsView>;

const use = z.object({ use: decimalText, limit: decimalText.nullable() });
const exposureSums = z.object({
  buy_open: decimalText.describe(
    'What may still be executed, at the worst price it may have; and what was today. US dollars, like all money here.',
  ),
  buy_executed: decimalText,
  sell_open: decimalText,
  sell_executed: decimalText,
  gross: use.describe('All of it.'),
  net: use.describe('Buys less sales; the limit holds either way.'),
  credit: use.describe('Buys less what was sold.'),
});
export type ExposureSums = z.infer<typeof exposureSums>;
const exposureRow = exposureSums.extend({
  orders_per_second: z
    .object({ use: z.number(), limit: z.number().nullable() })
    .describe('Orders taken in the second that ends now, and how many may be.'),
});
export type ExposureRow = z.infer<typeof exposureRow>;

export const riskExposure = z
  .object({
    date: z.string(),
    limits: z.string(),
    firm: exposureRow,
    clients: z.array(exposureRow.extend({ client_id: z.string() })),
    instruments: z.array(exposureSums.extend({ instrument_id: z.string() })),
  })
  .meta({
    id: 'RiskExposure',
    description: 'What orders entered come to, of a day in New York, beside the limits in force.',
  });
export type RiskExposure = z.infer<typeof riskExposure>;

export const restrictionRequest = z
  .strictObject({
    client_id: identifier(50).nullable().default(null),
    instrument_id: identifier(50),
    side: z.enum(RESTRICTED_SIDES).default('ALL'),
    from: instant.optional(),
    to: instant.nullable().default(null),
    reason: why,
    idempotency_key: key,
  })
  .meta({
    id: 'RestrictionRequest',
    description:
      'An instrument that is to go on the list: of a client, or of the firm where none is named; from now on where no time is said, until it is taken off where no end is.',
  });

export const restriction = z
  .object({
    id: z.string(),
    client_id: z.string().nullable(),
    instrument_id: z.string(),
    side: z.string(),
    from: z.string(),
    to: z.string().nullable(),
    reason: z.string(),
    author: z.string(),
  })
  .meta({ id: 'Restriction' });
export type RestrictionView = z.infer<typeof restriction>;

export const restrictionTaken = restriction
  .extend(audited)
  .meta({ id: 'RestrictionTaken', description: 'A change of the restricted list that is done.' });

export const locateRequest = z
  .strictObject({
    client_id: identifier(50),
    locate_id: identifier(50),
    instrument_id: identifier(50),
    quantity: decimalInput.refine(
      (text) => /^\d{1,12}(\.\d{1,8})?$/.test(text) && Number(text) > 0,
      'above 0, less than 10^12',
    ),
    expires_at: instant,
    reason: why,
    idempotency_key: key,
  })
  .meta({
    id: 'LocateRequest',
    description: 'Shares that a client has located; one of an id that is kept replaces it.',
  });

export const locate = z
  .object({
    client_id: z.string(),
    locate_id: z.string(),
    instrument_id: z.string(),
    quantity: decimalText,
    used: decimalText.describe('By orders: executed, or open.'),
    expires_at: z.string(),
    author: z.string(),
  })
  .meta({ id: 'Locate' });
export type LocateView = z.infer<typeof locate>;

export const locateTaken = locate.extend(audited).meta({ id: 'LocateTaken', description: 'A locate that is kept.' });

const accountNames = z.array(z.string().min(1).max(50)).max(10_000);

export const accountsRequest = z
  .strictObject({
    client_id: identifier(50),
    accounts: accountNames.optional(),
    add: accountNames.optional(),
    close: accountNames.optional(),
    reason: why,
    idempotency_key: key,
  })
  .refine(
    ({ accounts, add, close }) => (accounts === undefined) !== (add === undefined && close === undefined),
    'either all accounts, or what is added and closed',
  )
  .meta({
    id: 'AccountsRequest',
    description:
      'The accounts that a client may trade for, all of them, none for any account; or what is added to those that there are, and what is closed.',
  });

export const accountsTaken = z
  .object({ client_id: z.string(), accounts: z.array(z.string()), ...audited })
  .meta({ id: 'AccountsTaken', description: 'The accounts of a client as they are kept.' });

export const riskLists = z
  .object({
    restricted: z.array(restriction),
    locates: z.array(locate),
    accounts: z.array(z.object({ client_id: z.string(), accounts: z.array(z.string()) })),
  })
  .meta({ id: 'RiskLists', description: 'Who may trade what.' });
export type RiskLists = z.infer<typeof riskLists>;
