/** What a worker did wrong: what happened, what to do, and the button that does it. */
import type { Translation } from '../../messages/translation.ts';
import type { WorkerProblem } from '../../contract/screen-contract.ts';
import { timeOfDayText } from './moments.ts';
import type { FaultWords } from './node-errors.ts';

type Fault = NonNullable<WorkerProblem['fault']>;

interface ProgramWords extends Omit<FaultWords, 'happened'> {
  /** What the program did; its name goes before it. */
  readonly did: string;
}

const AT_COMMAND = {
  button: 'Change the command',
  action: { do: 'open-settings', field: 'externalWorkerCommand' },
} as const;
const AT_FORMAT = {
  button: 'Change the form',
  action: { do: 'open-settings', field: 'externalWorkerTargetFormat' },
} as const;
const AT_TRIAL = {
  button: 'Try it',
  action: { do: 'open-settings', field: 'tryExternal' },
} as const;
const AT_LOGS = { button: 'Read the log', action: { do: 'open-logs' } } as const;

const WORDS: Readonly<
  Record<
    Fault['kind'],
    (detail: string, problem: WorkerProblem, translation: Translation) => ProgramWords
  >
> = {
  'command-not-found': () => ({
    did: 'failed: the program of its command was not found',
    advice: 'Correct the command, or write the whole path of the program.',
    ...AT_COMMAND,
  }),
  'command-not-runnable': () => ({
    did: 'failed: the program of its command may not be run',
    advice: 'Make the file executable, or name another one in the command.',
    ...AT_COMMAND,
  }),
  'not-started': (detail) => ({
    did: `could not be started (${detail})`,
    advice: 'Check the command and its variables.',
    ...AT_COMMAND,
  }),
  'exit-code': (detail) => ({
    did: `failed with exit code ${detail}`,
    advice: 'Try it in Settings to see all that it says.',
    ...AT_TRIAL,
  }),
  crashed: (detail) => ({
    did: `crashed (${detail})`,
    advice: 'Try it in Settings; if it crashes there too, its driver or its options are at fault.',
    ...AT_TRIAL,
  }),
  'no-output': () => ({
    did: 'ended without printing a nonce',
    advice: 'It has to search until it has one, and print its 16 hex digits.',
    ...AT_TRIAL,
  }),
  'no-nonce': (detail) => ({
    did: `printed ${detail}, which is no nonce`,
    advice: 'It has to print 16 hex digits first; all else belongs on its error output.',
    ...AT_TRIAL,
  }),
  'endless-output': () => ({
    did: 'printed more than 1 MiB, and was ended',
    advice: 'It has to print a nonce alone; all else belongs on its error output.',
    ...AT_TRIAL,
  }),
  'wrong-nonce': (detail) => ({
    did: `gave a wrong nonce (${detail})`,
    advice: 'If none is ever right, it may want the other form of the target.',
    ...AT_FORMAT,
  }),
  silent: (_detail, { sinceMs }, translation) => ({
    did: `has no answer since ${timeOfDayText(translation, sinceMs)}, far longer than it took before`,
    advice: 'It may hang: try it in Settings, or restart what it runs on.',
    ...AT_TRIAL,
  }),
  'runs-on': (detail) => ({
    did: `left a program running: ${detail}`,
    advice: 'End that program yourself, or it takes the hardware from the next one.',
    ...AT_COMMAND,
  }),
};

/** Every kind of fault, for tests. */
export const PROGRAM_FAULT_KINDS = Object.keys(WORDS) as readonly Fault['kind'][];

/** The words of a worker's problem: one sentence of what happened, and what to do. */
export function workerProblemWords(translation: Translation, problem: WorkerProblem): FaultWords {
  const { worker, reason, fault } = problem;
  if (fault === null) {
    const happened = `${worker} failed: ${withoutStop(reason)}.`;
    return { happened, advice: outlook(translation, problem), ...AT_LOGS };
  }
  const { did, advice, ...button } = WORDS[fault.kind](fault.detail, problem, translation);
  const said = fault.lastWords === null ? '' : ` Its last words: ${shortened(fault.lastWords)}.`;
  return {
    happened: `${worker} ${did}.${said}`,
    advice: [advice, outlook(translation, problem)].filter((each) => each !== '').join(' '),
    ...button,
  };
}

/** What a program did that was tried alone: `it failed with exit code 3`. */
export function triedWords(translation: Translation, fault: Fault): string {
  const alone = { kind: 'worker', worker: '', reason: '', fault, times: 0 } as const;
  return `it ${WORDS[fault.kind](fault.detail, { ...alone, sinceMs: 0, lastMs: 0 }, translation).did}`;
}

/** Heddle does not give up; how often it has tried in vain says how bad it is. */
function outlook(translation: Translation, { times, sinceMs }: WorkerProblem): string {
  if (times === 0) return '';
  if (times === 1) return 'Heddle tries again by itself.';
  return `Heddle tries again by itself: ${times} failures since ${timeOfDayText(translation, sinceMs)}.`;
}

const SHOWN_LENGTH = 80;

function shortened(text: string): string {
  const words = withoutStop(text);
  return words.length > SHOWN_LENGTH ? `${words.slice(0, SHOWN_LENGTH)}…` : words;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
