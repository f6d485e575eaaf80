import { classNames } from '@fairlead/ui/class-names';
import type { PriceForm } from '@/rows/instrument-form';
import type { FillDetail, OrderDetail } from '@/rows/order-detail';
import { formatPrice, formatQuantity } from '@/words/figures';
import { type NameOf, venueWords } from '@/words/venue-words';
import { EDGES, FILL_MAP_HEIGHT, type FillMapScene, linePath } from './fill-map-scene';

interface PictureProps {
  readonly scene: FillMapScene;
  readonly detail: OrderDetail;
  readonly price: PriceForm;
  readonly nameOf: NameOf;
  /** The fills that are looked at; the others are pale. */
  readonly standsOut: ReadonlySet<FillDetail>;
}

const BOTTOM = FILL_MAP_HEIGHT - EDGES.bottom;

/** The picture itself: axes, gaps, the market's two lines, the lines of the order, its fills. */
export function FillMapPicture({ scene, detail, price, nameOf, standsOut }: PictureProps) {
  const { order, fills } = detail;
  return (
    <svg
      width={scene.width}
      height={FILL_MAP_HEIGHT}
      viewBox={`0 0 ${scene.width} ${FILL_MAP_HEIGHT}`}
      role="img"
      aria-label={summaryOf(detail, scene, price)}
      className="figures max-w-full text-[11px]"
    >
      <defs>
        <clipPath id="fill-map-inside">
          <rect x={EDGES.left} y={0} width={scene.width - EDGES.left - EDGES.right + 10} height={BOTTOM + 4} />
        </clipPath>
        <pattern id="fill-map-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className="stroke-faint" strokeWidth="1" strokeOpacity="0.45" />
        </pattern>
      </defs>
      <Axes scene={scene} form={price} />
      <g clipPath="url(#fill-map-inside)">
        <Gaps scene={scene} />
        <path d={scene.spread} className="fill-muted" fillOpacity="0.14" shapeRendering="crispEdges" />
        <path d={linePath(scene.asks, scene)} className="stroke-muted" fill="none" strokeWidth="1.25" />
        <path d={linePath(scene.bids, scene)} className="stroke-muted" fill="none" strokeWidth="1.25" />
        {order.arrival_mid !== null && (
          <Level scene={scene} price={order.arrival_mid} className="stroke-faint" dashes="4 4" />
        )}
        {order.limit_price !== null && (
          <Level scene={scene} price={order.limit_price} className="stroke-accent" dashes="1 4" width={2} />
        )}
        <Fills fills={fills} side={order.side} {...{ scene, price, nameOf, standsOut }} />
      </g>
      {order.limit_price !== null && <FarLimit scene={scene} limit={order.limit_price} form={price} />}
    </svg>
  );
}

function Axes({ scene, form }: { scene: FillMapScene; form: PriceForm }) {
  const { x, y, width } = scene;
  return (
    <>
      {scene.prices.map((price) => (
        <g key={price}>
          <line x1={EDGES.left} x2={width - EDGES.right} y1={y(price)} y2={y(price)} className="stroke-line" />
          <text x={EDGES.left - 8} y={y(price) + 3} textAnchor="end" className="fill-faint">
            {formatPrice(price, form)}
          </text>
        </g>
      ))}
      {scene.times.map(({ atMs, text }) => (
        <g key={atMs}>
          <line x1={x(atMs)} x2={x(atMs)} y1={BOTTOM} y2={BOTTOM + 4} className="stroke-line-strong" />
          <text x={x(atMs)} y={FILL_MAP_HEIGHT - 10} textAnchor="middle" className="fill-faint">
            {text}
          </text>
        </g>
      ))}
    </>
  );
}

