import { saysNothing } from '@fairlead/core/report/printed-name';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { decimalInput, decimalText } from './decimal.ts';
import { printedName } from './printed-name.ts';

const audited = { audit_id: z.uuid() };
const asked = {
  reason: z.string().normalize().trim().min(1).max(500),
  idempotency_key: idempotencyKey.nullish(),
};

const firm = {
  /** An ISO date: from then on reports of a time that ends on it or later have this. */
  effective_from: z.iso.date(),
  /** The broker-dealer's name. */
  bd: printedName,
  /** Its number in the Central Registration Depository. */
  crd: z.string().regex(/^\d{1,10}$/, 'one to ten digits'),
  /** Of Rule 605: the letter of the designated participant, and the code that it gave to the firm. Null of a firm that is no market center. */
  participant: z
    .string()
    .regex(/^[ABCFGHJKLMNPQTUVXYZ]$/, 'the letter of a designated participant')
    .nullable()
    .default(null),
  entity: z
    .string()
    .regex(/^[A-Z]{1,8}$/, 'up to eight capital letters')
    .nullable()
    .default(null),
};

export const reportFirmRequest = z
  .strictObject({ ...firm, ...asked })
  .refine(
    ({ participant, entity }) => (participant === null) === (entity === null),
    'a designated participant and its code of the firm, or neither',
  )
  .meta({
    id: 'ReportFirmRequest',
    description: 'Who the firm is from a day on, as reports name it; one of a day that is there replaces it.',
  });

export const reportFirm = z.object({ ...firm, author: z.string(), created_at: z.string() }).meta({ id: 'ReportFirm' });

export const reportFirmTaken = reportFirm.extend(audited).meta({ id: 'ReportFirmTaken' });

export const reportFirmView = z.object({ today: reportFirm.nullable(), rows: z.array(reportFirm) }).meta({
  id: 'ReportFirmView',
  description: 'Who the firm is today, null where nobody has said; and all that was said, the latest day first.',
});

/** US dollars per 100 shares, positive where the firm receives them. */
const rate = decimalInput
  .refine((text) => /^-?\d{1,12}(\.\d{1,8})?$/.test(text), 'up to 8 decimals, and less than 10^12')
  .default('0');
const words = (least: number, most: number) => z.string().normalize().trim().min(least).max(most);

const terms = {
  venue_id: words(1, 100),
  /** An ISO date: from then on. */
  effective_from: z.iso.date(),
  profit_sharing: words(0, 10_000).default(''),
  material_aspects: words(1, 20_000),
  /** Where they are written: a contract, a price list. */
  source: words(1, 500),
};

export const paymentTermsRequest = z
  .strictObject({
    ...terms,
    material_aspects: terms.material_aspects.refine((said) => !saysNothing(said), 'words that say something'),
    pfof_market: rate,
    pfof_marketable_limit: rate,
    pfof_non_marketable_limit: rate,
    pfof_other: rate,
    profit_sharing_rate: rate,
    ...asked,
  })
  .meta({
    id: 'PaymentTermsRequest',
    description:
      'What a venue pays from a day on, with the material aspects of the relationship in words; terms of a day that are there are replaced.',
  });

export const paymentTerms = z
  .object({
    ...terms,
    pfof_market: decimalText,
    pfof_marketable_limit: decimalText,
    pfof_non_marketable_limit: decimalText,
    pfof_other: decimalText,
    profit_sharing_rate: decimalText,
    author: z.string(),
    created_at: z.string(),
  })
  .meta({ id: 'PaymentTerms' });

export const paymentTermsTaken = paymentTerms.extend(audited).meta({ id: 'PaymentTermsTaken' });

export const paymentTermsQuery = z.strictObject({ venue_id: words(1, 100).optional() });

export const paymentTermsList = z
  .object({ terms: z.array(paymentTerms) })
  .meta({ id: 'PaymentTermsList', description: 'By venue, the latest first.' });

export const memberListsRequest = z.strictObject({ text: z.string().min(1), ...asked }).meta({
  id: 'MemberListsRequest',
  description:
    'Lists of the S&P 500 as `npm run index:load` takes them: a line a list, its day, how many, their symbols with spaces between.',
});

const memberList = z.object({
  as_of: z.string().describe('From which day on it holds.'),
  members: z.int(),
});

export const memberLists = z.object({ index_name: z.string(), lists: z.array(memberList) }).meta({ id: 'MemberLists' });

export const memberListsTaken = z.object({ lists: z.int(), added: z.int(), removed: z.int(), ...audited }).meta({
  id: 'MemberListsTaken',
  description: 'What loading has changed: how many lists there were in the text, and how many members came and went.',
});
