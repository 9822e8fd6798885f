/** Encryption by the operating system: Keychain, DPAPI, or the keyring of a Linux desktop. */
import { safeStorage } from 'electron';
import type { Cipher } from '../settings/machine-logins.ts';

/** To be called once the app is ready. */
export function systemCipher(): Cipher {
  return {
    canEncrypt: () => safeStorage.isEncryptionAvailable() && !usesFixedKey(),
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (encrypted) => safeStorage.decryptString(encrypted),
  };
}

/** Without a keyring, Chromium encrypts with a key that is in its source. */
function usesFixedKey(): boolean {
  if (process.platform !== 'linux') return false;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend === 'basic_text' || backend === 'unknown';
}
