import { checkForUpdate } from '../../bridge.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { receiveLatest, useUpdateStore } from '../../stores/update-store.ts';

/** How often a newer version is looked for while that is switched on. */
export const LOOK_FOR_UPDATE_EVERY_MS = 24 * 60 * 60_000;

/** Asks for the latest release, unless that is under way or this copy names no place to ask. */
export async function lookForUpdate(): Promise<void> {
  if (!useSettingsStore.getState().hasReleasePage) return;
  if (useUpdateStore.getState().isLooking) return;
  useUpdateStore.setState({ isLooking: true, refusal: null });
  const found = await checkForUpdate();
  if (found.ok) receiveLatest(found.latest);
  else useUpdateStore.setState({ isLooking: false, refusal: found.failure });
}
