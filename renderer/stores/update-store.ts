/** Whether there is a newer version, as far as it was looked for. */
import { create } from 'zustand';
import type { Failure, LatestRelease } from '../../contract/screen-contract.ts';

interface UpdateStore {
  readonly isLooking: boolean;
  /** Null until it is known. */
  readonly latest: LatestRelease | null;
  /** Why the last look found nothing out; null when it did. */
  readonly refusal: Failure | null;
  /** The user does not want to be reminded of this version. */
  readonly isDismissed: boolean;
}

export const useUpdateStore = create<UpdateStore>(() => ({
  isLooking: false,
  latest: null,
  refusal: null,
  isDismissed: false,
}));

/** Takes the latest release; another version is worth a notice again. */
export function receiveLatest(latest: LatestRelease): void {
  useUpdateStore.setState(({ latest: before, isDismissed }) => ({
    isLooking: false,
    latest,
    refusal: null,
    isDismissed: isDismissed && before?.version === latest.version,
  }));
}

/** Takes the notice off the screen. */
export function dismissUpdate(): void {
  useUpdateStore.setState({ isDismissed: true });
}
