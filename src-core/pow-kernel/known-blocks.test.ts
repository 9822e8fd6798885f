/** Blocks of mainnet, so that the kernels do not only agree with libraries that hash as this program does. */
import { expect, it } from 'vitest';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import { mainnetFirst, mainnetLast } from '../tests/known-headers.ts';
import { runnableKernels } from './choose-engine.ts';
import { createNonceSearch } from './nonce-search.ts';

it.each(runnableKernels())('the $kind kernel finds the nonces of blocks of mainnet', (maker) => {
  const search = createNonceSearch(maker);
  for (const header of [mainnetFirst, mainnetLast]) {
    search.load(encodeWorkHeader({ ...header, nonce: 0n }), header.target);
    const { nonce } = header;
    expect(search.search(nonce - 1_000n, 2_000)).toEqual({ nonce, tried: 1_001 });
    expect(search.search(nonce + 1n, 1_000)).toEqual({ nonce: null, tried: 1_000 });
  }
});
