import type { role } from '@fairlead/contracts/enums';
import type { z } from 'zod';

/** What each role is here for, in the words of the person who has it. */
export const ROLE_NAMES: Readonly<Record<z.infer<typeof role>, string>> = {
  TRADER: 'Trader',
  COMPLIANCE: 'Compliance',
  OPERATIONS: 'Operations',
  AUDITOR: 'Auditor (reads only)',
  ADMIN: 'Administrator',
};
