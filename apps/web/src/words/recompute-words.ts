import type { Tone } from '@fairlead/ui/badge';
import type { Recomputation } from '@/rows/recomputation';

interface Verdict {
  readonly title: string;
  readonly tone: Extract<Tone, 'good' | 'degraded' | 'stopped'>;
  readonly says: string;
}

/** What a recomputation by the record's own engine proves; without that engine nothing can be. */
export function verdictOf(answer: Recomputation, madeBy: string): Verdict {
  if (answer.same) return { title: 'Same', tone: 'good', says: 'byte for byte, from the stored record' };
  if (!answer.record_intact)
    return { title: 'Changed', tone: 'stopped', says: 'the stored record is not the one that its hash was made of' };
  if (!answer.engine_matches)
    return {
      title: 'No engine',
      tone: 'degraded',
      says: `made by engine ${madeBy}, which is not kept here: the record is whole, and says what was decided then`,
    };
  return {
    title: 'Differs',
    tone: 'stopped',
    says: `the record is whole, and the same engine ${madeBy} makes another decision of it`,
  };
}
