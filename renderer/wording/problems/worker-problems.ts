/** What went wrong with a worker: what happened, what to do, and the button that does it. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { WorkerProblem } from '../../../contract/screen-contract.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText, FixButton } from './fix-buttons.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { beginningOf, withoutStop } from '../shortened.ts';

type Fault = WorkerProblem['fault'];

interface WorkerFaultTexts {
  /** What the worker did, a sentence without its stop. */
  readonly did: MessageId;
  /** Null where only a new attempt helps. */
  readonly advice: MessageId | null;
  readonly button: FixButton;
}

const TEXTS: Readonly<Record<Fault['kind'], WorkerFaultTexts>> = {
  'command-not-found': {
    did: 'problems.program.commandNotFound',
    advice: 'problems.program.commandNotFound.advice',
    button: 'command',
  },
  'command-not-runnable': {
    did: 'problems.program.commandNotRunnable',
    advice: 'problems.program.commandNotRunnable.advice',
    button: 'command',
  },
  'not-started': {
    did: 'problems.program.notStarted',
    advice: 'problems.program.notStarted.advice',
    button: 'command',
  },
  'exit-code': {
    did: 'problems.program.exitCode',
    advice: 'problems.program.exitCode.advice',
    button: 'try',
  },
  crashed: {
    did: 'problems.program.crashed',
    advice: 'problems.program.crashed.advice',
    button: 'try',
  },
  'no-output': {
    did: 'problems.program.noOutput',
    advice: 'problems.program.noOutput.advice',
    button: 'try',
  },
  'no-nonce': {
    did: 'problems.program.noNonce',
    advice: 'problems.program.noNonce.advice',
    button: 'try',
  },
  'endless-output': {
    did: 'problems.program.endlessOutput',
    advice: 'problems.program.endlessOutput.advice',
    button: 'try',
  },
  'wrong-nonce': {
    did: 'problems.program.wrongNonce',
    advice: 'problems.program.wrongNonce.advice',
    button: 'format',
  },
  silent: {
    did: 'problems.program.silent',
    advice: 'problems.program.silent.advice',
    button: 'try',
  },
  'runs-on': {
    did: 'problems.program.runsOn',
    advice: 'problems.program.runsOn.advice',
    button: 'command',
  },
  'pow-checked': {
    did: 'problems.worker.powChecked',
    advice: 'problems.worker.powChecked.advice',
    button: 'log',
  },
  'wrong-solution': { did: 'problems.worker.wrongSolution', advice: null, button: 'log' },
  'thread-failed': { did: 'problems.worker.threadFailed', advice: null, button: 'log' },
  'thread-exited': { did: 'problems.worker.threadExited', advice: null, button: 'log' },
  'no-webgpu': { did: 'problems.gpu.noWebgpu', advice: null, button: 'log' },
  'gpu-missing': { did: 'problems.gpu.missing', advice: null, button: 'log' },
  'gpu-lost': { did: 'problems.gpu.lost', advice: 'problems.gpu.advice', button: 'log' },
  'gpu-wrong': { did: 'problems.gpu.wrong', advice: 'problems.gpu.wrong.advice', button: 'log' },
  'gpu-hung': { did: 'problems.gpu.hung', advice: 'problems.gpu.advice', button: 'log' },
  'gpu-not-started': { did: 'problems.gpu.notStarted', advice: null, button: 'log' },
  'gpu-failed': { did: 'problems.gpu.failed', advice: 'problems.gpu.advice', button: 'log' },
  'gpu-exited': { did: 'problems.gpu.exited', advice: 'problems.gpu.advice', button: 'log' },
  closed: { did: 'problems.worker.closed', advice: null, button: 'log' },
};

/** Every kind of fault, for tests. */
export const WORKER_FAULT_KINDS = Object.keys(TEXTS) as readonly Fault['kind'][];

/** A worker's problem: one sentence of what happened, and what to do. */
export function workerProblemText(translation: Translation, problem: WorkerProblem): FaultText {
  const { t } = translation;
  const { worker, fault, sinceMs } = problem;
  const retries = retriesText(translation, problem);
  const { advice, button } = TEXTS[fault.kind];
  const did = faultText(translation, worker, fault, sinceMs);
  return {
    happened:
      fault.lastWords === null
        ? t('problems.program.did', { did })
        : t('problems.program.lastOutput', { did, output: excerptOf(fault.lastWords) }),
    advice: [advice === null ? '' : t(advice), retries].filter((each) => each !== '').join(' '),
    button: t(BUTTONS[button].text),
    action: BUTTONS[button].action,
  };
}

/** What went wrong with a program that was run once to try it: `the program failed with exit code 3`. */
export function triedText(translation: Translation, fault: Fault): string {
  return faultText(translation, translation.t('problems.program'), fault, 0);
}

/** What a program that was tried left behind, a sentence. */
export function leftText(translation: Translation, left: Fault): string {
  const did = faultText(translation, translation.t('problems.program.first'), left, 0);
  return translation.t('problems.program.did', { did });
}

function faultText(
  translation: Translation,
  worker: string,
  { kind, detail }: Fault,
  sinceMs: number,
): string {
  const time = timeOfDayText(translation, sinceMs);
  return translation.t(TEXTS[kind].did, { worker, detail: withoutStop(detail), time });
}

/** How often Heddle has retried says how bad it is. */
function retriesText(translation: Translation, { times, sinceMs }: WorkerProblem): string {
  if (times === 0) return '';
  if (times === 1) return translation.t('problems.worker.retry');
  const time = timeOfDayText(translation, sinceMs);
  return translation.t('problems.worker.retries', { times, time });
}

/** How much of a program's last output is shown, in characters. */
const EXCERPT_LENGTH = 80;

function excerptOf(output: string): string {
  return beginningOf(withoutStop(output), EXCERPT_LENGTH);
}
