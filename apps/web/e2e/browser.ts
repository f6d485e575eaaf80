import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

interface Launch {
  readonly executablePath: string;
  readonly args: string[];
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
/** A closed network refuses what a browser asks for by itself; and as root there is no sandbox. */
const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Playwright's own browser where it is installed, else Debian's, else the one that comes as an npm package. */
export async function browserLaunch(): Promise<Launch> {
  const own = chromium.executablePath();
  if (existsSync(own)) return { executablePath: own, args: QUIET };
  if (existsSync(SYSTEM_CHROMIUM)) return { executablePath: SYSTEM_CHROMIUM, args: QUIET };
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath(), args: [...packaged.args, ...QUIET] };
}
