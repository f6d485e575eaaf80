import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { EXCLUSION_MESSAGES, type ExclusionCode } from '@fairlead/core/routing/exclusion-code';
import { reasonWords } from '@fairlead/core/routing/reason-words';
import type { PriceForm } from '../rows/instrument-form';
import { sentenceOf } from './code-words';
import { formatPrice } from './figures';

type Candidate = DecisionEvidence['candidates'][number];

/** Why a venue got nothing, with the venue that stopped it and by what; a code of another engine is said as it is known. */
export function passedOverWords({ code, blocked_by, ranked_by }: Candidate, form: PriceForm): string {
  if (code === null) return '';
  if (!isKnown(code)) return sentenceOf(code);
  return reasonWords({
    code,
    blockedBy:
      blocked_by === null ? null : { venueId: blocked_by.venue_id, price: formatPrice(Number(blocked_by.price), form) },
    rankedBy: ranked_by === null ? null : { venueId: ranked_by.venue_id, key: ranked_by.key },
  });
}

function isKnown(code: string): code is ExclusionCode {
  return code in EXCLUSION_MESSAGES;
}
