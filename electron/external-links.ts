/** The addresses outside of the program that a click may open in the person's browser. */

/** Origin and the path that must begin like this. */
const ALLOWED = [
  { origin: 'https://github.com', path: '/kadena-io/' },
  { origin: 'https://docs.kadena.io', path: '/' },
] as const;

/** Whether `address` is one of the places the program itself points to. */
export function isAllowedLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  return ALLOWED.some(({ origin, path }) => url.origin === origin && url.pathname.startsWith(path));
}
