'use client';

import { ActButton } from '@fairlead/ui/act-button';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { Dialog } from '@fairlead/ui/dialog';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo, useState } from 'react';
import type { PaymentTerms } from '@/rows/payment-terms';
import { useViewer } from '@/viewer/viewer-context';
import { momentOf } from '@/words/report-words';
import type { NameOf } from '@/words/venue-words';
import { Facts } from '../facts';
import { useVenueNames, VenueCell } from '../venue-names';
import { SetTerms } from './acts/set-terms';
import { RATES } from './terms-rates';
import { usePaymentTerms } from './use-reports';

const columnsOf = (nameOf: NameOf): readonly Column<PaymentTerms>[] => [
  {
    id: 'venue',
    header: 'Venue',
    width: 190,
    priority: 1,
    value: ({ venue_id: id }) => nameOf(id),
    cell: ({ venue_id: id }) => <VenueCell venueId={id} nameOf={nameOf} inTable />,
  },
  { id: 'from', header: 'From', width: 92, priority: 1, value: (terms) => terms.effective_from },
  ...RATES.map(
    ([id, header]): Column<PaymentTerms> => ({
      ...{ id, header, unit: 'USD/100', align: 'right', width: 92 + header.length * 4, priority: 3 },
      hint: 'In US dollars for 100 shares executed; received is positive, paid is negative',
      value: (terms) => Number(terms[id]),
      cell: (terms) => terms[id],
    }),
  ),
  {
    id: 'aspects',
    header: 'Material aspects',
    width: 150,
    grow: true,
    priority: 1,
    value: (terms) => terms.material_aspects,
    cell: (terms) => <span title={terms.material_aspects}>{terms.material_aspects}</span>,
  },
  { id: 'source', header: 'Written in', width: 150, priority: 4, value: ({ source }) => source },
  { id: 'by', header: 'Kept by', width: 150, priority: 4, value: (terms) => terms.author_name },
];

/** What venues pay for orders from which day on, and the material aspects of the relationship in words. */
export function TermsView() {
  const query = usePaymentTerms();
  const nameOf = useVenueNames();
  const columns = useMemo(() => columnsOf(nameOf), [nameOf]);
  const viewer = useViewer();
  const [opened, setOpened] = useState<PaymentTerms | null>(null);
  const [asked, setAsked] = useState<PaymentTerms | 'NEW' | null>(null);
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="What venues pay"
        columns={columns}
        rows={query.data ?? []}
        rowKey={(terms) => `${terms.venue_id} ${terms.effective_from}`}
        onOpen={setOpened}
        primary
        toolbar={
          <>
            <SectionTitle
              title="Payment terms"
              note="by venue, the latest first; those of a trade’s day pay for it, and their words stand in the report"
            />
            <ActButton whyNot={viewer.whyNot('reports:write')} onClick={() => setAsked('NEW')}>
              Write terms…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nothing is written of what venues pay">
            Reports then say that nothing was received beyond rebates, and each is found to tell no material aspects.
          </EmptyState>
        }
      />
      {opened !== null && (
        <TermsSheet
          terms={opened}
          nameOf={nameOf}
          onLike={() => {
            setAsked(opened);
            setOpened(null);
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {asked !== null && <SetTerms like={asked === 'NEW' ? null : asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface TermsSheetProps {
  readonly terms: PaymentTerms;
  readonly nameOf: NameOf;
  /** Writes terms that begin with these. */
  readonly onLike: () => void;
  readonly onClose: () => void;
}

function TermsSheet({ terms, nameOf, onLike, onClose }: TermsSheetProps) {
  const whyNot = useViewer().whyNot('reports:write');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${nameOf(terms.venue_id)}, from ${terms.effective_from}`}
      description={`Written in ${terms.source}; kept by ${terms.author_name} ${momentOf(terms.created_at_ms)}.`}
    >
      <div className="-mx-4 mb-3">
        <Facts facts={RATES.map(([id, name]) => [name, `${terms[id]} USD for 100 shares`])} />
      </div>
      {terms.profit_sharing !== '' && (
        <p className="mb-3 text-sm">
          <span className="text-muted">Profit sharing: </span>
          {terms.profit_sharing}
        </p>
      )}
      <h3 className="text-xs font-semibold">Material aspects, as reports print them</h3>
      <p className="mt-1 text-sm whitespace-pre-wrap">{terms.material_aspects}</p>
      <div className="mt-4 flex justify-end">
        <ActButton whyNot={whyNot} onClick={onLike}>
          Write others like them…
        </ActButton>
      </div>
    </Dialog>
  );
}
