/**
 * The rig in a user name. Pools split `account.rig` at the first dot; a name that has a dot for
 * another reason (an address, a host) is one as a whole.
 */
import { cleanName } from './peer-text.ts';

/** An account of Kadena (a principal such as `k:…`, or a bare public key) with what follows it. */
const ACCOUNT =
  /^(?:k:[0-9a-f]+|[0-9a-f]{64}|[wuc]:[\w-]{43}(?::[^./\s]+)?|r:[^./\s]+)(?:[./_+](.*))?$/i;
/** Behind a dot only what has a digit is a rig: `me@home.co.uk` has none. */
const EMAIL = /^[^\s@/]+@[^\s@/_]+\.[a-z]{2,}(?:[/_+](.+)|\.([^.]*\d.*))?$/i;
/** Of a machine; what follows it is a rig. */
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:[./_+](.*))?$/;
/** Names that only a local network gives out. */
const HOST = /^[^\s/]+\.(?:local|localdomain|lan|home|internal|home\.arpa)$/i;
const SPLIT = /^[^\s./]*[./](.*)$/;

/**
 * What the machine's owner calls it: the part after the account, or the whole name where there is
 * none, of at most 128 characters. Empty where only the account's separator is there.
 * @param user a name without control characters
 */
export function rigName(user: string): string {
  return cleanName(rigOf(user));
}

function rigOf(user: string): string {
  const name = decoded(user);
  const account = ACCOUNT.exec(name);
  if (account !== null) return account[1] ?? name;
  const email = EMAIL.exec(name);
  if (email !== null) return email[1] ?? email[2] ?? name;
  const address = IPV4.exec(name);
  if (address !== null) return address[1] || name;
  if (HOST.test(name)) return name;
  return SPLIT.exec(name)?.[1] ?? name;
}

/** Some firmware percent-encodes what is neither a letter nor a digit. */
function decoded(user: string): string {
  return user.replace(/%([2-6][0-9a-f]|7[0-9a-e])/gi, (_code, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
