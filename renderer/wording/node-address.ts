/** What a person may type as a node's address, and what is wrong with it. */

export type TypedAddress =
  | {
      readonly ok: true;
      /** `host:port`. */
      readonly address: string;
      /** Whether a typed `https://` or `http://` asked for TLS; null when none was typed. */
      readonly useTls: boolean | null;
    }
  | { readonly ok: false; readonly fault: string };

/**
 * Reads `host:port`; an address copied from a browser may bring its `http://` or `https://` and a
 * slash. The fault is a sentence that can stand under the field.
 */
export function readNodeAddress(text: string): TypedAddress {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, fault: 'An address is needed, e.g. localhost:1848.' };
  const scheme = /^([a-z]+):\/\//i.exec(trimmed)?.[1]?.toLowerCase() ?? null;
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') {
    return { ok: false, fault: `A node is reached by http or https, not by ${scheme}.` };
  }
  const address = trimmed.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');
  const parts = /^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+):(\d{1,5})$/.exec(address);
  if (parts === null) {
    return /:\d+$/.test(address)
      ? { ok: false, fault: 'This is not host:port, e.g. localhost:1848.' }
      : { ok: false, fault: 'The port is missing, e.g. localhost:1848.' };
  }
  const port = Number(parts[2]);
  if (port < 1 || port > 65_535) return { ok: false, fault: 'A port is within 1 and 65535.' };
  return { ok: true, address, useTls: scheme === null ? null : scheme === 'https' };
}
