import { classNames } from '@fairlead/ui/class-names';
import { COST_WORDS } from '@/words/decision-words';
import { COST_PARTS, type CostPart } from '../../rows/candidate-line';
import { COST_FILLS } from './cost-fills';
import type { Weights } from './cost-stack';

/** What the colours of a cost are, and which parts this objective counts. */
export function CostLegend({ weights }: { weights: Weights }) {
  const counts = (part: CostPart) => (weights[part] ?? 0) !== 0;
  const others = COST_PARTS.filter((part) => !counts(part));
  return (
    <ul
      aria-label="Parts of the cost per unit"
      className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-2xs text-muted"
    >
      <li className="text-faint">Cost per unit:</li>
      {COST_PARTS.filter(counts).map((part) => (
        <Part key={part} part={part} note={weights[part] === 1 ? '' : `×${weights[part]}`} />
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true" className="h-2.5 w-[2px] bg-fg" />
        counted
      </li>
      {others.length > 0 && <li className="text-faint">Not counted:</li>}
      {others.map((part) => (
        <Part key={part} part={part} note="" pale />
      ))}
    </ul>
  );
}

function Part({ part, note, pale = false }: { part: CostPart; note: string; pale?: boolean }) {
  return (
    <li title={COST_WORDS[part].says} className="flex items-center gap-1.5">
      <span aria-hidden="true" className={classNames('size-2', COST_FILLS[part], pale && 'opacity-30')} />
      {COST_WORDS[part].name.toLowerCase()}
      {note !== '' && <span className="figures text-faint">{note}</span>}
    </li>
  );
}
