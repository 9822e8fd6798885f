import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import { bundledLicences } from './bundled-licences.ts';

/**
 * What runs in Node inside Electron: the main process, and the scripts of its threads. It becomes CommonJS in
 * `.vite/build`, with all packages inside but libsql, whose native part cannot be bundled.
 * `npm start` builds with this alone; Electron Forge adds the address of its development server.
 */
export default defineConfig({
  plugins: [bundledLicences()],
  // Node's packages, not the browser's, and no rewriting of `new URL(..., import.meta.url)` into page assets.
  ssr: { noExternal: true },
  publicDir: false,
  build: {
    ssr: true,
    outDir: '.vite/build',
    emptyOutDir: false,
    target: 'node20',
    // Stack traces in crash reports should be readable; this file is not downloaded.
    minify: false,
    lib: {
      entry: {
        main: 'electron/main.ts',
        'cpu-hash-thread': 'src-core/workers/cpu/cpu-hash-thread.ts',
        'text-thread': 'src-core/config/files/text-thread.ts',
      },
      formats: ['cjs'],
      fileName: (_format, name) => `${name}.cjs`,
    },
    rollupOptions: {
      external: [
        /^electron(\/|$)/,
        'libsql',
        ...builtinModules.flatMap((name) => [name, `node:${name}`]),
      ],
      output: { chunkFileNames: '[name]-[hash].cjs' },
    },
  },
});
