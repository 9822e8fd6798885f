/** A small JSON file of the program's own, checked when it is read. */
import type { z } from 'zod';
import {
  brokenName,
  complaintOf,
  createTurns,
  err,
  ok,
  readJsonFile,
  renamePatiently,
  writeFileAtomically,
} from '../../src-core/index.ts';
import type { Logger, Result } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import { failureLine } from '../logging/failure-line.ts';
import { fileFailure } from './file-failure.ts';

interface JsonFile<T> {
  /** What it holds, null when there is none. A file that cannot be used stays as it is. */
  read(): Promise<Result<T | null, Failure>>;
  /** The same; a file that cannot be used is logged and set aside. */
  readOrSetAside(logger: Logger): Promise<Result<T | null, Failure>>;
  /** Writes in the order of the calls. */
  write(content: T): Promise<Result<void, Failure>>;
  /** Renames the file, so that its content is kept; the new path. */
  setAside(): Promise<Result<string, Failure>>;
}

/** The file at `path`, whose content has the shape of `schema`. */
export function openJsonFile<T>(path: string, schema: z.ZodType<T>): JsonFile<T> {
  const inTurn = createTurns();

  const file: JsonFile<T> = {
    async read() {
      const found = await readJsonFile(path);
      if (!found.ok) return err({ kind: 'config', error: found.error });
      if (found.value === null) return ok(null);
      const parsed = schema.safeParse(found.value);
      if (parsed.success) return ok(parsed.data);
      return err({ kind: 'file-content', path, detail: complaintOf(parsed.error) });
    },

    write: (content) =>
      inTurn(async () => {
        try {
          await writeFileAtomically(path, `${JSON.stringify(content, null, 2)}\n`);
          return ok(undefined);
        } catch (error) {
          return err(fileFailure('write', path, error));
        }
      }),

    async readOrSetAside(logger) {
      const found = await file.read();
      if (found.ok) return found;
      logger.warn(failureLine(found.error));
      const kept = await file.setAside();
      if (kept.ok) logger.warn(`the file was kept as ${kept.value}`);
      else logger.warn(failureLine(kept.error));
      return found;
    },

    async setAside() {
      const kept = brokenName(path, new Date());
      try {
        await renamePatiently(path, kept);
        return ok(kept);
      } catch (error) {
        return err(fileFailure('rename', path, error));
      }
    },
  };
  return file;
}
