'use client';

import { CategoryChart, type CategoryChartProps } from './category-chart';

/** Estimates by name: where each lies and how sure it is. The axis need not begin at zero. */
export function IntervalChart(props: CategoryChartProps) {
  return <CategoryChart {...props} look="mark" />;
}
