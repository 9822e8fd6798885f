/** What a person may type as a public key, and what is wrong with it. */

export type TypedKey =
  | { readonly ok: true; readonly publicKey: string }
  | { readonly ok: false; readonly fault: string };

/**
 * Reads 64 hex digits, with or without the `k:` of an account name, blanks or capitals. The fault
 * is a sentence that can stand under the field.
 */
export function readPublicKey(text: string): TypedKey {
  const key = text.trim().toLowerCase().replace(/^k:/, '');
  if (key === '') return { ok: false, fault: 'A public key is needed: rewards go to it.' };
  const stranger = /[^0-9a-f]/.exec(key);
  if (stranger !== null) {
    return {
      ok: false,
      fault: `A public key has only 0-9 and a-f; this one has “${stranger[0]}”.`,
    };
  }
  if (key.length !== 64) {
    return { ok: false, fault: `A public key has 64 digits; this one has ${key.length}.` };
  }
  return { ok: true, publicKey: key };
}
