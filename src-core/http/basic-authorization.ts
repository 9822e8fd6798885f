/** User name and password of a URL, as sent by HTTP (RFC 7617). */

/** The value of an authorization header; null where the URL has neither. A secret. */
export function basicAuthorization({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const pair = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** `text` without percent encoding; as it is where a percent sign in it stands for itself. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
