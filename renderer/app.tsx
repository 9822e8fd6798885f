import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { Frame } from './frame/frame.tsx';
import { FirstRunPage } from './pages/first-run/first-run-page.tsx';
import { useSettingsStore } from './stores/settings-store.ts';
import { useTranslation } from './stores/use-translation.ts';
import { kitTheme } from './styles/kit-theme.ts';

/** The whole screen: the three questions first, then the frame with its pages. */
export function App() {
  const theme = useSettingsStore((settings) => settings.preferences?.theme ?? 'system');
  const loaded = useSettingsStore((settings) => settings.loaded);
  const firstRunDone = useSettingsStore((settings) => settings.preferences?.firstRunDone ?? false);
  const systemIsLight = useMediaQuery('(prefers-color-scheme: light)', false, {
    getInitialValueInEffect: false,
  });
  const { language } = useTranslation();
  useEffect(() => {
    document.documentElement.lang = language === 'pseudo' ? 'en' : language;
  }, [language]);
  const system = systemIsLight ? 'light' : 'dark';
  return (
    <MantineProvider
      theme={kitTheme}
      forceColorScheme={theme === 'system' ? system : theme}
      // Both would write style elements, which the page's security policy forbids; kit.css has them.
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {loaded && (firstRunDone ? <Frame /> : <FirstRunPage />)}
    </MantineProvider>
  );
}
