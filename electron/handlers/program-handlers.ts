/** What is done for requests about the program itself: its crashes, and newer versions of it. */
import { checkForUpdate, reasonOf } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { Failed, Failure } from '../../contract/failures.ts';
import { findCrashDumps } from './crash-dumps.ts';
import type { HostServices } from './host-services.ts';

type ProgramRequest = 'getCrashDumps' | 'showCrashDumps' | 'checkForUpdate';

interface ProgramHandlerParts {
  readonly services: HostServices;
  /** Logs a failure and answers with it. */
  readonly refused: (failure: Failure) => Failed;
}

/** The handlers of these requests. */
export function createProgramHandlers({
  services,
  refused,
}: ProgramHandlerParts): Pick<RequestHandlers, ProgramRequest> {
  const { appVersion, crashFolder, releases } = services;
  return {
    getCrashDumps: () => findCrashDumps(crashFolder),
    async showCrashDumps() {
      try {
        await services.openFolder(crashFolder);
        return { ok: true };
      } catch (error) {
        return refused({ kind: 'folder', path: crashFolder, detail: reasonOf(error) });
      }
    },
    async checkForUpdate() {
      if (releases === null) return refused({ kind: 'update', fault: { kind: 'no-source' } });
      const found = await checkForUpdate(releases, appVersion);
      return found.ok
        ? { ok: true, latest: found.value }
        : refused({ kind: 'update', fault: found.error });
    },
  };
}
