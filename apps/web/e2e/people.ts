import { readFileSync } from 'node:fs';
import { type Role, role } from '@fairlead/contracts/access';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { z } from 'zod';

export const ROLES = role.options;

const credentials = z.object({
  api_key: z.string(),
  users: z.array(z.object({ email: z.string(), password: z.string(), role })),
});

/** What the first start wrote down. */
export function readCredentials(): z.infer<typeof credentials> {
  const path = process.env.E2E_CREDENTIALS;
  if (path === undefined) throw new Error('E2E_CREDENTIALS says where the credentials of the system under test are');
  return credentials.parse(JSON.parse(readFileSync(path, 'utf8')));
}

export function personOf(wanted: Role): { email: string; password: string } {
  const found = readCredentials().users.find((user) => user.role === wanted);
  if (found === undefined) throw new Error(`no user with the role ${wanted} was made`);
  return found;
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
const signedIn = new Map<Role, State>();

/** Signs a person in by the API, once a run: what the form does is tested on its own. */
async function stateOf(wanted: Role, request: APIRequestContext): Promise<State> {
  const known = signedIn.get(wanted);
  if (known !== undefined) return known;
  const { email, password } = personOf(wanted);
  const response = await request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: process.env.E2E_BASE_URL ?? '' },
  });
  expect(response.status(), 'signs in').toBe(200);
  const state = await request.storageState();
  signedIn.set(wanted, state);
  return state;
}

/** Tests whose page belongs to a person: a trader unless `as` says otherwise. */
export const test = base.extend<{ as: Role }>({
  as: ['TRADER', { option: true }],
  context: async ({ as, browser, playwright, baseURL, viewport }, use) => {
    const request = await playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
    const storageState = await stateOf(as, request);
    const context = await browser.newContext({
      storageState,
      viewport,
      ...(baseURL === undefined ? {} : { baseURL }),
    });
    await use(context);
    await context.close();
    await request.dispose();
  },
});

/** From here on the windows of a context belong to this person. */
export async function signInAs(role: Role, context: BrowserContext): Promise<void> {
  const response = await context.request.post('/api/auth/sign-in/email', {
    data: personOf(role),
    headers: { origin: process.env.E2E_BASE_URL ?? '' },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** A window of another person than whose test it is. */
export async function windowOf(role: Role, browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  await signInAs(role, context);
  return context.newPage();
}
