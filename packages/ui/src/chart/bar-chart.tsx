'use client';

import { CategoryChart, type CategoryChartProps } from './category-chart';

/** Amounts by name, from zero, with intervals and limits where there are any. */
export function BarChart(props: CategoryChartProps) {
  return <CategoryChart {...props} look="bar" />;
}
