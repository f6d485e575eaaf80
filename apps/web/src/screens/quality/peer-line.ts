import type { PeerExecutions, PeerFile, PeerRouting, RoutingVenueRow } from '@/rows/peers';
import type { QualityRow } from '@/rows/quality';
import { ownReportWords } from '@/words/peer-words';

/** One firm's figures of a class of orders; ours stand among them. Null is not told. */
export interface PeerLine {
  readonly key: string;
  readonly firm: string;
  readonly isOwn: boolean;
  /** Of what it is told; of others how much is wrong with the file. */
  readonly note: string;
  /** Wrote effective over quoted a hundredfold. */
  readonly isHundredfold: boolean;
  readonly eq: number | null;
  readonly effectiveBps: number | null;
  readonly quotedBps: number | null;
  readonly improved: number | null;
  readonly atOrBetter: number | null;
  readonly improvementBps: number | null;
  readonly realised15sBps: number | null;
  readonly realised1mBps: number | null;
  readonly seconds: number | null;
}

type Figures = Readonly<Record<string, string>>;
/** Fractions in basis points. */
const BPS = 10_000;

/** Which rows of a summary are compared. */
export interface SummaryClass {
  readonly index: string;
  readonly type: string;
  readonly size: string;
}

/** The summaries of a class, ours first. */
export function peerLines({ own, rows, files }: PeerExecutions, wanted: SummaryClass): readonly PeerLine[] {
  const isOfClass = (row: { sp500: string | null; type: string; size: string }) =>
    row.sp500 === wanted.index && row.type === wanted.type && row.size === wanted.size;
  const ours = (own?.rows ?? []).filter(isOfClass).map(
    (row): PeerLine => ({
      ...{ key: 'own', firm: 'Our report', isOwn: true, isHundredfold: false },
      note: own === null ? '' : ownReportWords(own),
      ...printed(row.figures),
    }),
  );
  const theirs = rows.filter(isOfClass).map((row): PeerLine => {
    const file = files.find(({ id }) => id === row.file_id);
    return {
      ...{ key: row.file_id, firm: row.firm, isOwn: false },
      note: defectWords(file),
      isHundredfold: file?.defects.some(({ code }) => code === 'EQ_TIMES_100') ?? false,
      ...printed(row.figures),
    };
  });
  return [...ours, ...theirs];
}

/** Our own orders as they stand, of every type, beside what others have published. */
export function liveLine(row: QualityRow, note: string): PeerLine {
  const after = (horizon: string) => row.horizons.find((each) => each.horizon === horizon)?.realised_spread_bps ?? null;
  const { improved_share: improved, at_share: at, improvement_bps: improvementBps } = row.nbbo;
  return {
    ...{ key: 'live', firm: 'Our orders', isOwn: true, note, isHundredfold: false, improved, improvementBps },
    eq: row.effective_over_quoted,
    effectiveBps: row.effective_spread_bps,
    quotedBps: row.quoted_spread_bps,
    atOrBetter: improved === null || at === null ? null : improved + at,
    realised15sBps: after('15s'),
    realised1mBps: after('1m'),
    seconds: null,
  };
}

function printed(figures: Figures) {
  const of = (name: string, scale = 1) => {
    const text = figures[name];
    return text === undefined ? null : Number(text) * scale;
  };
  return {
    eq: of('AvgEFQPct'),
    effectiveBps: of('AvgEffctvSprdPct', BPS),
    quotedBps: of('AvgPctQuotSprd', BPS),
    improved: of('PctExctdPI'),
    atOrBetter: of('PctExctdAtQuotOrBetter'),
    improvementBps: of('WghtdAvgPctPI', BPS),
    realised15sBps: of('AvgRealSprdPct15sec', BPS),
    realised1mBps: of('AvgRealSprdPct1min', BPS),
    seconds: of('WghtdAvgExctnTime'),
  };
}

function defectWords(file: PeerFile | undefined): string {
  if (file === undefined) return '';
  if (file.defect_count === 0) return 'nothing wrong with the file';
  return file.defect_count === 1 ? '1 defect' : `${file.defect_count} defects`;
}

/** A venue of a firm's report on routing, as printed. */
export interface RoutingLine {
  readonly key: string;
  readonly firm: string;
  readonly isOwn: boolean;
  readonly note: string;
  readonly venue: string;
  /** The file it stands in, null of our own report; and its place there. */
  readonly fileId: string | null;
  readonly place: number;
  readonly figures: RoutingVenueRow;
}

/** Where each firm routes, ours first, each in its printed order. */
export function routingLines({ own, rows, files }: PeerRouting): readonly RoutingLine[] {
  const ours = (own?.figures?.venues ?? []).map(
    (figures, place): RoutingLine => ({
      ...{ key: `own ${place}`, firm: own?.firm ?? '', isOwn: true, venue: venueName(figures), figures },
      ...{ fileId: null, place },
      note: own === null ? '' : ownReportWords(own),
    }),
  );
  const theirs = rows.flatMap(({ file_id: id, firm, figures: { venues } }) => {
    const note = defectWords(files.find((file) => file.id === id));
    return venues.map(
      (figures, place): RoutingLine => ({
        ...{ key: `${id} ${place}`, firm, isOwn: false, note, venue: venueName(figures), figures },
        ...{ fileId: id, place },
      }),
    );
  });
  return [...ours, ...theirs];
}

const venueName = ({ name, mic }: RoutingVenueRow): string => name ?? mic ?? '';
