import { classNames } from '@fairlead/ui/class-names';

interface EffectLinesProps {
  /** How many lines there are room for. */
  readonly room: 2 | 5;
  readonly waiting: string;
  readonly lines: readonly string[] | undefined;
  readonly failure: string | undefined;
}

/** What an act will do, a line each; or why that is not known yet. As high as it gets, so that nothing below it moves when it comes. */
export function EffectLines({ room, waiting, lines, failure }: EffectLinesProps) {
  return (
    <div className={classNames('flex flex-col gap-1', room === 2 ? 'min-h-12' : 'min-h-28')}>
      {lines?.map((line) => <p key={line}>{line}</p>) ?? <p className="text-muted">{failure ?? waiting}</p>}
    </div>
  );
}
