import { useEffect, useState } from 'react';
import { findGpus } from '../../bridge.ts';

/** Asked once for all who want to know: the answer starts a process. */
let asked: Promise<readonly string[]> | null = null;

/** Names of the graphics cards that can mine; none until that is known. */
export function useGraphicsCards(): readonly string[] {
  const [cards, setCards] = useState<readonly string[]>([]);
  useEffect(() => {
    let isShown = true;
    asked ??= findGpus();
    void asked.then((found) => {
      if (isShown) setCards(found);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return cards;
}
