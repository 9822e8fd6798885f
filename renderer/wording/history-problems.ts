/** What is wrong with the files of the history: what happened, what to do, and the button for it. */
import type { Problem } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText } from './fix-buttons.ts';

type HistoryProblem = Extract<Problem, { kind: 'history' }>;
type Cause = Extract<HistoryProblem['fault'], { kind: 'unwritable' }>['cause'];

const CAUSES: Readonly<
  Record<Cause, { readonly happened: MessageId; readonly advice: MessageId }>
> = {
  full: { happened: 'problems.history.full', advice: 'problems.history.full.advice' },
  'in-use': { happened: 'problems.history.inUse', advice: 'problems.history.inUse.advice' },
  'not-writable': {
    happened: 'problems.history.notWritable',
    advice: 'problems.history.notWritable.advice',
  },
  'newer-version': {
    happened: 'problems.history.newerVersion',
    advice: 'problems.history.newerVersion.advice',
  },
  damaged: { happened: 'problems.history.damaged', advice: 'problems.history.damaged.advice' },
  disk: { happened: 'problems.history.disk', advice: 'problems.history.disk.advice' },
};

/** One problem in sentences. */
export function historyProblemText({ t }: Translation, { part, fault }: HistoryProblem): FaultText {
  const log = { button: t(BUTTONS.log.text), action: BUTTONS.log.action };
  const file = fileName(fault.file);
  switch (fault.kind) {
    case 'set-aside':
      return {
        happened: t('problems.history.setAside', { part }),
        advice: t('problems.history.setAside.advice', { file: fileName(fault.keptAs) }),
        ...log,
      };
    case 'gone':
      return {
        happened: t('problems.history.gone', { file }),
        advice: t('problems.history.gone.advice'),
        ...log,
      };
    case 'unwritable': {
      const { happened, advice } = CAUSES[fault.cause];
      const outlook = t('problems.history.outlook', { part });
      return { happened: t(happened, { part }), advice: t(advice, { file, outlook }), ...log };
    }
  }
}

/** The name within its folder; paths of Windows as well. */
function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
