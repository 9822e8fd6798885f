/** The steps of pointing a machine at Heddle, or of putting its old pools back. */
import type { DeviceSetup } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type SetupStep = DeviceSetup['step'];

interface StepTexts {
  readonly name: MessageId;
  /** What is being done, a sentence. */
  readonly doing: MessageId;
}

const TEXTS: Readonly<Record<SetupStep, StepTexts>> = {
  'reading-pools': {
    name: 'devices.setup.readingPools',
    doing: 'devices.setup.doing.readingPools',
  },
  'writing-pools': {
    name: 'devices.setup.writingPools',
    doing: 'devices.setup.doing.writingPools',
  },
  restarting: { name: 'devices.setup.restarting', doing: 'devices.setup.doing.restarting' },
  'reading-back': { name: 'devices.setup.readingBack', doing: 'devices.setup.doing.readingBack' },
  'waiting-for-machine': {
    name: 'devices.setup.waitingForMachine',
    doing: 'devices.setup.doing.waitingForMachine',
  },
  'waiting-for-share': {
    name: 'devices.setup.waitingForShare',
    doing: 'devices.setup.doing.waitingForShare',
  },
};

const STEPS = Object.keys(TEXTS) as readonly SetupStep[];

/** The steps in order. Putting pools back ends when the machine has the old ones. */
export function setupSteps(kind: DeviceSetup['kind']): readonly SetupStep[] {
  return kind === 'configure' ? STEPS : STEPS.slice(0, STEPS.indexOf('waiting-for-machine'));
}

/** What a step is called, and what is being done in it. */
export function setupStepText(
  { t }: Translation,
  step: SetupStep,
): { readonly name: string; readonly doing: string } {
  const { name, doing } = TEXTS[step];
  return { name: t(name), doing: t(doing) };
}
