/** Packs the program for Debian and Ubuntu with dpkg-deb, which fetches nothing. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { APP_ID } from '../linux-desktop.ts';
import { layOutDeb } from './deb-tree.ts';
import type { DebFacts } from './deb-tree.ts';

/**
 * Zstandard, which Debian 12, Ubuntu 22.04 and newer read. xz makes the package a tenth smaller in thirty times the
 * time, and takes as long again at each user's.
 */
const COMPRESSION = ['-Zzstd', '-z12'];

export interface DebOptions extends DebFacts {
  readonly target: string;
  /** For dpkg-deb. */
  readonly compression?: readonly string[];
}

/**
 * Writes the package. The same program becomes the same bytes: all files are of the day of the release, and belong to root.
 * @throws Error when dpkg-deb is missing or fails
 */
export async function makeDeb({
  target,
  compression = COMPRESSION,
  ...facts
}: DebOptions): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'heddle-deb-'));
  try {
    const timeSeconds = await releaseTime(facts.project);
    await layOutDeb(root, facts);
    await mkdir(dirname(target), { recursive: true });
    await promisify(execFile)(
      'dpkg-deb',
      ['--root-owner-group', ...compression, '--build', root, target],
      { env: { ...process.env, SOURCE_DATE_EPOCH: String(timeSeconds) } },
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The day of the newest release, in seconds since 1970, unless whoever packs has chosen a time. */
async function releaseTime(project: string): Promise<number> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined) return Number(given);
  const file = join(project, 'assets', 'linux', `${APP_ID}.metainfo.xml`);
  const day = /<release [^>]*date="([^"]+)"/.exec(await readFile(file, 'utf8'))?.[1];
  if (day === undefined) throw new Error(`${file} has no release with a date`);
  return Date.parse(day) / 1000;
}
