'use client';

import { PickField } from '@fairlead/ui/pick-field';
import { formatEtDate } from '@fairlead/ui/time';
import { useState } from 'react';
import type { PaymentTerms } from '@/rows/payment-terms';
import { useTRPC } from '@/trpc/client';
import { TextField, ValueField } from '../../act/act-fields';
import { AskedAct } from '../../act/asked-act';
import { usePicks } from '../../act/use-picks';
import { useImportedVenues } from '../../venue-names';
import { RATES } from '../terms-rates';

type Written = Omit<PaymentTerms, 'author_name' | 'created_at_ms'>;

const RATE = /^-?\d{1,12}(\.\d{1,8})?$/;
const NOTHING: Written = {
  ...{ venue_id: '', effective_from: '', pfof_market: '0', pfof_marketable_limit: '0' },
  ...{ pfof_non_marketable_limit: '0', pfof_other: '0', profit_sharing_rate: '0' },
  ...{ profit_sharing: '', material_aspects: '', source: '' },
};

interface SetTermsProps {
  /** Terms to begin with; null begins with none. */
  readonly like: PaymentTerms | null;
  readonly onClose: () => void;
}

/** The question before it is written what a venue pays from a day on. */
export function SetTerms({ like, onClose }: SetTermsProps) {
  const trpc = useTRPC();
  const [terms, setTerms] = useState<Written>(() => writtenLike(like));
  const change = (part: Partial<Written>) => setTerms((before) => ({ ...before, ...part }));
  const missing = missingOf(terms);
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title="Write what a venue pays"
      description="From a day on. Terms of the same venue and day that are there already are replaced."
      choice={(readOnly) => <TermsFields terms={terms} change={change} readOnly={readOnly} />}
      missing={missing}
      lines={missing === null ? linesOf(terms) : undefined}
      confirm="Keep them"
      keep="Keep nothing"
      names={{
        done: 'Kept',
        doneSays: 'Reports that are asked for from now on are made by them.',
        undone: 'Nothing was kept.',
      }}
      procedure={trpc.reports.setTerms.mutationOptions()}
      inputOf={(why) => ({ terms, ...why })}
      onClose={onClose}
    />
  );
}

function writtenLike(like: PaymentTerms | null): Written {
  const effective_from = formatEtDate(Date.now());
  if (like === null) return { ...NOTHING, effective_from };
  const { author_name: _author, created_at_ms: _at, ...written } = like;
  return { ...written, effective_from };
}

function linesOf({ venue_id, effective_from }: Written): readonly string[] {
  return [
    `Executions at ${venue_id} from ${effective_from} on are paid for by these rates, until the day of later terms.`,
    'The words stand in each report whose time ends on that day or later. Reports that are made stay as they are.',
  ];
}

function missingOf(terms: Written): string | null {
  if (terms.venue_id === '') return 'Choose the venue.';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(terms.effective_from)) return 'Give the day from which they hold.';
  if (RATES.some(([rate]) => !RATE.test(terms[rate]))) return 'Give each rate in digits, with up to 8 decimals.';
  if (terms.material_aspects.trim() === '') return 'Tell the material aspects; where there are none, say so.';
  return terms.source.trim() === '' ? 'Say where they are written.' : null;
}

interface TermsFieldsProps {
  readonly terms: Written;
  readonly change: (part: Partial<Written>) => void;
  readonly readOnly: boolean;
}

function TermsFields({ terms, change, readOnly }: TermsFieldsProps) {
  const { venues } = usePicks();
  const imported = useImportedVenues();
  return (
    <fieldset disabled={readOnly} className="grid gap-3 sm:grid-cols-2">
      <legend className="sr-only">The terms</legend>
      <PickField
        label="Venue"
        value={terms.venue_id === '' ? null : terms.venue_id}
        onChange={(id) => change({ venue_id: id ?? '' })}
        picks={[...venues, ...imported.map(({ venue_id: id, venue_name: name }) => ({ id, name }))]}
      />
      <ValueField
        label="From"
        type="date"
        value={terms.effective_from}
        onChange={(effective_from) => change({ effective_from })}
      />
      {RATES.map(([rate, name]) => (
        <ValueField
          key={rate}
          label={`${name}, USD for 100 shares`}
          value={terms[rate]}
          onChange={(text) => change({ [rate]: text })}
          isFigure
        />
      ))}
      <ValueField
        label="Profit sharing in words, where there is one"
        value={terms.profit_sharing}
        onChange={(profit_sharing) => change({ profit_sharing })}
      />
      <div className="sm:col-span-2">
        <TextField
          label="Material aspects, as reports print them: incentives, disincentives, tiers, minimums"
          value={terms.material_aspects}
          onChange={(material_aspects) => change({ material_aspects })}
        />
      </div>
      <div className="sm:col-span-2">
        <ValueField
          label="Where they are written: a contract, a price list"
          value={terms.source}
          onChange={(source) => change({ source })}
        />
      </div>
    </fieldset>
  );
}
