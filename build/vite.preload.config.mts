import { preloadScript } from './preload-script.ts';

export default preloadScript('electron/preload.ts');
