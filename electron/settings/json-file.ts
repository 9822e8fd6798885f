/** A small JSON file of the program's own, checked when it is read. */
import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import {
  brokenName,
  codeOf,
  createTurns,
  err,
  ok,
  reasonOf,
  writeFileAtomically,
} from '../../src-core/index.ts';
import type { Result } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import { complaintOf } from '../../contract/parse-complaint.ts';
import { fileFailure } from './file-failure.ts';

interface JsonFile<T> {
  /** What it holds, null when there is none. A file that cannot be used stays as it is. */
  read(): Promise<Result<T | null, Failure>>;
  /** Writes in the order of the calls. */
  write(content: T): Promise<Result<void, Failure>>;
  /** Renames the file, so that its content is kept; the new path. */
  setAside(): Promise<Result<string, Failure>>;
}

/** The file at `path`, whose content has the shape of `schema`. */
export function openJsonFile<T>(path: string, schema: z.ZodType<T>): JsonFile<T> {
  const inTurn = createTurns();
  const contentFailure = (detail: string): Failure => ({ kind: 'file-content', path, detail });

  return {
    async read() {
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return ok(null);
        return err(fileFailure('read', path, error));
      }
      try {
        const parsed = schema.safeParse(JSON.parse(text));
        return parsed.success ? ok(parsed.data) : err(contentFailure(complaintOf(parsed.error)));
      } catch (error) {
        return err(contentFailure(reasonOf(error)));
      }
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

    async setAside() {
      const kept = brokenName(path, new Date());
      try {
        await rename(path, kept);
        return ok(kept);
      } catch (error) {
        return err(fileFailure('rename', path, error));
      }
    },
  };
}
