/** A public key as a user may type it, and what is wrong with it. */
import type { Translation } from '../../../messages/translation.ts';

type PublicKeyFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'length'; readonly length: number };

type TypedKey =
  | { readonly ok: true; readonly publicKey: string }
  | { readonly ok: false; readonly fault: PublicKeyFault };

/** Hexadecimal digits of an Ed25519 public key. */
const DIGITS = 64;

/** Reads 64 hexadecimal digits, with or without the `k:` of an account name, spaces or capitals. */
export function readPublicKey(text: string): TypedKey {
  const publicKey = text.trim().toLowerCase().replace(/^k:/, '');
  if (publicKey === '') return { ok: false, fault: { kind: 'missing' } };
  const [character] = /[^0-9a-f]/u.exec(publicKey) ?? [];
  if (character !== undefined) return { ok: false, fault: { kind: 'character', character } };
  const { length } = publicKey;
  return length === DIGITS
    ? { ok: true, publicKey }
    : { ok: false, fault: { kind: 'length', length } };
}

/** A sentence for below the field. */
export function publicKeyFaultText({ t }: Translation, fault: PublicKeyFault): string {
  switch (fault.kind) {
    case 'missing':
      return t('setup.publicKey.missing');
    case 'character':
      return t('setup.publicKey.character', { character: fault.character });
    case 'length':
      return t('setup.publicKey.length', { length: fault.length });
  }
}