function Gaps({ scene: { gaps, x } }: { scene: FillMapScene }) {
  return gaps.map(({ fromMs, untilMs, isToCome }) => (
    <rect
      key={fromMs}
      x={x(fromMs)}
      y={EDGES.top}
      width={Math.max(1, x(untilMs) - x(fromMs))}
      height={BOTTOM - EDGES.top}
      fill="url(#fill-map-gap)"
    >
      <title>{isToCome ? 'The market of this time is not written yet.' : 'No market was recorded of this time.'}</title>
    </rect>
  ));
}

interface LevelProps {
  readonly scene: FillMapScene;
  readonly price: number;
  readonly className: string;
  readonly dashes: string;
  readonly width?: number;
}

function Level({ scene, price, className, dashes, width = 1 }: LevelProps) {
  const y = scene.y(price);
  return (
    <line
      x1={EDGES.left}
      x2={scene.width - EDGES.right}
      y1={y}
      y2={y}
      className={className}
      strokeDasharray={dashes}
      strokeWidth={width}
    />
  );
}

/** A limit that is too far from the prices to be drawn in its place is told at the edge. */
function FarLimit({ scene, limit, form }: { scene: FillMapScene; limit: number; form: PriceForm }) {
  const { low, high } = scene.range;
  if (limit >= low && limit <= high) return null;
  const isAbove = limit > high;
  return (
    <text
      x={scene.width - EDGES.right}
      y={isAbove ? EDGES.top + 2 : BOTTOM - 6}
      textAnchor="end"
      className="fill-accent"
    >
      {`limit ${formatPrice(limit, form)}, ${isAbove ? 'above' : 'below'} ${isAbove ? '↑' : '↓'}`}
    </text>
  );
}

interface FillsProps extends Omit<PictureProps, 'detail'> {
  readonly fills: readonly FillDetail[];
  readonly side: OrderDetail['order']['side'];
}

const RADIUS_MIN = 3;
const RADIUS_MORE = 6;
/** From so many fills on their marks are small, or a long life would be one blot. */
const MANY_FILLS = 150;

function Fills({ fills, side, scene, price, nameOf, standsOut }: FillsProps) {
  const largest = fills.reduce((most, { quantity }) => Math.max(most, quantity), 0);
  const tone = side === 'BUY' ? 'fill-side-a stroke-side-a' : 'fill-side-b stroke-side-b';
  const size = fills.length < MANY_FILLS ? 1 : 0.55;
  return fills.map((fill) => (
    <circle
      key={fill.execution_id}
      cx={scene.x(fill.at_ms)}
      cy={scene.y(fill.price)}
      r={size * (RADIUS_MIN + RADIUS_MORE * Math.sqrt(fill.quantity / largest))}
      className={classNames(tone, !standsOut.has(fill) && 'opacity-25')}
      fillOpacity="0.35"
      strokeWidth="1.5"
    >
      <title>{`${formatQuantity(fill.quantity)} at ${venueWords(fill.venue_id, nameOf)} for ${formatPrice(fill.price, price)}; best bid ${formatPrice(fill.nbbo_bid, price)}, best offer ${formatPrice(fill.nbbo_ask, price)}`}</title>
    </circle>
  ));
}

function summaryOf({ order, fills }: OrderDetail, { bids, asks, gaps }: FillMapScene, form: PriceForm): string {
  const written = (price: number | undefined) => formatPrice(price ?? null, form);
  const prices = fills.map((fill) => fill.price).sort((a, b) => a - b);
  const filled =
    prices.length === 0
      ? 'no fill'
      : `${fills.length} fills between ${written(prices[0])} and ${written(prices.at(-1))}`;
  const from = `${written(bids[0]?.price)} to ${written(asks[0]?.price)}`;
  const to = `${written(bids.at(-1)?.price)} to ${written(asks.at(-1)?.price)}`;
  const market = bids.length + asks.length === 0 ? 'no market was recorded' : `market first ${from}, last ${to}`;
  const unknown = gaps.length === 0 ? '' : `; ${gaps.length} times without a record`;
  return `${filled}; mid at arrival ${written(order.arrival_mid ?? undefined)}; ${market}${unknown}`;
}
