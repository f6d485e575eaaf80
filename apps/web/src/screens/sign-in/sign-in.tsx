'use client';

import { Button } from '@fairlead/ui/button';
import { type FormEvent, useState } from 'react';
import { Mark } from '../shell/mark';

const FIELD =
  'h-9 w-full rounded-md border border-line-strong bg-bg px-3 text-base hover:border-faint aria-[invalid=true]:border-stopped';

/** The door: says what this is, asks who one is, says plainly when that was wrong, and leads to where one wanted to go. */
export function SignIn({ next, hasEnded }: { next: string; hasEnded: boolean }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const told = await tryToSignIn(new FormData(event.currentTarget));
    if (told === null) return window.location.assign(next);
    setFailure(told);
    setBusy(false);
  };
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[340px]">
        <div className="mb-7 flex items-center gap-2.5">
          <Mark size={26} />
          <h1 className="text-xl font-semibold tracking-tight">Fairlead</h1>
        </div>
        {hasEnded && (
          <p role="status" className="mb-5 border-l-2 border-degraded pl-3 text-xs text-fg">
            Your session has ended. Sign in again{next === '/' ? '.' : ', and you are back where you were.'}
          </p>
        )}
        <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <label className="flex flex-col gap-1.5 text-xs text-muted">
            E-mail
            <input
              name="email"
              type="email"
              autoComplete="username"
              required
              className={FIELD}
              aria-invalid={failure !== null}
            />
          </label>
          <label className="flex flex-col gap-1.5 text-xs text-muted">
            Password
            <input
              name="password"
              type="password"
              autoComplete="current-password"
              required
              className={FIELD}
              aria-invalid={failure !== null}
            />
          </label>
          <p role="alert" className="min-h-5 text-xs text-stopped">
            {failure}
          </p>
          <Button type="submit" look="primary" size="lg" disabled={busy}>
            {busy ? 'Signing in…' : 'Sign in'}
          </Button>
        </form>
        <p className="mt-6 border-t border-line pt-4 text-xs text-faint">
          The first start wrote a user for each role to <span className="font-mono">.data/credentials.json</span> on the
          machine that runs Fairlead.
        </p>
      </div>
    </main>
  );
}

/** Null when it worked, otherwise what to tell the person. */
async function tryToSignIn(form: FormData): Promise<string | null> {
  const email = form.get('email');
  const password = form.get('password');
  if (typeof email !== 'string' || typeof password !== 'string' || email === '' || password === '')
    return 'Give your e-mail and your password.';
  try {
    const response = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (response.ok) return null;
    if (response.status === 429) return tooManyTries(Number(response.headers.get('retry-after')));
    if (response.status === 403) return 'This account is suspended. Ask your administrator.';
    return response.status < 500
      ? 'E-mail or password is wrong.'
      : 'The console cannot reach its database. Try again shortly.';
  } catch {
    return 'The console does not answer. Is it running?';
  }
}

function tooManyTries(seconds: number): string {
  if (seconds < 60) return `Too many wrong tries. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  const minutes = Math.ceil(seconds / 60);
  return `Too many wrong tries. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
}
