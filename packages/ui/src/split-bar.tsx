import { classNames } from './class-names';

export interface SplitPart {
  readonly id: string;
  readonly label: string;
  readonly amount: number;
  /** Parts that rest instead of being taken at once are drawn hollow. */
  readonly resting?: boolean;
}

interface SplitBarProps {
  readonly parts: readonly SplitPart[];
  /** What was given to nobody, drawn hatched. */
  readonly rest?: number;
  readonly format: (amount: number) => string;
}

/** The opacity of the first part and of those after it: one hue, so that no venue has a colour to be learnt. */
const STEPS = [100, 72, 54, 42, 34, 28];
const LABEL_SHARE_MIN = 0.27;
const AMOUNT_SHARE_MIN = 0.5;

/** How a whole was divided, as one bar of labelled parts in order. */
export function SplitBar({ parts, rest = 0, format }: SplitBarProps) {
  const whole = parts.reduce((sum, part) => sum + part.amount, rest);
  if (whole === 0) return <span className="text-faint">none</span>;
  // Growth factors that add up to less than one would leave a part of the bar empty, so that they are percentages of any quantity.
  const shareOf = (amount: number) => (amount / whole) * 100;
  const said = [
    ...parts.map((part) => `${part.label} ${format(part.amount)}`),
    ...(rest > 0 ? [`unallocated ${format(rest)}`] : []),
  ];
  return (
    <span className="flex h-4 w-full min-w-0 gap-px overflow-hidden rounded-xs" title={said.join(' · ')}>
      <span className="sr-only">{said.join(', ')}</span>
      {parts.map((part, index) => (
        <span
          key={part.id}
          aria-hidden="true"
          className={classNames(
            'relative flex min-w-[3px] items-center overflow-hidden px-1 text-[10px] leading-4',
            part.resting === true && 'border border-dashed border-accent',
          )}
          style={{ flexGrow: shareOf(part.amount), flexBasis: 0 }}
        >
          {part.resting !== true && (
            <span className="absolute inset-0 bg-accent-soft" style={{ opacity: (STEPS[index] ?? 24) / 100 }} />
          )}
          {part.amount / whole >= LABEL_SHARE_MIN && (
            <span className="figures relative truncate text-fg">
              {part.label}
              {part.amount / whole >= AMOUNT_SHARE_MIN && ` ${format(part.amount)}`}
            </span>
          )}
        </span>
      ))}
      {rest > 0 && (
        <span aria-hidden="true" className="hatched min-w-[3px]" style={{ flexGrow: shareOf(rest), flexBasis: 0 }} />
      )}
    </span>
  );
}
