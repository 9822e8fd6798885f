import { defineConfig } from 'vite';

/** The script of the blank page in a GPU process: one CommonJS file, as a sandboxed preload script has to be. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    target: 'chrome130',
    minify: false,
    rollupOptions: {
      input: { 'gpu-preload': 'electron/gpu-process/gpu-preload.ts' },
      external: ['electron', 'electron/renderer'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
