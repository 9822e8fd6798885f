import { SegmentedControl } from '@mantine/core';
import { useChosenNetwork } from '../../stores/blocks/mined-networks.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { networkName } from '../../wording/figures/network-name.ts';

interface NetworkChoiceProps {
  readonly networks: readonly string[];
  readonly shown: string;
}

/** Which network's blocks are shown; nothing to choose while there is one. */
export function NetworkChoice({ networks, shown }: NetworkChoiceProps) {
  const translation = useTranslation();
  if (networks.length < 2) return <span className="muted">{networkName(translation, shown)}</span>;
  return (
    <SegmentedControl
      size="xs"
      aria-label={translation.t('blocks.network')}
      value={shown}
      onChange={(versionName) => useChosenNetwork.setState({ versionName })}
      data={networks.map((value) => ({ value, label: networkName(translation, value) }))}
    />
  );
}
