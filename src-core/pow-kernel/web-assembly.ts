/**
 * The part of the WebAssembly interface that the kernel uses. It is described here because the
 * type checker knows it only together with the browser's `window`, which the core must not see.
 */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
}

/** The runtime's own WebAssembly; in every Node and Electron. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly;
