/** The licences of other people's work in the program: whose it is, and the text that has to go along with it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
});

/** Licences that let us ship the work under MIT with its notice. */
const SHIPPED = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1'];
/** Licences of tools, of which nothing is shipped, beside those. */
const OF_TOOLS = ['BlueOak-1.0.0', 'CC-BY-4.0', 'CC0-1.0', 'MPL-2.0', 'Python-2.0', 'WTFPL'];

/** Whether a licence expression (SPDX) can be fulfilled by what we do: ship the work, or only use it as a tool. */
export function isAllowed(expression: string, use: 'shipped' | 'tool'): boolean {
  const allowed = use === 'shipped' ? SHIPPED : [...SHIPPED, ...OF_TOOLS];
  const isFlatAllowed = (flat: string): boolean =>
    flat
      .split(' OR ')
      .some((either) => either.split(' AND ').every((licence) => allowed.includes(licence)));
  // What stands in brackets counts as one licence: AND comes before OR elsewhere.
  const inner = expression.replace(/\(([^()]*)\)/, (_, flat: string) =>
    isFlatAllowed(flat) ? 'MIT' : 'refused',
  );
  return inner === expression ? isFlatAllowed(expression) : isAllowed(inner, use);
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** The folder of the package that `file` (an absolute path) lies in; null for a file of our own. */
export function packageFolderOf(file: string): string | null {
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1] ?? null;
}

/**
 * A notice for each of these packages: name, version and licence, then what its licence files say.
 * @throws Error on a package without a licence, or with one under which we must not ship it.
 */
export function licenceNotices(packageFolders: Iterable<string>): string {
  const notices = [...new Set(packageFolders)].map(noticeOf);
  return [...new Set(notices)].sort().join('\n');
}

function noticeOf(folder: string): string {
  const description: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = packageSchema.parse(description);
  if (!isAllowed(license, 'shipped')) throw new Error(`${name} is under ${license}: not shipped`);
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  const title = `${name} ${version} (${license})`;
  return `${title}\n${'-'.repeat(title.length)}\n${texts.join('')}\n`;
}
