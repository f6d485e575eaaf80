import { v7 as uuidV7 } from 'uuid';
import type { RiskWriter } from '../repositories/risk-writer.ts';

/** A person who does something for the first time, now or at a time in microseconds since 1970. */
export function personWriter(name = 'anna', atUs = Date.UTC(2026, 9, 5, 14) * 1_000): RiskWriter {
  const email = `${name}@fairlead.local`;
  return {
    type: 'USER',
    id: email,
    personId: email,
    name,
    reason: `${name} has looked at it`,
    traceId: null,
    atUs,
    auditId: uuidV7(),
  };
}
