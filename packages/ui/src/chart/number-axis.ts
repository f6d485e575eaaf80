import type { Column } from '../column';
import { niceTicks, type Span } from './nice-ticks';
import type { Stop } from './stops';
import type { PlaceAxis } from './xy-chart';

/** A lower axis that counts something. */
export interface NumberAxis {
  readonly label: string;
  readonly unit: string;
  readonly format?: (value: number) => string;
}

const PLAIN = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** Round numbers below the picture, ending at the nearest round ones around it. */
export function numberAxis({ label, unit, format = PLAIN.format }: NumberAxis): PlaceAxis {
  return {
    title: unit === '' ? label : `${label}, ${unit}`,
    ticks: (span: Span, count: number) => {
      const { domain, ticks } = niceTicks(span, Math.min(count, 8));
      return { domain, ticks: ticks.map((at) => ({ at, label: format(at) })) };
    },
    format: (at) => `${label} ${format(at)} ${unit}`.trim(),
  };
}

export function numberColumn({ label, unit, format = PLAIN.format }: NumberAxis): Column<Stop> {
  return {
    id: 'place',
    header: label,
    unit,
    align: 'right',
    width: 120,
    value: ({ x }) => x,
    cell: ({ x }) => format(x),
  };
}
