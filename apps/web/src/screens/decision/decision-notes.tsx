import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { notesOf } from '@/words/division-words';

/** Who was asked, how the quantity was divided, and by which rules: what the picture below does not show. */
export function DecisionNotes({ evidence }: { evidence: DecisionEvidence }) {
  return (
    <dl
      aria-label="How it was divided"
      className="grid gap-x-6 gap-y-2 px-4 pb-2.5 sm:grid-cols-[repeat(auto-fit,minmax(180px,1fr))]"
    >
      {notesOf(evidence).map(({ name, says }) => (
        <div key={name} className="min-w-0 max-w-[46ch]">
          <dt className="text-2xs text-faint">{name}</dt>
          <dd className="text-xs text-balance">{says}</dd>
        </div>
      ))}
    </dl>
  );
}
