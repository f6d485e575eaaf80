'use client';

import { Button } from '@fairlead/ui/button';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import { useEffect } from 'react';
import { type FigureThere, figureAt } from '@/rows/figure-at';
import { type FigurePlace, placeOfText } from '@/rows/figure-place';
import type { ReportFigures } from '@/rows/report-figures';
import { placeWords } from '@/words/report-cell-words';
import { CellRows } from './cell-rows';
import { CellSum } from './cell-sum';
import { useChosenFigure } from './use-chosen-figure';

interface CellPanelProps {
  readonly runId: string;
  /** Null until they are read. */
  readonly figures: ReportFigures | null;
}

/** What the figure that is looked into is made of, below the report: its sum in words, and its rows. */
export function CellPanel({ runId, figures }: CellPanelProps) {
  const { place: text } = useChosenFigure();
  const place = text === null ? null : placeOfText(text);
  if (place === null || figures?.kind !== 'RULE_606_A1') return null;
  const there = figureAt(figures.report, place);
  return there === null ? null : <Panel key={text} runId={runId} place={place} there={there} />;
}

interface PanelProps {
  readonly runId: string;
  readonly place: FigurePlace;
  readonly there: FigureThere;
}

function Panel({ runId, place, there }: PanelProps) {
  const { choose } = useChosenFigure();
  const title = placeWords(place, there.venueName);
  const close = () => choose(null);
  useHotkeys({ Escape: close });
  // The panel takes room from the report: the figure that was pressed stays in sight.
  useEffect(
    () => document.querySelector('[data-figure][aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' }),
    [],
  );
  return (
    <aside
      aria-label="What the figure is made of"
      className="flex h-[44%] min-h-64 shrink-0 flex-col border-t-2 border-accent bg-bg max-sm:h-[58%]"
    >
      <div className="flex items-start gap-x-3 px-4 pt-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-sm font-semibold">
            <span className="figures">{printedWords(place, there)}</span>
            <span className="ml-2 font-normal text-muted">{title}</span>
          </h2>
          <CellSum runId={runId} place={place} there={there} />
        </div>
        <Button look="quiet" size="sm" title="Close (Esc)" onClick={close}>
          Close
        </Button>
      </div>
      <CellRows runId={runId} place={place} />
    </aside>
  );
}

function printedWords({ unit }: FigurePlace, { pct, usd, cph }: FigureThere): string {
  if (unit === 'PCT') return `${pct ?? '–'} %`;
  return unit === 'USD' ? `${usd ?? '–'} USD` : `${cph ?? '–'} cents per hundred`;
}
