'use client';

import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { NameOf } from '@/words/venue-words';
import { montageColumns } from './montage-columns';

/** What every venue showed at that instant, as the decision saw it. */
export function Montage({ evidence, nameOf }: { evidence: DecisionEvidence; nameOf: NameOf }) {
  const columns = useMemo(() => montageColumns(evidence, nameOf), [evidence, nameOf]);
  return (
    <div className="min-w-0">
      <DataTable
        name="Montage"
        toolbar={<SectionTitle title="Montage" note="every venue as the decision saw it" />}
        columns={columns}
        rows={evidence.market.venues}
        rowKey={(row) => row.venue_id}
        rowsInSight={Math.min(24, evidence.market.venues.length)}
        empty={<EmptyState title="No venue was known">The record holds no market.</EmptyState>}
      />
    </div>
  );
}
