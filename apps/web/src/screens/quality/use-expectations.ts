'use client';

import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import { useQuery } from '@tanstack/react-query';
import type { QualityAsk } from '@/rows/quality';
import { useTRPC } from '@/trpc/client';
import { whileLooked } from './use-quality';

/** What was expected to be paid beside what was, told apart by some dimensions. */
export function useExpectations(ask: QualityAsk, by: readonly QualityDimension[], enabled: boolean) {
  const trpc = useTRPC();
  return useQuery(trpc.quality.expectations.queryOptions({ ask, by: [...by] }, whileLooked(ask, enabled)));
}

/** How often what was expected to be filled was filled. */
export function useCalibration(ask: QualityAsk, enabled: boolean) {
  const trpc = useTRPC();
  return useQuery(trpc.quality.calibration.queryOptions(ask, whileLooked(ask, enabled)));
}
