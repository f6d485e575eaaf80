import { type Principal, worksForFirm } from './access.ts';

/** Whether somebody may say how a venue stands: it stands so for everybody, so people of a client may not. A key may what it was made for. */
export function mayRunVenues(principal: Principal): boolean {
  return principal.kind === 'KEY' || worksForFirm(principal);
}

export const OF_THE_FIRM = 'A venue stands as it does for every client: the firm’s own people decide on it.';
