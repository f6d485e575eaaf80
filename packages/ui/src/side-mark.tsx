import { classNames } from './class-names';

/** Which of two opposite sides a row is on, in the pair of colours that the person has chosen. */
export function SideMark({ side, children }: { side: 'a' | 'b'; children: string }) {
  return (
    <span className={classNames('font-medium whitespace-nowrap', side === 'a' ? 'text-side-a' : 'text-side-b')}>
      {children}
    </span>
  );
}
