/** What the system said about a file, as a failure of the contract. */
import { reasonOf } from '../../src-core/index.ts';
import type { FileFailure } from '../../contract/failures.ts';

/** @param thrown by `node:fs`, or any other error, which then has no code */
export function fileFailure(
  operation: FileFailure['operation'],
  path: string,
  thrown: unknown,
): FileFailure {
  const code =
    thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
      ? thrown.code
      : null;
  return { kind: 'file', operation, path, code, detail: reasonOf(thrown) };
}
