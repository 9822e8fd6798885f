/** The addresses of the pages that the screen may open. Nothing else is opened, and only by the user's click. */
import type { GuidePage } from '../../contract/screen-contract.ts';
import { RELEASE_SOURCE } from '../../src-core/index.ts';

export const guidePages: Readonly<Record<GuidePage | 'newVersion', string | null>> = {
  releases: 'https://github.com/kda-community/chainweb-node/releases',
  compose: 'https://github.com/kda-community/docker-compose-chainweb-node',
  newVersion: RELEASE_SOURCE?.page ?? null,
  snapshots: 'https://snapshots.chainweb-community.org',
};
