'use client';

import { Badge } from '@fairlead/ui/badge';
import { useSystem } from './use-system';

const WORDS = {
  SIMULATED: { tone: 'strong', says: 'Orders go to simulated venues; nothing reaches a real market' },
  LIVE: { tone: 'accent', says: 'Orders go to real markets' },
} as const;

/** Where orders go, by the router's own word; a dash until it has said so. */
export function EnvironmentBadge() {
  const environment = useSystem()?.lasting?.environment;
  if (environment === undefined) return <Badge title="The router has not said yet where orders go">–</Badge>;
  const { tone, says } = WORDS[environment];
  return (
    <Badge tone={tone} title={says}>
      {environment}
    </Badge>
  );
}
