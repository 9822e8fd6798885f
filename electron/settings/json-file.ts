/** A small JSON file of the program's own, checked when it is read. */
import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { brokenName, err, ok, writeFileAtomically } from '../../src-core/index.ts';
import type { Result } from '../../src-core/index.ts';
import { complaintOf } from '../../contract/parse-complaint.ts';
import { reasonOf } from '../logging/thrown-reason.ts';
import { createTurns } from '../../src-core/index.ts';

export interface JsonFile<T> {
  /** What it holds, null when there is none; an error is a sentence and the file stays as it is. */
  read(): Promise<Result<T | null, string>>;
  /** Writes in the order of the calls. */
  write(content: T): Promise<Result<void, string>>;
  /** Renames the file, so that its content is kept, and tells the new name. */
  setAside(): Promise<Result<string, string>>;
}

/** The file at `path`, whose content has the shape of `schema`. */
export function openJsonFile<T>(path: string, schema: z.ZodType<T>): JsonFile<T> {
  const inTurn = createTurns();

  return {
    async read() {
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch (error) {
        if (isMissing(error)) return ok(null);
        return err(`${path} cannot be read: ${reasonOf(error)}`);
      }
      try {
        const parsed = schema.safeParse(JSON.parse(text));
        return parsed.success
          ? ok(parsed.data)
          : err(`${path} is not understood: ${complaintOf(parsed.error)}`);
      } catch (error) {
        return err(`${path} is not JSON: ${reasonOf(error)}`);
      }
    },

    write: (content) =>
      inTurn(async () => {
        try {
          await writeFileAtomically(path, `${JSON.stringify(content, null, 2)}\n`);
          return ok(undefined);
        } catch (error) {
          return err(`${path} cannot be written: ${reasonOf(error)}`);
        }
      }),

    async setAside() {
      const kept = brokenName(path, new Date());
      try {
        await rename(path, kept);
        return ok(kept);
      } catch (error) {
        return err(`${path} cannot be renamed: ${reasonOf(error)}`);
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
