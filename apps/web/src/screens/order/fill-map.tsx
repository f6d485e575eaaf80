'use client';

import { useElementWidth } from '@fairlead/ui/element-width';
import { Section } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useRef } from 'react';
import type { PriceForm } from '@/rows/instrument-form';
import type { FillDetail, OrderDetail } from '@/rows/order-detail';
import { formatPrice, formatQuantity, formatSpan } from '@/words/figures';

const HEIGHT = 280;
const LEFT = 64;
/** Room for half the name of a time at the very end. */
const RIGHT = 32;
const TOP = 14;
const BOTTOM = 30;

/** Each fill at its time and price, against the best bid and offer of that moment and the mid at arrival. */
export function FillMap({ detail, price }: { detail: OrderDetail; price: PriceForm }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame) ?? 560;
  const { order, fills } = detail;
  return (
    <Section
      title="Fills against the market"
      note="dot: fill, by size · bar: best bid to best offer · dashes: mid at arrival"
    >
      <div ref={frame} className="px-4 pt-2" style={{ height: HEIGHT + 8 }}>
        {fills.length === 0 ? (
          <EmptyState title="No fill yet">Each fill is drawn here against the market that it met.</EmptyState>
        ) : (
          <Chart fills={fills} order={order} form={price} width={Math.max(240, width - 32)} />
        )}
      </div>
    </Section>
  );
}

interface ChartProps {
  readonly fills: readonly FillDetail[];
  readonly order: OrderDetail['order'];
  readonly form: PriceForm;
  readonly width: number;
}

function Chart({ fills, order, form, width }: ChartProps) {
  const { x, y, prices, spans } = scalesOf(fills, order, width);
  const largest = Math.max(...fills.map((fill) => fill.quantity));
  const tone = order.side === 'BUY' ? 'fill-side-a stroke-side-a' : 'fill-side-b stroke-side-b';
  return (
    <svg
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={summaryOf(fills, order, form)}
      className="figures text-[10px]"
    >
      {prices.map((price) => (
        <g key={price}>
          <line x1={LEFT} x2={width - RIGHT} y1={y(price)} y2={y(price)} className="stroke-line" strokeWidth="1" />
          <text x={LEFT - 8} y={y(price) + 3} textAnchor="end" className="fill-faint">
            {formatPrice(price, form)}
          </text>
        </g>
      ))}
      {spans.map((span) => (
        <text key={span} x={x(order.at_ms + span)} y={HEIGHT - 10} textAnchor="middle" className="fill-faint">
          {span === 0 ? 'received' : `+${formatSpan(span)}`}
        </text>
      ))}
      {order.arrival_mid !== null && (
        <line
          x1={LEFT}
          x2={width - RIGHT}
          y1={y(order.arrival_mid)}
          y2={y(order.arrival_mid)}
          className="stroke-muted"
          strokeDasharray="4 4"
        />
      )}
      {fills.map((fill) => (
        <g key={fill.execution_id}>
          <title>{`${formatQuantity(fill.quantity)} at ${fill.venue_id} for ${formatPrice(fill.price, form)}; best bid ${formatPrice(fill.nbbo_bid, form)}, best offer ${formatPrice(fill.nbbo_ask, form)}`}</title>
          {fill.nbbo_bid !== null && fill.nbbo_ask !== null && (
            <line
              x1={x(fill.at_ms)}
              x2={x(fill.at_ms)}
              y1={y(fill.nbbo_bid)}
              y2={y(fill.nbbo_ask)}
              className="stroke-line-strong"
              strokeWidth="5"
            />
          )}
          <circle
            cx={x(fill.at_ms)}
            cy={y(fill.price)}
            r={3 + 6 * Math.sqrt(fill.quantity / largest)}
            className={tone}
            fillOpacity="0.35"
            strokeWidth="1.5"
          />
        </g>
      ))}
    </svg>
  );
}

/** The least room above and below the prices, in parts of them. */
const LEAST_ROOM = 0.000005;
const PRICE_LINES = 5;
const TIME_MARKS = 5;

function scalesOf(fills: readonly FillDetail[], order: OrderDetail['order'], width: number) {
  const levels = fills.flatMap((fill) => [fill.price, fill.nbbo_bid ?? fill.price, fill.nbbo_ask ?? fill.price]);
  if (order.arrival_mid !== null) levels.push(order.arrival_mid);
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  const room = Math.max((high - low) * 0.12, high * LEAST_ROOM);
  const [bottom, top] = [low - room, high + room];
  const end = Math.max(...fills.map((fill) => fill.at_ms)) - order.at_ms;
  const span = Math.max(end * 1.08, 0.5);
  return {
    x: (atMs: number) => LEFT + ((atMs - order.at_ms) / span) * (width - LEFT - RIGHT),
    y: (price: number) => TOP + ((top - price) / (top - bottom)) * (HEIGHT - TOP - BOTTOM),
    prices: roundMarks({ from: bottom, to: top, most: PRICE_LINES }),
    spans: roundMarks({ from: 0, to: span, most: TIME_MARKS }),
  };
}

/** Marks at round steps (1, 2 or 5 of a power of ten) within a range. */
function roundMarks({ from, to, most }: { from: number; to: number; most: number }): number[] {
  const power = 10 ** Math.floor(Math.log10((to - from) / most));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => (to - from) / size <= most) ?? power * 10;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

function summaryOf(fills: readonly FillDetail[], order: OrderDetail['order'], form: PriceForm): string {
  const prices = fills.map((fill) => fill.price);
  const [low, high] = [Math.min(...prices), Math.max(...prices)].map((price) => formatPrice(price, form));
  return `${fills.length} fills between ${low} and ${high}; mid at arrival ${formatPrice(order.arrival_mid, form)}`;
}
