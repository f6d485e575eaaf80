import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignIn } from '@/screens/sign-in/sign-in';
import { currentViewer } from '@/server/session';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  if ((await currentViewer()) !== null) redirect('/live');
  return <SignIn />;
}
