import { useEffect, useState } from 'react';
import { changeConfig, changePreferences } from '../../../components/program/change-settings.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import type {
  Failure,
  MinerConfig,
  Outcome,
  Preferences,
} from '../../../../contract/screen-contract.ts';

export interface SaveState {
  readonly status: 'idle' | 'saving' | 'saved';
  /** Why the last change was not saved; null when it was. */
  readonly refusal: Failure | null;
}

interface Saving<Changes> {
  readonly state: SaveState;
  /** Saves; resolves to whether that was done. */
  readonly save: (changes: Changes) => Promise<boolean>;
}

const IDLE: SaveState = { status: 'idle', refusal: null };

/**
 * Saves changes of the miner's configuration and says what became of the last one.
 * @param name what is changed, for Undo; the name of the first setting if absent
 */
export function useSaveConfig(name?: MessageId): Saving<Partial<MinerConfig>> {
  return useSaving((changes) => changeConfig(changes, name));
}

/** The same for preferences. */
export function useSavePreferences(): Saving<Partial<Preferences>> {
  return useSaving(changePreferences);
}

function useSaving<Changes>(ask: (changes: Changes) => Promise<Outcome>): Saving<Changes> {
  const [state, setState] = useState(IDLE);
  useEffect(() => {
    if (state.status !== 'saved') return undefined;
    const timer = setTimeout(() => setState(IDLE), 3000);
    return () => clearTimeout(timer);
  }, [state]);
  const save = async (changes: Changes): Promise<boolean> => {
    setState({ status: 'saving', refusal: null });
    const outcome = await ask(changes);
    setState(
      outcome.ok
        ? { status: 'saved', refusal: null }
        : { status: 'idle', refusal: outcome.failure },
    );
    return outcome.ok;
  };
  return { state, save };
}
