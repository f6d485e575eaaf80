import { textFaults } from '@fairlead/contracts/exact-json';
import { IntakeProblem } from './problem.ts';

const ADDRESS_MOST = 8_192;

/** The problem of an address: too long, with an escape that is no text, or with a text that no record can hold; null where there is none. */
export function addressProblem(
  url: string,
  named: { readonly params: unknown; readonly query: unknown },
): IntakeProblem | null {
  if (url.length > ADDRESS_MOST) return new IntakeProblem('URI_TOO_LONG');
  if (!isDecodable(url)) return new IntakeProblem('MALFORMED_URL');
  const errors = [...textFaults(named.params), ...textFaults(named.query)];
  if (errors.length > 0) return new IntakeProblem('INVALID_REQUEST', { errors });
  return url.includes('%00') ? new IntakeProblem('MALFORMED_URL') : null;
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
