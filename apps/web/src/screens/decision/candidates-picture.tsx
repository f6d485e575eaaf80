import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { type PriceForm, priceFormOfRecord } from '@/rows/instrument-form';
import { sentenceOf } from '@/words/code-words';
import { unitOf } from '@/words/decision-words';
import { currencySign, formatBps, formatPrice, formatQuantity } from '@/words/figures';
import { reasonOf } from '@/words/slice-words';
import { type NameOf, venueWords } from '@/words/venue-words';
import type { CandidateLine } from '../../rows/candidate-line';
import { VenueCell } from '../venue-names';
import { type DecisionPicture, decisionPicture } from './candidate-lines';
import { CostBar } from './cost-bar';
import { CostLegend } from './cost-legend';
import { type CostScale, costScale, type Weights } from './cost-stack';
import { MannerLegend } from './manner-legend';
import { QuantityBar } from './quantity-bar';

const GRID =
  'grid items-center gap-x-4 gap-y-1 px-4 max-md:grid-cols-[1fr_auto] md:grid-cols-[140px_136px_minmax(120px,1.15fr)_minmax(110px,1fr)_76px] xl:grid-cols-[148px_136px_minmax(140px,1.15fr)_minmax(120px,1fr)_76px_minmax(210px,1.25fr)]';

/** The signature picture: which venues could have had the order, what each would have cost, and why the shares went where they went. */
export function CandidatesPicture({ evidence, nameOf }: { evidence: DecisionEvidence; nameOf: NameOf }) {
  const picture = decisionPicture(evidence);
  const form = priceFormOfRecord(evidence);
  const scale = costScale(picture.chosen, picture.considered, evidence.weights);
  return (
    <section aria-label="Why here" className="border-t border-line">
      <PictureHead picture={picture} evidence={evidence} />
      <ol aria-label="Venues that were sent to">
        {picture.chosen.map((line, rank) => (
          <Line
            key={line.key}
            line={line}
            picture={picture}
            scale={scale}
            weights={evidence.weights}
            reason={reasonOf(line, rank, evidence)}
            form={form}
            nameOf={nameOf}
          />
        ))}
      </ol>
      <Unallocated evidence={evidence} form={form} nameOf={nameOf} />
      {picture.considered.length > 0 && (
        <>
          <h2 className="border-t border-line bg-surface/60 px-4 py-1 text-2xs text-faint">
            Could have been sent to, and was not
          </h2>
          <ol aria-label="Venues that were considered">
            {picture.considered.map((line) => (
              <Line
                key={line.key}
                line={line}
                picture={picture}
                scale={scale}
                weights={evidence.weights}
                reason={line.whyNot}
                form={form}
                nameOf={nameOf}
              />
            ))}
          </ol>
        </>
      )}
      <LeftOutList picture={picture} nameOf={nameOf} />
    </section>
  );
}

function PictureHead({ picture, evidence }: { picture: DecisionPicture; evidence: DecisionEvidence }) {
  return (
    <div className={`${GRID} py-2 text-2xs text-faint`}>
      <span className="max-md:hidden">Venue</span>
      <span className="text-right max-md:hidden">
        Price, {currencySign(evidence.instrument.currency)} × {unitOf(evidence)} shown
      </span>
      <span className="max-md:col-span-2">
        <MannerLegend picture={picture} />
        <span className="flex justify-between gap-x-2 text-center">
          <span>0</span>
          <span>
            who gets which of the {formatQuantity(picture.routed)} {unitOf(evidence)}
          </span>
          <span className="figures">{formatQuantity(picture.routed)}</span>
        </span>
      </span>
      <span className="max-md:col-span-2 md:col-span-2 xl:col-span-2">
        <CostLegend weights={evidence.weights} />
      </span>
      <span className="max-xl:hidden">Why</span>
    </div>
  );
}

interface LineProps {
  readonly line: CandidateLine;
  readonly picture: DecisionPicture;
  readonly scale: CostScale;
  readonly weights: Weights;
  readonly reason: string;
  readonly form: PriceForm;
  readonly nameOf: NameOf;
}

