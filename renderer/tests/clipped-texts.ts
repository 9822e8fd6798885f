/**
 * Looks at everything on screen for text that is cut off. End-to-end tests run it in the page, where there is a layout:
 * it is one function that needs nothing but the browser.
 */

/** Each text that leaves its box or is cut by another one, with that box. None is good. */
export function clippedTexts(): string[] {
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const { parentElement } = node;
    if (text === '' || parentElement === null || !isShown(parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      const box = boxThatCuts(parentElement, line, text);
      if (box !== null) found.add(`"${text.slice(0, 80)}" is cut by ${nameOf(box)}`);
    }
  }
  for (const field of document.querySelectorAll('input')) {
    const { placeholder, readOnly, scrollWidth, clientWidth } = field;
    if (!isShown(field)) continue;
    if (placeholder !== '' && textWidth(field, placeholder) > clientWidth) {
      found.add(`the placeholder "${placeholder}" is cut by its field`);
    }
    // No one types in these: they always show their beginning.
    if (readOnly && scrollWidth > clientWidth + 1 && field.title === '') {
      found.add(`"${field.value}" is cut by its field`);
    }
  }
  return [...found];

  function isShown(element: Element): boolean {
    const isDrawn = getComputedStyle(element).color !== 'rgba(0, 0, 0, 0)';
    return isDrawn && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  /** The box that hides a part of a line, or that the line leaves; null where all of it can be read. */
  function boxThatCuts(element: Element, line: DOMRect, text: string): Element | null {
    let isOwn = true;
    let isTakenOut = false;
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { display, position, overflowX, overflowY, textOverflow } = getComputedStyle(box);
      // Only the box that an absolute one is placed in can cut it.
      if (isTakenOut && position === 'static') continue;
      isTakenOut = position === 'absolute';
      if (display === 'inline' || display === 'contents') continue;
      const edge = box.getBoundingClientRect();
      // For screen readers alone.
      if (edge.width <= 1 || edge.height <= 1) return null;
      const isBeside = line.left < edge.left - 1 || line.right > edge.right + 1;
      if (isBeside && (isOwn || overflowX !== 'visible')) {
        return textOverflow === 'ellipsis' && isWholeElsewhere(box, text) ? null : box;
      }
      // A line is taller than its letters.
      const hidden = Math.max(line.bottom - edge.bottom, edge.top - line.top);
      if (overflowY === 'auto' || overflowY === 'scroll') return null;
      if (overflowY !== 'visible' && hidden > line.height / 4) return box;
      isOwn = false;
    }
    return null;
  }

  /** A tooltip shows what an ellipsis hides. */
  function isWholeElsewhere(box: Element, text: string): boolean {
    return box.closest('[title]')?.getAttribute('title')?.includes(text) ?? false;
  }

  function textWidth(field: HTMLInputElement, text: string): number {
    const { font, paddingLeft, paddingRight } = getComputedStyle(field);
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 0;
    context.font = font;
    return context.measureText(text).width + parseFloat(paddingLeft) + parseFloat(paddingRight);
  }

  /** Where it is in the page: `main section p.about`. */
  function nameOf(element: Element): string {
    const names: string[] = [];
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { localName, classList } = box;
      if (names.length < 4 || localName === 'main' || box.role === 'dialog') {
        names.unshift([localName, ...classList].join('.'));
      }
    }
    return names.join(' ');
  }
}
