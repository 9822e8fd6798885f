/** The answers of the first run: what they mean for the configuration, and what is missing. */
import { saveConfig, savePreferences, startMining } from '../../bridge.ts';
import type { Translation } from '../../../messages/translation.ts';
import type {
  Failure,
  KeyPair,
  MinerConfig,
  SettingFacts,
} from '../../../contract/screen-contract.ts';
import { showMachines } from '../../stores/machine-list-store.ts';
import { openPage } from '../../stores/view-store.ts';
import { MACHINES_BEGIN_WITH, savedWorkers } from '../../wording/settings/chosen-workers.ts';
import { nodeAddressFaultText, readNodeAddress } from '../../wording/settings/node-address.ts';
import { publicKeyFaultText, readPublicKey } from '../../wording/settings/public-key.ts';

export interface Answers {
  readonly practice: boolean;
  readonly node: string;
  readonly useTls: boolean;
  readonly insecure: boolean;
  /** A key created by Heddle, or one that the user has. */
  readonly keySource: 'made' | 'own';
  readonly typedKey: string;
  /** The key that was created; null until it is. It exists on this page only. */
  readonly pair: KeyPair | null;
  /** The user has stored the private half. */
  readonly stored: boolean;
  /** What mines, at least one: this computer's processor or graphics card, machines that connect to it. */
  readonly workers: readonly ('cpu' | 'gpu' | 'stratum')[];
  readonly threadCount: number;
  /** Machines are looked for right after the start, where machines were chosen. */
  readonly findsMachines: boolean;
}

type ReadAnswers =
  | { readonly ok: true; readonly config: Partial<MinerConfig> }
  /** `missing` is a sentence for the user. */
  | { readonly ok: false; readonly missing: string };

/**
 * The configuration that the answers stand for.
 * @param form of a node's address, from the setting's facts
 */
export function readAnswers(
  translation: Translation,
  answers: Answers,
  form: SettingFacts['address'],
): ReadAnswers {
  const { practice, workers, threadCount } = answers;
  // In the order of the questions: the first one that is not answered is named.
  const typed = practice ? null : readNodeAddress(answers.node, form);
  if (typed !== null && !typed.ok) {
    return { ok: false, missing: nodeAddressFaultText(translation, typed.fault) };
  }
  const key = readKeyAnswer(translation, answers);
  if (!key.ok) return key;
  const common = {
    ...{ practice, publicKey: key.publicKey, ...savedWorkers(workers) },
    // Threads are cores of the processor here; machines have no use for that number.
    ...(workers.includes('cpu') &&
      (workers.length === 1 ? { threadCount } : { cpuThreads: threadCount })),
    // With whole blocks alone a machine shows nothing for hours.
    ...(workers.includes('stratum') && { stratumDifficulty: MACHINES_BEGIN_WITH }),
  };
  if (typed === null) return { ok: true, config: common };
  const { useTls, insecure } = answers;
  return {
    ok: true,
    config: { ...common, node: typed.address, useTls: typed.useTls ?? useTls, insecure },
  };
}

function readKeyAnswer(
  translation: Translation,
  answers: Answers,
): { readonly ok: true; readonly publicKey: string } | { readonly ok: false; missing: string } {
  if (answers.keySource === 'own') {
    const typed = readPublicKey(answers.typedKey);
    if (typed.ok) return typed;
    return { ok: false, missing: publicKeyFaultText(translation, typed.fault) };
  }
  if (answers.pair === null) return { ok: false, missing: translation.t('first-run.key.creating') };
  if (!answers.practice && !answers.stored) {
    return { ok: false, missing: translation.t('first-run.key.storeFirst') };
  }
  return { ok: true, publicKey: answers.pair.publicKey };
}

/**
 * Saves the answers, remembers that the questions were answered, and starts.
 * @returns why that was refused; null when all went well
 */
export async function finishFirstRun(
  config: Partial<MinerConfig>,
  findsMachines: boolean,
): Promise<Failure | null> {
  const saved = await saveConfig(config);
  if (!saved.ok) return saved.failure;
  const remembered = await savePreferences({ firstRunDone: true });
  if (!remembered.ok) return remembered.failure;
  // Those who chose machines want to connect one now.
  if (config.worker === 'stratum' || config.workers?.includes('stratum') === true) {
    showMachines(findsMachines ? 'find' : 'connect');
    openPage('machines');
  }
  await startMining();
  return null;
}
