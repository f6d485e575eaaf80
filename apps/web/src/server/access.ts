import 'server-only';
import { AccessRepository } from '@fairlead/db/repositories/access-repository';
import { SignInRepository } from '@fairlead/db/repositories/sign-in-repository';
import { database } from './database';
import { processWide } from './process-wide';

/** What keys, sessions and people may do; the router asks the same. */
export const access = processWide('access', () => new AccessRepository(database()));

/** How often passwords may be tried. */
export const signIns = processWide('sign-ins', () => new SignInRepository(database()));
