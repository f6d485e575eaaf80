import { classNames } from '@fairlead/ui/class-names';
import { Tooltip } from '@fairlead/ui/tooltip';
import { COST_WORDS } from '@/words/decision-words';
import { formatBps } from '@/words/figures';
import { COST_PARTS, type CostBps } from '../../rows/candidate-line';
import { COST_FILLS } from './cost-fills';
import { type CostScale, stackOf, type Weights } from './cost-stack';

interface CostBarProps {
  readonly cost: CostBps;
  readonly countedBps: number;
  readonly weights: Weights;
  readonly scale: CostScale;
  readonly venueId: string;
}

/**
 * What a share was expected to cost at a venue, by its parts: costs grow to the right of zero, rebates to the left. Parts that the
 * objective does not count are pale and stand outside of those that it does; the mark is what was counted.
 */
export function CostBar({ cost, countedBps, weights, scale, venueId }: CostBarProps) {
  const at = (bps: number) => Math.min(100, Math.max(0, ((bps - scale.from) / (scale.to - scale.from)) * 100));
  const beyond = countedBps > scale.to;
  const words = COST_PARTS.map((part) => `${COST_WORDS[part].name.toLowerCase()} ${formatBps(cost[part])}`).join(', ');
  return (
    <Tooltip content={<CostTable cost={cost} countedBps={countedBps} weights={weights} />}>
      <button
        type="button"
        aria-label={`${venueId}: counted cost ${formatBps(countedBps)} bps; ${words}`}
        className="relative block h-5 w-full cursor-default rounded-xs bg-hover/60"
      >
        {stackOf(cost, weights).map(({ part, from, to, counted }) => (
          <span
            key={part}
            className={classNames('absolute inset-y-[3px]', COST_FILLS[part], !counted && 'opacity-30')}
            style={{ left: `${at(from)}%`, width: `${Math.max(0.4, at(to) - at(from))}%` }}
          />
        ))}
        <span className="absolute inset-y-0 w-px bg-faint" style={{ left: `${at(0)}%` }} />
        {beyond ? (
          <span className="absolute inset-y-0 right-0 flex items-center bg-bg px-0.5 text-2xs text-muted">»</span>
        ) : (
          <span className="absolute inset-y-0 w-[2px] bg-fg" style={{ left: `calc(${at(countedBps)}% - 1px)` }} />
        )}
      </button>
    </Tooltip>
  );
}

function CostTable({ cost, countedBps, weights }: Pick<CostBarProps, 'cost' | 'countedBps' | 'weights'>) {
  return (
    <table className="figures">
      <tbody>
        {COST_PARTS.map((part) => (
          <tr key={part} className={(weights[part] ?? 0) === 0 ? 'text-faint' : undefined}>
            <td className="pr-4">
              <span className={classNames('mr-1.5 inline-block size-2', COST_FILLS[part])} />
              {COST_WORDS[part].name}
            </td>
            <td className="pr-3 text-right">{formatBps(cost[part], 3)}</td>
            <td className="text-right">×{weights[part] ?? 0}</td>
          </tr>
        ))}
        <tr className="border-t border-line font-medium">
          <td className="pr-4">Counted, bps</td>
          <td className="pr-3 text-right">{formatBps(countedBps, 3)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}
