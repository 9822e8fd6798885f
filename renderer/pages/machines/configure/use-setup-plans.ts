import { useEffect, useState } from 'react';
import type { SetupPlan } from '../../../../contract/screen-contract.ts';
import { planMachines } from '../../../bridge.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';

/** What would be written to these devices; null until that is known. Asked again when the server starts. */
export function useSetupPlans(ids: readonly string[]): readonly SetupPlan[] | null {
  const [plans, setPlans] = useState<readonly SetupPlan[] | null>(null);
  const listening = useMinerStore((miner) => miner.calm?.stratum?.listening ?? null);
  const place = `${listening?.host} ${listening?.port}`;
  useEffect(() => {
    let isOver = false;
    void planMachines({ ids, logins: {} }).then((planned) => {
      if (!isOver) setPlans(planned);
    });
    return () => {
      isOver = true;
    };
  }, [ids, place]);
  return plans;
}
