import type { Manner } from '../../rows/candidate-line';
import type { DecisionPicture } from './candidate-lines';
import { MANNER_FILLS } from './quantity-bar';

const MANNER_NAMES: Readonly<Record<Manner, string>> = {
  taken: 'takes what is shown',
  blind: 'asks blind',
  resting: 'waits',
};
const MANNERS: readonly Manner[] = ['taken', 'blind', 'resting'];

/** What the bars of a picture mean, where not all of them take what is shown. */
export function MannerLegend({ picture }: { picture: DecisionPicture }) {
  const used = MANNERS.filter((manner) => picture.chosen.some((line) => line.manner === manner));
  if (used.every((manner) => manner === 'taken')) return null;
  return (
    <span className="mb-1 flex flex-wrap justify-center gap-x-3 text-muted">
      {used.map((manner) => (
        <span key={manner} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={`h-2.5 w-3.5 rounded-xs ${MANNER_FILLS[manner]}`} />
          {MANNER_NAMES[manner]}
        </span>
      ))}
    </span>
  );
}
