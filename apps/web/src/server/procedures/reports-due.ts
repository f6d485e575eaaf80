import 'server-only';
import { z } from 'zod';
import { reportDue } from '@/rows/report-run';
import { dueReports } from '../reading/report-due';
import { procedureFor } from '../trpc';

/** What is to be published of the time that ended last, and how far that is. */
export const reportsDue = procedureFor('reports:read')
  .output(z.array(reportDue))
  .query(({ ctx }) => dueReports(ctx.read.reports, Date.now()));
