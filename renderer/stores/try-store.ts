/** The attempt with the external worker's program: whether it runs, and what came of the last one. */
import { create } from 'zustand';
import type { MinerConfig, TryResult } from '../../contract/screen-contract.ts';

interface TryStore {
  readonly isTrying: boolean;
  /** With the settings it was made with. */
  readonly tried: { readonly what: string; readonly result: TryResult } | null;
}

export const useTryStore = create<TryStore>(() => ({ isTrying: false, tried: null }));

/** The settings that an attempt depends on: a result of other ones would mislead. */
export function whatIsTried(config: MinerConfig): string {
  return JSON.stringify([
    config.externalWorkerCommand,
    config.externalWorkerCommands,
    config.externalWorkerTargetFormat,
    config.externalWorkerEnvironment,
  ]);
}

/** An attempt begins; what came of the last one is forgotten. */
export function beginTry(): void {
  useTryStore.setState({ isTrying: true, tried: null });
}

/** It has ended; null where the answer is not known. */
export function endTry(tried: TryStore['tried']): void {
  useTryStore.setState({ isTrying: false, tried });
}
