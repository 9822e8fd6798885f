/** Tries the external worker's program. */
import { tryExternal } from '../../bridge.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { beginTry, endTry, useTryStore, whatIsTried } from '../../stores/try-store.ts';

/** Runs the saved command once on an easy job; the setting of that name shows what came back. */
export async function tryProgram(): Promise<void> {
  const { config } = useSettingsStore.getState();
  if (config === null || useTryStore.getState().isTrying) return;
  beginTry();
  let result = null;
  try {
    result = await tryExternal();
  } finally {
    endTry(result === null ? null : { what: whatIsTried(config), result });
  }
}
