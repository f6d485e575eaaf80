import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ownPath } from '@/own-path';
import { SignIn } from '@/screens/sign-in/sign-in';
import { currentViewer } from '@/server/session';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  readonly searchParams: Promise<{ readonly next?: string | string[]; readonly ended?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next: asked, ended } = await searchParams;
  const next = ownPath(asked) ?? '/';
  if ((await currentViewer()) !== null) redirect(next);
  return <SignIn next={next} hasEnded={ended !== undefined} />;
}
