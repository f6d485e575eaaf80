import { v7 as uuidV7 } from 'uuid';
import type { AuditRecord } from '../repositories/audit-repository.ts';

/** What a person did to a venue. */
export function auditRecord(action = 'VENUE_DISABLED'): AuditRecord {
  return {
    id: uuidV7(),
    actor_type: 'USER',
    actor_id: 'admin@fairlead.local',
    action,
    subject_type: 'venue',
    subject_id: 'XNYS',
    before: '{"enabled": true}',
    after: '{"enabled":false}',
    reason: 'maintenance',
    trace_id: null,
    created_at_us: 1_763_650_800_123_457,
  };
}
