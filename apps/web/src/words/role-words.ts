import type { Viewer } from '@/server/session';

/** What each role is here for, in the words of the person who has it. */
export const ROLE_NAMES: Readonly<Record<Viewer['role'], string>> = {
  TRADER: 'Trader',
  COMPLIANCE: 'Compliance',
  OPERATIONS: 'Operations',
  AUDITOR: 'Auditor (reads only)',
  ADMIN: 'Administrator',
};
