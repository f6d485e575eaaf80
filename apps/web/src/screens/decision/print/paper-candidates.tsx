import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { type CandidateLine, COST_PARTS } from '@/rows/candidate-line';
import { priceFormOfRecord } from '@/rows/instrument-form';
import { sentenceOf } from '@/words/code-words';
import { COST_WORDS, unitOf } from '@/words/decision-words';
import { currencySign, formatBps, formatPrice, formatQuantity, formatShare } from '@/words/figures';
import { KIND_NAMES } from '@/words/order-words';
import { reasonOf } from '@/words/slice-words';
import { type NameOf, venueWords } from '@/words/venue-words';
import { decisionPicture } from '../candidate-lines';
import { QuantityBar } from '../quantity-bar';
import { type PaperColumn, PaperTable } from './paper-parts';

interface PaperCandidatesProps {
  readonly evidence: DecisionEvidence;
  readonly nameOf: NameOf;
}

/** Where the quantity went and why, what every candidate would have cost, and why the others were left out. */
export function PaperCandidates({ evidence, nameOf }: PaperCandidatesProps) {
  const picture = decisionPicture(evidence);
  const left = Number(evidence.unallocated_quantity);
  return (
    <>
      <h2>Where it went</h2>
      <PaperTable
        label="Where it went"
        columns={sliceColumns({ evidence, nameOf })}
        rows={picture.chosen}
        rowKey={(line) => line.key}
      />
      {left > 0 && evidence.unallocated_code !== null && (
        <p>
          {formatQuantity(left)} {unitOf(evidence)} given to nobody: {sentenceOf(evidence.unallocated_code)}
        </p>
      )}
      <h2>What each candidate would have cost a unit</h2>
      <PaperTable
        label="Candidates"
        columns={costColumns({ evidence, nameOf })}
        rows={[...picture.chosen, ...picture.considered]}
        rowKey={(line) => line.key}
      />
      {picture.leftOut.length > 0 && (
        <>
          <h2>Left out</h2>
          <PaperTable
            label="Left out"
            columns={[
              { header: 'Why', cell: ({ whyNot }) => whyNot },
              { header: 'Venues', cell: ({ venueIds }) => venueIds.map((id) => venueWords(id, nameOf)).join(', ') },
            ]}
            rows={picture.leftOut}
            rowKey={({ whyNot }) => whyNot}
          />
        </>
      )}
    </>
  );
}

function sliceColumns({ evidence, nameOf }: PaperCandidatesProps): PaperColumn<CandidateLine>[] {
  const form = priceFormOfRecord(evidence);
  const sign = currencySign(evidence.instrument.currency);
  const routed = Number(evidence.routed_quantity);
  const rank = new Map(evidence.slices.map((slice, index) => [slice, index]));
  return [
    { header: 'Venue', cell: ({ venueId }) => venueWords(venueId, nameOf) },
    { header: 'Given', unit: unitOf(evidence), right: true, cell: ({ taken }) => formatQuantity(taken) },
    {
      header: `Of the ${formatQuantity(routed)}`,
      cell: (line) => (
        <div style={{ minWidth: '22mm' }}>
          <QuantityBar line={line} routed={routed} />
        </div>
      ),
    },
    { header: 'Expected price', unit: sign, right: true, cell: ({ price }) => formatPrice(price, form) },
    {
      header: 'Limit',
      unit: sign,
      right: true,
      cell: ({ slice }) => formatPrice(slice === null ? null : Number(slice.limit_price), form),
    },
    { header: 'Sent as', cell: ({ slice }) => (slice === null ? '–' : KIND_NAMES[slice.order_kind]) },
    {
      header: 'Expected fill',
      right: true,
      cell: ({ slice }) => (slice === null ? '–' : formatShare(slice.expected_fill_rate)),
    },
    {
      header: 'Why',
      cell: (line) => reasonOf(line, line.slice === null ? 0 : (rank.get(line.slice) ?? 0), evidence),
    },
  ];
}

function costColumns({ evidence, nameOf }: PaperCandidatesProps): PaperColumn<CandidateLine>[] {
  const form = priceFormOfRecord(evidence);
  const sign = currencySign(evidence.instrument.currency);
  const unit = unitOf(evidence);
  return [
    { header: 'Venue', cell: ({ venueId }) => venueWords(venueId, nameOf) },
    { header: 'Price', unit: sign, right: true, cell: ({ price }) => formatPrice(price, form) },
    {
      header: 'Shown',
      unit,
      right: true,
      cell: ({ displayed }) => (displayed === null ? '–' : formatQuantity(displayed)),
    },
    ...COST_PARTS.map((part) => ({
      header: COST_WORDS[part].name,
      unit: 'bps',
      right: true,
      cell: ({ cost }: CandidateLine) => (cost === null ? '–' : formatBps(cost[part])),
    })),
    { header: 'Counted', unit: 'bps', right: true, cell: ({ countedBps }) => formatBps(countedBps) },
    { header: 'Given', unit, right: true, cell: ({ taken }) => formatQuantity(taken) },
    {
      header: 'Why not',
      cell: ({ whyNot, taken }) => (taken > 0 ? '' : <div style={{ minWidth: '30mm' }}>{whyNot}</div>),
    },
  ];
}