function Line({ line, picture, scale, weights, reason, form, nameOf }: LineProps) {
  const chosen = line.taken > 0;
  return (
    <li className={`${GRID} border-t border-line/55 ${chosen ? 'py-1.5' : 'py-0.5'}`} data-venue={line.venueId}>
      <LineVenue line={line} nameOf={nameOf} />
      <PriceCell line={line} form={form} />
      <div className="max-md:col-span-2">
        <QuantityBar line={line} routed={picture.routed} />
      </div>
      <div className="max-md:col-start-1">
        {line.cost !== null && line.countedBps !== null ? (
          <CostBar
            cost={line.cost}
            countedBps={line.countedBps}
            weights={weights}
            scale={scale}
            venueId={line.venueId}
          />
        ) : (
          <span className="text-2xs text-faint">{line.manner === 'resting' ? 'waits, so nothing is crossed' : ''}</span>
        )}
      </div>
      <span className={`figures text-right text-xs whitespace-nowrap ${chosen ? 'font-medium' : 'text-muted'}`}>
        {formatBps(line.countedBps)} <span className="text-2xs font-normal text-faint">bps</span>
      </span>
      <span
        className={`text-xs max-xl:col-span-full ${chosen ? 'text-fg' : 'text-faint max-md:hidden xl:truncate'}`}
        title={reason}
      >
        {reason}
      </span>
    </li>
  );
}

function LineVenue({ line, nameOf }: Pick<LineProps, 'line' | 'nameOf'>) {
  const chosen = line.taken > 0;
  return (
    <span className={chosen ? 'text-sm font-semibold' : 'text-xs text-muted'}>
      <VenueCell venueId={line.venueId} nameOf={nameOf} />
      {chosen && <span className="sr-only">: {formatQuantity(line.taken)} given</span>}
    </span>
  );
}

/** The price and what is shown at it; of a slice through several levels, the average and the worst. */
function PriceCell({ line, form }: Pick<LineProps, 'line' | 'form'>) {
  const isDeep = line.worst !== null && line.manner === 'taken';
  return (
    <span className={`figures text-right text-xs whitespace-nowrap ${line.taken > 0 ? 'text-fg' : 'text-muted'}`}>
      {formatPrice(line.price, form)}
      {isDeep && <span className="block text-2xs text-faint">on average, to {formatPrice(line.worst, form)}</span>}
      {!isDeep && line.displayed !== null && <span className="text-faint"> × {formatQuantity(line.displayed)}</span>}
    </span>
  );
}

interface UnallocatedProps extends Pick<LineProps, 'form' | 'nameOf'> {
  readonly evidence: DecisionEvidence;
}

function Unallocated({ evidence, form, nameOf }: UnallocatedProps) {
  const left = Number(evidence.unallocated_quantity);
  if (left === 0 || evidence.unallocated_code === null) return null;
  const blocker = evidence.unallocated_blocked_by;
  const at =
    blocker === null ? '' : ` ${venueWords(blocker.venue_id, nameOf)} at ${formatPrice(Number(blocker.price), form)}.`;
  return (
    <p className="border-t border-line/55 px-4 py-1.5 text-xs text-degraded">
      {formatQuantity(left)} {unitOf(evidence)} given to nobody: {sentenceOf(evidence.unallocated_code)}
      {at}
    </p>
  );
}

function LeftOutList({ picture, nameOf }: { picture: DecisionPicture; nameOf: NameOf }) {
  if (picture.leftOut.length === 0) return null;
  const count = picture.leftOut.reduce((sum, { venueIds }) => sum + venueIds.length, 0);
  return (
    <>
      <h2 className="border-t border-line bg-surface/60 px-4 py-1 text-2xs text-faint">
        {count === 1 ? '1 venue was' : `${count} venues were`} left out
      </h2>
      <dl className="grid gap-x-4 px-4 py-1.5 text-xs md:grid-cols-[max-content_1fr]">
        {picture.leftOut.map(({ whyNot, venueIds }) => (
          <div key={whyNot} className="contents">
            <dt className="py-0.5 text-muted">{whyNot}</dt>
            <dd className="py-0.5 text-faint max-md:pb-2">
              {venueIds.map((venueId) => venueWords(venueId, nameOf)).join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
