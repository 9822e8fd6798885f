/** Logins of machines that the user wants to keep, each encrypted by the operating system. */
import { z } from 'zod';
import type { DeviceLogin, Logger, LoginStore } from '../../src-core/index.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from './json-file.ts';

/** What encrypts for this user of this computer. */
export interface Cipher {
  /** False where what it encrypts could still be read by others. */
  canEncrypt(): boolean;
  encrypt(text: string): Buffer;
  /** @throws where it was encrypted by another user or on another computer */
  decrypt(encrypted: Buffer): string;
}

/** By device id, in base64. */
const fileSchema = z.record(z.string(), z.string().max(10_000));
const loginSchema = z.strictObject({ user: z.string().nullable(), password: z.string() });

/**
 * Opens the file at `path`. One that cannot be used is set aside. A login that cannot be decrypted here
 * is as one that was never kept. Nothing is kept where the system cannot encrypt.
 */
export async function openMachineLogins(
  path: string,
  cipher: Cipher,
  logger: Logger,
): Promise<LoginStore> {
  const file = openJsonFile<Record<string, string>>(path, fileSchema);
  const found = await file.readOrSetAside(logger);
  const encrypted = new Map(Object.entries((found.ok ? found.value : null) ?? {}));

  async function save(): Promise<void> {
    const written = await file.write(Object.fromEntries(encrypted));
    if (!written.ok) logger.error(failureLine(written.error));
  }

  return {
    canKeep: cipher.canEncrypt,
    get(id) {
      const kept = encrypted.get(id);
      return kept === undefined || !cipher.canEncrypt() ? null : decrypted(cipher, kept);
    },
    keep(id, login) {
      if (!cipher.canEncrypt()) return;
      encrypted.set(id, cipher.encrypt(JSON.stringify(login)).toString('base64'));
      void save();
    },
    forget(id) {
      if (encrypted.delete(id)) void save();
    },
  };
}

function decrypted(cipher: Cipher, kept: string): DeviceLogin | null {
  try {
    const login = loginSchema.safeParse(JSON.parse(cipher.decrypt(Buffer.from(kept, 'base64'))));
    return login.success ? login.data : null;
  } catch {
    // Not to be logged: the message may quote the text.
    return null;
  }
}
