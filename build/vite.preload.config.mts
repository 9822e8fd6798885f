import { defineConfig } from 'vite';

/** The preload script: one CommonJS file, since a sandboxed preload script can load nothing but `electron`. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    target: 'chrome130',
    minify: false,
    rollupOptions: {
      input: { preload: 'electron/preload.ts' },
      external: ['electron', 'electron/renderer'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
