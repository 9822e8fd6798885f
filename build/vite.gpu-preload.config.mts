import { preloadScript } from './preload-script.ts';

/** The script of the blank page in a GPU process. */
export default preloadScript('electron/gpu-process/gpu-preload.ts');
