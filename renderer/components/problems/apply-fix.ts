/** Does what a fix button says. */
import { restartMining, startMining } from '../../bridge.ts';
import { openDevice, openMachine, openMachines } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { openPage } from '../../stores/view-store.ts';
import type { FixAction } from '../../wording/problems/fix-buttons.ts';
import { tryProgram } from './try-program.ts';

/** Opens the page that the fix names, or starts mining where that is the fix. */
export function applyFix(action: FixAction): void {
  if (action.do === 'open-settings') openPage('settings', action.field);
  else if (action.do === 'try-external') {
    openPage('settings', 'tryExternal');
    void tryProgram();
  } else if (action.do === 'open-logs') openPage('logs');
  else if (action.do === 'open-machines') openMachines();
  else if (action.do === 'open-diagnosis') openPage('diagnosis');
  else if (action.do === 'open-machine') {
    openPage('machines');
    openMachine(action.key);
  } else if (action.do === 'open-device') openDevice(action.device);
  else if (useMinerStore.getState().snapshot?.phase === 'stopped') void startMining();
  else void restartMining();
}
