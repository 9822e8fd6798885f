/** An IPv6 address as URLs write it, in brackets, without them; other hosts as they are. */
export function withoutBrackets(host: string): string {
  return host.replace(/[[\]]/g, '');
}
