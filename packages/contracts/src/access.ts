import { z } from 'zod';

/** What people of the console are here for. */
export const role = z.enum(['TRADER', 'COMPLIANCE', 'OPERATIONS', 'AUDITOR', 'ADMIN']);
export type Role = z.infer<typeof role>;

export const SCOPES = [
  'route:write',
  'orders:write',
  'orders:read',
  'venues:write',
  'rules:write',
  'rules:approve',
  'risk:write',
  'risk:halt',
  'reports:read',
  'reports:write',
  'reports:approve',
  'jobs:read',
  'jobs:run',
  'audit:read',
  'events:read',
  'admin',
] as const;
/** What a person or a key may do. Each route of the router and each procedure of the console asks for one. */
export const scope = z.enum(SCOPES);
export type Scope = z.infer<typeof scope>;

/** What each role may do, at the router and in the console alike: the only place where it is written. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  TRADER: ['route:write', 'orders:write', 'orders:read', 'events:read'],
  COMPLIANCE: [
    'orders:read',
    'events:read',
    'rules:write',
    'rules:approve',
    'risk:halt',
    'reports:read',
    'reports:write',
    'reports:approve',
    'jobs:read',
    'audit:read',
  ],
  OPERATIONS: ['orders:read', 'events:read', 'venues:write', 'risk:write', 'risk:halt', 'jobs:read', 'jobs:run'],
  AUDITOR: ['orders:read', 'events:read', 'reports:read', 'jobs:read', 'audit:read'],
  ADMIN: [...scope.options],
};

/** The services of an installation that call its router with a key of their own. */
export type ServiceName = 'console';

/** What each of them may do, for the firm: no more than it needs. The console reads one stream for everybody who is signed in; what they do, it asks in their own names. */
export const SERVICE_SCOPES: Readonly<Record<ServiceName, readonly Scope[]>> = {
  console: ['orders:read'],
};

/** What each scope lets one do, as it follows "may" and "may not". */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'route:write': 'ask for routing decisions',
  'orders:write': 'send, change or cancel orders',
  'orders:read': 'see orders, decisions and the market',
  'venues:write': 'change the status of a venue',
  'rules:write': 'write routing rules',
  'rules:approve': 'approve routing rules',
  'risk:write': 'change risk limits',
  'risk:halt': 'halt trading and release halts',
  'reports:read': 'see reports',
  'reports:write': 'ask for reports, and say who the firm is and what venues pay',
  'reports:approve': 'approve and publish reports',
  'jobs:read': 'see the jobs of the worker',
  'jobs:run': 'have jobs run now, or tried again',
  'audit:read': 'see the audit trail',
  'events:read': 'read the messages of the journal',
  admin: 'administer the installation',
};

/** The roles that have a scope, as they are listed. */
export function rolesWith(wanted: Scope): readonly Role[] {
  return role.options.filter((each) => ROLE_SCOPES[each].includes(wanted));
}
