import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { join } from 'node:path';
import { bundledLicences } from './bundled-licences.ts';

/** The page: `renderer/index.html` and all it loads, served by the application itself from its own `app://` origin. */
const project = join(import.meta.dirname, '..');

export default defineConfig({
  root: join(project, 'renderer'),
  plugins: [react(), bundledLicences()],
  base: './',
  publicDir: false,
  build: {
    outDir: join(project, '.vite/renderer/main_window'),
    emptyOutDir: true,
    // Chromium of Electron 33.
    target: 'chrome130',
    // The page's security policy allows no data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    // Chromium preloads modules by itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
