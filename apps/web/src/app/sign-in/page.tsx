import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ownPath } from '@/own-path';
import { SignIn } from '@/screens/sign-in/sign-in';
import { currentViewer } from '@/server/session';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = ownPath((await searchParams).next) ?? '/';
  if ((await currentViewer()) !== null) redirect(next);
  return <SignIn next={next} />;
}
