/** Why a machine may not reach this computer, and what helps. */
import type { AppState } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

interface Hint {
  readonly title: string;
  readonly text: string;
  /** Something to type into a terminal, if that helps. */
  readonly command: string | null;
}

interface Network {
  readonly platform: AppState['platform'];
  /** On which machines connect; null while it is not known. */
  readonly port: number | null;
  /** A VPN or the like was found. */
  readonly hasVirtual: boolean;
}

/** What to check on this computer, then on the machine. */
export function connectHints(translation: Translation, network: Network): readonly Hint[] {
  const { t } = translation;
  const { platform, port, hasVirtual } = network;
  const hint = (title: MessageId, text: MessageId): Hint => {
    return { title: t(title), text: t(text), command: null };
  };
  return [
    ...(port === null ? [] : [firewallHint(translation, platform, port)]),
    hint('connect.hint.vpn', hasVirtual ? 'connect.hint.vpn.found' : 'connect.hint.vpn.possible'),
    hint('connect.hint.onePool', 'connect.hint.onePool.text'),
    hint('connect.hint.sameNetwork', 'connect.hint.sameNetwork.text'),
  ];
}

const FIREWALLS: Readonly<Record<AppState['platform'], MessageId>> = {
  win32: 'connect.hint.firewall.windows',
  darwin: 'connect.hint.firewall.mac',
  linux: 'connect.hint.firewall.linux',
  other: 'connect.hint.firewall.other',
};

function firewallHint({ t }: Translation, platform: AppState['platform'], port: number): Hint {
  return {
    title: t('connect.hint.firewall', { port }),
    text: t(FIREWALLS[platform], { port }),
    command: platform === 'linux' ? ['sudo', 'ufw', 'allow', `${port}/tcp`].join(' ') : null,
  };
}
