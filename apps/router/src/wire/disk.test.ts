import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskOf } from './disk.ts';

it('counts the files of a folder and below, each once, and says what is free', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-disk-'));
  try {
    await mkdir(join(folder, 'below', 'deeper'), { recursive: true });
    await writeFile(join(folder, 'one'), Buffer.alloc(1_000));
    await writeFile(join(folder, 'below', 'deeper', 'two'), Buffer.alloc(234));
    await symlink(join(folder, 'one'), join(folder, 'below', 'again'));
    const disk = diskOf(folder);
    expect(await disk.usedBytes()).toBe(1_234);
    expect(await disk.freeBytes()).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('counts nothing in a folder that is not there, and cannot say what is free', async () => {
  const disk = diskOf(join(tmpdir(), 'fairlead-no-such-folder'));
  expect(await disk.usedBytes()).toBe(0);
  await expect(disk.freeBytes()).rejects.toThrow('ENOENT');
});
