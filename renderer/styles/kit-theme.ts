/** Mantine's settings beyond the colours of kit.css. */
import { createTheme } from '@mantine/core';

/** Locking the scroll would need a style element, which the page's security policy forbids. */
const NO_LOCK = { lockScroll: false } as const;

export const kitTheme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, offset: 6 } },
    // What a dialog of parts of its own begins with: the settings of `Modal` do not reach it.
    ModalRoot: { defaultProps: NO_LOCK },
    Modal: {
      defaultProps: {
        ...NO_LOCK,
        centered: true,
        overlayProps: { backgroundOpacity: 0.5 },
        // A header element would be a second banner, beside the status strip.
        attributes: { header: { role: 'presentation' } },
      },
    },
  },
});
