import { checkForUpdate } from '../../bridge.ts';
import { receiveLatest, useUpdateStore } from '../../stores/update-store.ts';

/** Asks for the latest release, unless that is under way. */
export async function lookForUpdate(): Promise<void> {
  if (useUpdateStore.getState().isLooking) return;
  useUpdateStore.setState({ isLooking: true, refusal: null });
  const found = await checkForUpdate();
  if (found.ok) receiveLatest(found.latest);
  else useUpdateStore.setState({ isLooking: false, refusal: found.failure });
}
