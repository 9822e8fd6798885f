/** What is done when the screen could not show something. */
import { homedir, release } from 'node:os';
import { secretsIn, withoutSecrets } from '../../src-core/index.ts';
import type { Logger } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';

interface PageFaultParts {
  readonly settings: Pick<MinerSettings, 'current'>;
  readonly appVersion: string;
  readonly logger: Logger;
}

/** The handler of this request: the log has the same text as the report, which is made to be copied into a forum. */
export function createPageFaultHandler({
  settings,
  appVersion,
  logger,
}: PageFaultParts): Pick<RequestHandlers, 'reportPageFault'> {
  return {
    reportPageFault({ place, detail }) {
      const secrets = { values: secretsIn(settings.current()), home: homedir() };
      const text = `${place} could not be shown: ${withoutSecrets(detail, secrets)}`;
      logger.error(text);
      const system = `${process.platform} ${release()} ${process.arch}`;
      return { report: `Heddle ${appVersion} on ${system}\n${text}\n` };
    },
  };
}
