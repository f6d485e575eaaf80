import 'server-only';
import { haltEffect, haltedWhom } from '@fairlead/contracts/halt';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** What a halt would find now, in numbers. */
export const haltEffectGet = procedureFor('risk:halt')
  .input(haltedWhom)
  .output(haltEffect)
  .query(({ ctx, input }) => {
    const named = Object.entries(input).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
    return callRouter(ctx.headers, {
      method: 'GET',
      path: `/halt/effect?${new URLSearchParams(named)}`,
      answer: haltEffect,
    });
  });
