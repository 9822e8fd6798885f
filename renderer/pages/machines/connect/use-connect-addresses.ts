import { useEffect, useState } from 'react';
import { getConnectAddresses } from '../../../bridge.ts';
import type { ConnectAddress } from '../../../../contract/screen-contract.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';

/** Networks come and go: a cable is plugged in, a VPN is switched on. */
const REFRESH_MS = 10_000;
const NONE: readonly ConnectAddress[] = [];

/** Where machines reach this computer, kept fresh; null until known. */
export function useConnectAddresses(): readonly ConnectAddress[] | null {
  const [addresses, setAddresses] = useState<readonly ConnectAddress[] | null>(null);
  const listening = useMinerStore((miner) => miner.calm?.stratum?.listening ?? null);
  const wanted = useSettingsStore((settings) =>
    settings.config === null
      ? ''
      : `${settings.config.stratumInterface} ${settings.config.stratumPort}`,
  );
  // Asked again when the server moves to another port or the settings name one.
  const place = `${listening?.host} ${listening?.port} ${wanted}`;
  useEffect(() => {
    let isOver = false;
    const refresh = async (): Promise<void> => {
      const found = await getConnectAddresses();
      if (!isOver)
        setAddresses((before) => (sameList(before ?? NONE, found) ? (before ?? found) : found));
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [place]);
  return addresses;
}

function sameList(before: readonly ConnectAddress[], after: readonly ConnectAddress[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
