/** Versions as tags of releases name them: `1.2.3`, `v1.2.3`, `1.3.0-rc.1` (https://semver.org). */

const VERSION = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[\w.-]{1,40})?(?:\+[\w.-]{1,40})?$/;

/** The version without its `v`; null when the text is none. */
export function versionIn(tag: string): string | null {
  return VERSION.test(tag) ? tag.replace(/^v/, '') : null;
}

/** Whether `other` is newer than `current`; a release is newer than its own previews. False where either is no version. */
export function isNewer(other: string, current: string): boolean {
  const [a, b] = [VERSION.exec(other), VERSION.exec(current)];
  if (a === null || b === null) return false;
  for (const part of [1, 2, 3]) {
    const [its, ours] = [Number(a[part]), Number(b[part])];
    if (its > ours) return true;
    if (its < ours) return false;
  }
  return a[4] === undefined && b[4] !== undefined;
}
