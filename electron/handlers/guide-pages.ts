/** The addresses of the pages about nodes. Nothing else is opened, and only by the user's click. */
import type { GuidePage } from '../../contract/screen-contract.ts';

export const guidePages: Readonly<Record<GuidePage, string>> = {
  releases: 'https://github.com/kda-community/chainweb-node/releases',
  compose: 'https://github.com/kda-community/docker-compose-chainweb-node',
  snapshots: 'https://snapshots.chainweb-community.org',
};
