/** What is done for the request of a diagnosis. */
import { diagnose, diagnosisReport, err, ok } from '../../src-core/index.ts';
import type { OwnMiner } from '../../src-core/index.ts';
import type { Announce } from '../../contract/announcer.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { DiagnosisAnswer } from '../../contract/diagnosis.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';

interface DiagnosisHandlerParts {
  readonly host: Pick<MiningHost, 'isMining' | 'snapshot'>;
  readonly settings: MinerSettings;
  /** The data folder. */
  readonly folder: string;
  readonly version: string;
  readonly announce: Announce;
}

/** The handler of this request. One diagnosis is made at a time. */
export function createDiagnosisHandlers(
  parts: DiagnosisHandlerParts,
): Pick<RequestHandlers, 'diagnose'> {
  let running: Promise<DiagnosisAnswer> | null = null;
  return {
    diagnose: () => (running ??= made(parts).finally(() => (running = null))),
  };
}

async function made(parts: DiagnosisHandlerParts): Promise<DiagnosisAnswer> {
  const { settings, folder, version, announce } = parts;
  const diagnosis = await diagnose(
    { configuration: configurationOf(settings), folder, version, own: ownMiner(parts) },
    (check) => announce('checked', check),
  );
  return { ...diagnosis, report: diagnosisReport(diagnosis) };
}

function configurationOf(settings: MinerSettings): Parameters<typeof diagnose>[0]['configuration'] {
  const fault = settings.fault();
  if (fault?.kind === 'config') return err(fault.error);
  const unknown = Object.keys(settings.unknown());
  // Values that were adapted or given twice are written correctly with the next change.
  return ok({ config: settings.current(), unknown, adapted: [], repeated: [] });
}

function ownMiner({ host }: DiagnosisHandlerParts): OwnMiner {
  const { stratum, groups } = host.snapshot();
  const machines = stratum?.machines ?? [];
  return {
    isMining: host.isMining(),
    groups: groups.map(({ kind, state }) => ({ kind, state })),
    stratumPort: stratum?.listening?.port ?? null,
    machines: machines.map(({ key, lastShareAtMs }) => ({ key, lastShareAtMs })),
  };
}
