import type { reportFirmView } from '@fairlead/contracts/report-settings';
import type { z } from 'zod';

/** Who the firm is from a day on, as its reports name it. */
export type ReportFirm = z.infer<typeof reportFirmView>['rows'][number];
