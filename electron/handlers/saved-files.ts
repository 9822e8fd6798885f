/** The requests that save what a page shows: the log, a chart. */
import { writeFileAtomically } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { Failed, Failure, Outcome } from '../../contract/failures.ts';
import { fileFailure } from '../settings/file-failure.ts';
import type { FileDialogs } from './host-services.ts';

interface SavedFileParts {
  readonly fileDialogs: FileDialogs;
  /** Logs why something is refused. */
  readonly refused: (failure: Failure) => Failed;
}

/** Each asks where to. */
export function createSavedFileHandlers({
  fileDialogs,
  refused,
}: SavedFileParts): Pick<RequestHandlers, 'saveLogs' | 'saveChart'> {
  async function write(path: string | null, content: string | Uint8Array): Promise<Outcome | null> {
    if (path === null) return null;
    try {
      await writeFileAtomically(path, content);
      return { ok: true };
    } catch (error) {
      return refused(fileFailure('write', path, error));
    }
  }

  return {
    saveLogs: async ({ text }) => write(await fileDialogs.saveLog(), text),
    async saveChart({ name, format, content }) {
      const path = await fileDialogs.saveChart(`heddle-${name}.${format}`, format);
      return write(path, format === 'png' ? Buffer.from(content, 'base64') : content);
    },
  };
}
