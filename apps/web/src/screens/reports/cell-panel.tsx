'use client';

import { type ReactNode, useEffect, useMemo } from 'react';
import { itemsFileHref, ordersFileHref } from '@/rows/cell-file';
import type { HandlingFigures } from '@/rows/customer-figures';
import { coveredOfText } from '@/rows/execution-figures';
import { type FigureThere, figureAt } from '@/rows/figure-at';
import { cellOf, type FigurePlace, placeOfText } from '@/rows/figure-place';
import { handlingAt } from '@/rows/handling-at';
import { handlingCellOf, handlingPlaceOfText } from '@/rows/handling-place';
import type { PublicFigures, ReportFigures } from '@/rows/report-figures';
import { coveredWords } from '@/words/execution-words';
import { handlingPlaceWords, handlingPrintedWords } from '@/words/handling-cell-words';
import { placeWords } from '@/words/report-cell-words';
import { useEveryVenueName } from '../venue-names';
import { handlingColumns, publicColumns } from './cell-columns';
import { CellFileLink } from './cell-file-link';
import { CellRows } from './cell-rows';
import { CellSum } from './cell-sum';
import { CoveredRows } from './covered-rows';
import { DockPanel } from './dock-panel';
import { HandlingSum } from './handling-sum';
import { useChosenFigure } from './use-chosen-figure';

interface CellPanelProps {
  readonly runId: string;
  /** Null until they are read. */
  readonly figures: ReportFigures | null;
}

/** What the figure that is looked into is made of, below the report: its sum in words, and its rows. */
export function CellPanel({ runId, figures }: CellPanelProps) {
  const { place: text } = useChosenFigure();
  if (text === null) return null;
  switch (figures?.kind) {
    case 'RULE_606_A1':
      return <PublicPanel key={text} runId={runId} report={figures.report} text={text} />;
    case 'RULE_606_B3':
      return <HandlingPanel key={text} runId={runId} handling={figures.handling} text={text} />;
    case 'RULE_605':
      return <CoveredPanel key={text} runId={runId} text={text} />;
    case 'RULE_606_B1':
    case 'REVIEW':
    case 'TCA':
    case undefined:
      return null;
  }
}

interface OfText {
  readonly runId: string;
  /** The place of the figure, as the address names it. */
  readonly text: string;
}

function PublicPanel({ runId, report, text }: OfText & { readonly report: PublicFigures }) {
  const nameOf = useEveryVenueName();
  const place = useMemo(() => placeOfText(text), [text]);
  const columns = useMemo(() => (place === null ? [] : publicColumns(place, nameOf)), [place, nameOf]);
  const there = place === null ? null : figureAt(report, place);
  if (place === null || there === null) return null;
  const sum = <CellSum runId={runId} place={place} there={there} />;
  return (
    <Panel
      printed={printedWords(place, there)}
      title={placeWords(place, there.venueName)}
      sum={sum}
      file={itemsFileHref(runId, cellOf(place))}
    >
      <CellRows runId={runId} cell={cellOf(place)} columns={columns} of={text} />
    </Panel>
  );
}

function HandlingPanel({ runId, handling, text }: OfText & { readonly handling: HandlingFigures }) {
  const nameOf = useEveryVenueName();
  const place = useMemo(() => handlingPlaceOfText(text), [text]);
  const columns = useMemo(() => (place === null ? [] : handlingColumns(place, nameOf)), [place, nameOf]);
  const there = place === null ? null : handlingAt(handling, place);
  if (place === null || there === null) return null;
  const sum = <HandlingSum runId={runId} place={place} there={there} />;
  return (
    <Panel
      printed={handlingPrintedWords(place, there)}
      title={handlingPlaceWords(place, there)}
      sum={sum}
      file={itemsFileHref(runId, handlingCellOf(place))}
    >
      <CellRows runId={runId} cell={handlingCellOf(place)} columns={columns} of={text} />
    </Panel>
  );
}

function CoveredPanel({ runId, text }: OfText) {
  const cell = coveredOfText(text);
  if (cell === null) return null;
  return (
    <Panel title={coveredWords(cell)} file={ordersFileHref(runId, cell)}>
      <CoveredRows runId={runId} cell={cell} />
    </Panel>
  );
}

interface PanelProps {
  /** The figure itself, where it is one. */
  readonly printed?: string;
  readonly title: string;
  readonly sum?: ReactNode;
  /** Where all of its rows are had as a file. */
  readonly file: string;
  readonly children: ReactNode;
}

function Panel({ printed, title, sum, file, children }: PanelProps) {
  // The panel takes room from the report: the figure that was pressed stays in sight.
  useEffect(() => {
    document.querySelector('[data-figure][aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <DockPanel
      label="What the figure is made of"
      title={
        <>
          {printed !== undefined && <span className="figures mr-2">{printed}</span>}
          <span className={printed === undefined ? '' : 'font-normal text-muted'}>{title}</span>
        </>
      }
      sum={sum}
      tools={<CellFileLink href={file} />}
    >
      {children}
    </DockPanel>
  );
}

function printedWords({ unit }: FigurePlace, { pct, usd, cph }: FigureThere): string {
  if (unit === 'PCT') return `${pct ?? '–'} %`;
  return unit === 'USD' ? `${usd ?? '–'} USD` : `${cph ?? '–'} cents per hundred`;
}
