/** Asks for the command palette; the palette itself loads when it is first wanted. */
const openPaletteEvent = 'goreliable:open-palette';

/** Opens the command palette from anywhere. */
export function openPalette() {
  window.dispatchEvent(new Event(openPaletteEvent));
}

/** Calls back when somebody wants the palette; returns how to stop. */
export function onOpenPalette(listener: () => void): () => void {
  window.addEventListener(openPaletteEvent, listener);
  return () => window.removeEventListener(openPaletteEvent, listener);
}

/** The modifier of shortcuts on this machine. */
export const commandKey = /mac|iphone|ipad/i.test(navigator.platform)
  ? '⌘'
  : 'Ctrl';
