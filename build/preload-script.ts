import { defineConfig } from 'vite';

/** A preload script as one CommonJS file, named like `entry`: being sandboxed, it can load nothing but `electron`. */
export function preloadScript(entry: string) {
  return defineConfig({
    publicDir: false,
    build: {
      outDir: '.vite/build',
      emptyOutDir: false,
      target: 'chrome130',
      minify: false,
      rollupOptions: {
        input: entry,
        external: ['electron', 'electron/renderer'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  });
}
