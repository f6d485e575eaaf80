import { classNames } from '@fairlead/ui/class-names';
import { COST_WORDS } from '@/words/decision-words';
import { COST_PARTS } from './candidate-lines';
import { COST_FILLS } from './cost-fills';

/** What the colours of a cost are, and how much each part counted for this objective. */
export function CostLegend({ weights }: { weights: Readonly<Record<string, number>> }) {
  return (
    <ul aria-label="Parts of the cost" className="flex flex-wrap gap-x-3 gap-y-0.5 text-2xs text-muted">
      {COST_PARTS.map((part) => (
        <li key={part} title={COST_WORDS[part].says} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={classNames('size-2', COST_FILLS[part], (weights[part] ?? 0) === 0 && 'opacity-25')}
          />
          {COST_WORDS[part].name}
          <span className="figures text-faint">{weightWords(weights[part] ?? 0)}</span>
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true" className="h-2.5 w-[2px] bg-fg" />
        counted
      </li>
    </ul>
  );
}

/** A part that counts once needs no figure. */
function weightWords(weight: number): string {
  if (weight === 1) return '';
  return weight === 0 ? 'not counted' : `×${weight}`;
}
