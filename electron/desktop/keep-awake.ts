/** Keeps the computer from going to sleep while it mines; the display may sleep. */
import { powerSaveBlocker } from 'electron';

/** Returns a function to call with whether it has to stay awake, as often as that may have changed. */
export function createKeepAwake(): (isNeeded: boolean) => void {
  let blocker: number | null = null;
  return (isNeeded) => {
    if (isNeeded === (blocker !== null)) return;
    if (isNeeded) {
      blocker = powerSaveBlocker.start('prevent-app-suspension');
    } else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
}
