import { formatQuantity } from '@/words/figures';
import type { CandidateLine, Manner } from '../../rows/candidate-line';

/** How the bars of a manner look: sure, asked for, waiting. */
export const MANNER_FILLS: Readonly<Record<Manner, string>> = {
  taken: 'bg-accent',
  blind: 'bg-accent/30 border border-accent/70',
  resting: 'border border-dashed border-accent',
};

/**
 * What a venue was given, at its place in the whole quantity: read downwards, the filled bars add up to the order.
 * Hatched is what the venue shows beyond that and nobody needed.
 */
export function QuantityBar({ line, routed }: { line: CandidateLine; routed: number }) {
  const share = (amount: number) => `${routed === 0 ? 0 : Math.min(100, (amount / routed) * 100)}%`;
  const spare = Math.max(0, Math.min((line.displayed ?? 0) - line.taken, routed - line.offset - line.taken));
  const end = line.offset + line.taken;
  const labelOutside = line.taken / routed < 0.16;
  return (
    <div className="relative h-5 w-full bg-hover/60" aria-hidden="true">
      {spare > 0 && <span className="hatched absolute inset-y-0" style={{ left: share(end), width: share(spare) }} />}
      {line.taken > 0 && (
        <span
          className={`absolute inset-y-0 rounded-xs ${MANNER_FILLS[line.manner]}`}
          style={{ left: share(line.offset), width: share(line.taken) }}
        />
      )}
      {line.taken > 0 && (
        <span
          className={`figures absolute inset-y-0 flex items-center px-1.5 text-2xs font-semibold ${labelOutside || line.manner !== 'taken' ? 'text-fg' : 'text-on-accent'}`}
          style={labelOutside ? outsideOf(line, routed) : { left: share(line.offset) }}
        >
          {formatQuantity(line.taken)}
        </span>
      )}
    </div>
  );
}

/** Right of a bar that is too short for its figure, or left of it where the right has no room. */
function outsideOf(line: CandidateLine, routed: number): { left: string } | { right: string } {
  const end = (line.offset + line.taken) / routed;
  return end < 0.8 ? { left: `${end * 100}%` } : { right: `${(1 - line.offset / routed) * 100}%` };
}
