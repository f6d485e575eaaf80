import type { ExemptionFigures } from '@/rows/customer-figures';
import { exemptionWords } from '@/words/exemption-words';
import { FormPart } from './form-sheet';

/** Whether the report is owed at all, with the figures by which that is decided. */
export function ExemptionPart({ figures }: { readonly figures: ExemptionFigures }) {
  return (
    <FormPart title="Exemptions">
      <ul className="flex flex-col gap-1 py-2 text-sm">
        {exemptionWords(figures).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </FormPart>
  );
}

/** Whose report it is, for whom, and of which days. */
export const customerLines = (head: {
  readonly bd: string;
  readonly customer: string;
  readonly startDate: string;
  readonly endDate: string;
}): readonly string[] => [
  head.bd,
  head.customer === '' ? 'For all customers together' : `For ${head.customer}`,
  `${head.startDate} to ${head.endDate}`,
];
