import type { PaymentPart } from '@/words/report-cell-words';

/** What a net payment is made of, a part beside the other. */
export function PaymentParts({ parts }: { readonly parts: readonly PaymentPart[] }) {
  return parts.map(({ name, sign, usd }) => (
    <span key={name} className="whitespace-nowrap">
      <span className="figures text-fg">
        {sign} {usd}
      </span>{' '}
      {name}
    </span>
  ));
}
