/** Code that depends on the operating system, on a computer that has another one. */

/** What `action` returns while `process.platform` says `platform`. */
export function onSystem<T>(platform: NodeJS.Platform, action: () => T): T {
  const own = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
  Object.defineProperty(process, 'platform', { ...own, value: platform });
  try {
    return action();
  } finally {
    Object.defineProperty(process, 'platform', own);
  }
}
