/** What the system said about a file, as a failure of the contract. */
import { codeOf, reasonOf } from '../../src-core/index.ts';
import type { FileFailure } from '../../contract/failures.ts';

/** @param thrown by `node:fs`, or any other error, which then has no code */
export function fileFailure(
  operation: FileFailure['operation'],
  path: string,
  thrown: unknown,
): FileFailure {
  return { kind: 'file', operation, path, code: codeOf(thrown), detail: reasonOf(thrown) };
}
