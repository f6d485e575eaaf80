import { classNames } from '@fairlead/ui/class-names';
import { Tooltip } from '@fairlead/ui/tooltip';
import { COST_WORDS } from '@/words/decision-words';
import { formatBps } from '@/words/figures';
import { type CandidateLine, COST_PARTS, type CostBps, type CostPart } from './candidate-lines';

/** The colour of each part; five that stay apart for colour-blind people, by lightness too. */
export const COST_FILLS: Readonly<Record<CostPart, string>> = {
  spread: 'bg-cost-spread',
  fee: 'bg-cost-fee',
  fade: 'bg-cost-fade',
  delay: 'bg-cost-delay',
  impact: 'bg-cost-impact',
};

/** The range that all bars of a picture share, in basis points, zero within. */
export interface CostScale {
  readonly from: number;
  readonly to: number;
}

/** A scale that holds every line's rebates on the left of zero and costs on the right. */
export function costScale(lines: readonly CandidateLine[]): CostScale {
  const sums = lines.flatMap(({ cost }) => (cost === null ? [] : [ends(cost)]));
  const from = Math.min(0, ...sums.map((sum) => sum.negative));
  const to = Math.max(0.1, ...sums.map((sum) => sum.positive));
  const room = (to - from) * 0.04;
  return { from: from === 0 ? 0 : from - room, to: to + room };
}

function ends(cost: CostBps): { negative: number; positive: number } {
  const values = COST_PARTS.map((part) => cost[part]);
  return {
    negative: values.filter((value) => value < 0).reduce((sum, value) => sum + value, 0),
    positive: values.filter((value) => value > 0).reduce((sum, value) => sum + value, 0),
  };
}

interface CostBarProps {
  readonly cost: CostBps;
  readonly totalBps: number;
  readonly scale: CostScale;
  readonly venueId: string;
}

/** What a share was expected to cost at a venue, by its parts: costs grow to the right of zero, rebates to the left. */
export function CostBar({ cost, totalBps, scale, venueId }: CostBarProps) {
  const at = (bps: number) => ((bps - scale.from) / (scale.to - scale.from)) * 100;
  const segments = stack(cost);
  const words = COST_PARTS.map((part) => `${COST_WORDS[part].name.toLowerCase()} ${formatBps(cost[part])}`).join(', ');
  return (
    <Tooltip content={<CostTable cost={cost} totalBps={totalBps} />}>
      <button
        type="button"
        aria-label={`${venueId}: expected cost ${formatBps(totalBps)} bps, of it ${words}`}
        className="relative block h-5 w-full cursor-default rounded-xs bg-raised/60"
      >
        {segments.map(({ part, from, to }) => (
          <span
            key={part}
            className={classNames('absolute inset-y-[3px]', COST_FILLS[part])}
            style={{ left: `${at(from)}%`, width: `${Math.max(0.4, at(to) - at(from))}%` }}
          />
        ))}
        <span className="absolute inset-y-0 w-px bg-faint" style={{ left: `${at(0)}%` }} />
        <span className="absolute -inset-y-px w-[2px] bg-fg" style={{ left: `calc(${at(totalBps)}% - 1px)` }} />
      </button>
    </Tooltip>
  );
}

function stack(cost: CostBps): { part: CostPart; from: number; to: number }[] {
  let left = 0;
  let right = 0;
  return COST_PARTS.flatMap((part) => {
    const value = cost[part];
    if (value === 0) return [];
    if (value < 0) {
      left += value;
      return [{ part, from: left, to: left - value }];
    }
    right += value;
    return [{ part, from: right - value, to: right }];
  });
}

function CostTable({ cost, totalBps }: { cost: CostBps; totalBps: number }) {
  return (
    <table className="figures">
      <tbody>
        {COST_PARTS.map((part) => (
          <tr key={part}>
            <td className="pr-4">
              <span className={classNames('mr-1.5 inline-block size-2', COST_FILLS[part])} />
              {COST_WORDS[part].name}
            </td>
            <td className="text-right">{formatBps(cost[part], 3)}</td>
          </tr>
        ))}
        <tr className="border-t border-line font-medium">
          <td className="pr-4">Together, bps</td>
          <td className="text-right">{formatBps(totalBps, 3)}</td>
        </tr>
      </tbody>
    </table>
  );
}
