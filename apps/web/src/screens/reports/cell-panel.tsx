'use client';

import { Button } from '@fairlead/ui/button';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import { type ReactNode, useEffect } from 'react';
import { coveredOfText } from '@/rows/execution-figures';
import { type FigureThere, figureAt } from '@/rows/figure-at';
import { type FigurePlace, placeOfText } from '@/rows/figure-place';
import type { ReportFigures } from '@/rows/report-figures';
import { coveredWords } from '@/words/execution-words';
import { placeWords } from '@/words/report-cell-words';
import { CellRows } from './cell-rows';
import { CellSum } from './cell-sum';
import { CoveredRows } from './covered-rows';
import { useChosenFigure } from './use-chosen-figure';

interface CellPanelProps {
  readonly runId: string;
  /** Null until they are read. */
  readonly figures: ReportFigures | null;
}

/** What the figure that is looked into is made of, below the report: its sum in words, and its rows. */
export function CellPanel({ runId, figures }: CellPanelProps) {
  const { place: text } = useChosenFigure();
  if (text === null || figures === null) return null;
  if (figures.kind === 'RULE_605') {
    const cell = coveredOfText(text);
    if (cell === null) return null;
    return (
      <Panel key={text} title={coveredWords(cell)}>
        <CoveredRows runId={runId} cell={cell} />
      </Panel>
    );
  }
  const place = placeOfText(text);
  const there = place === null || figures.kind !== 'RULE_606_A1' ? null : figureAt(figures.report, place);
  if (place === null || there === null) return null;
  const sum = <CellSum runId={runId} place={place} there={there} />;
  return (
    <Panel key={text} printed={printedWords(place, there)} title={placeWords(place, there.venueName)} sum={sum}>
      <CellRows runId={runId} place={place} />
    </Panel>
  );
}

interface PanelProps {
  /** The figure itself, where it is one. */
  readonly printed?: string;
  readonly title: string;
  readonly sum?: ReactNode;
  readonly children: ReactNode;
}

function Panel({ printed, title, sum, children }: PanelProps) {
  const { choose } = useChosenFigure();
  const close = () => choose(null);
  useHotkeys({ Escape: close });
  // The panel takes room from the report: the figure that was pressed stays in sight.
  useEffect(() => {
    document.querySelector('[data-figure][aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <aside
      aria-label="What the figure is made of"
      className="flex h-[44%] min-h-64 shrink-0 flex-col border-t-2 border-accent bg-bg max-sm:h-[58%]"
    >
      <div className="flex items-start gap-x-3 px-4 pt-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-sm font-semibold">
            {printed !== undefined && <span className="figures mr-2">{printed}</span>}
            <span className={printed === undefined ? '' : 'font-normal text-muted'}>{title}</span>
          </h2>
          {sum}
        </div>
        <Button look="quiet" size="sm" title="Close (Esc)" onClick={close}>
          Close
        </Button>
      </div>
      {children}
    </aside>
  );
}

function printedWords({ unit }: FigurePlace, { pct, usd, cph }: FigureThere): string {
  if (unit === 'PCT') return `${pct ?? '–'} %`;
  return unit === 'USD' ? `${usd ?? '–'} USD` : `${cph ?? '–'} cents per hundred`;
}
