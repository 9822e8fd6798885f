/** The stages that a machine passes until it mines, and what to do when it stays at one. */
import type { MachineStage } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

/** Every stage, in order. */
export const STAGES: readonly MachineStage[] = [
  'connected',
  'subscribed',
  'authorized',
  'job-sent',
  'first-share',
  'mining',
];

interface StageText {
  /** Of the stage itself. */
  readonly name: string;
  /** The state of a machine that has come this far and no further. */
  readonly state: string;
  /** What to do when it stays there, one sentence. */
  readonly advice: string;
}

const TEXTS: Readonly<Record<MachineStage, Readonly<Record<keyof StageText, MessageId>>>> = {
  connected: {
    name: 'machines.stage.connected',
    state: 'machines.stage.connected',
    advice: 'machines.meaning.connected',
  },
  subscribed: {
    name: 'machines.stage.subscribed',
    state: 'machines.stage.subscribed',
    advice: 'machines.meaning.subscribed',
  },
  authorized: {
    name: 'machines.stage.authorised',
    state: 'machines.state.waiting',
    advice: 'machines.meaning.authorised',
  },
  'job-sent': {
    name: 'machines.stage.jobSent',
    state: 'machines.state.hasWork',
    advice: 'machines.meaning.jobSent',
  },
  'first-share': {
    name: 'machines.stage.firstShare',
    state: 'machines.state.firstShares',
    advice: 'machines.meaning.firstShare',
  },
  mining: {
    name: 'machines.stage.mining',
    state: 'machines.stage.mining',
    advice: 'machines.meaning.mining',
  },
};

export function stageText({ t }: Translation, stage: MachineStage): StageText {
  const { name, state, advice } = TEXTS[stage];
  return { name: t(name), state: t(state), advice: t(advice) };
}
