import { formatDollars, formatExact } from '@/words/risk-words';

/** An amount of dollars to the cent, with all that is finer under the pointer. */
export function Dollars({ amount }: { readonly amount: string }) {
  const [shown, exact] = [formatDollars(amount), formatExact(amount)];
  return (
    <span className="figures" title={shown === exact ? undefined : `${exact} USD`}>
      {shown}
    </span>
  );
}
