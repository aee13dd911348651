import { useCallback, useState } from 'react';

function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // Storage can be forbidden; then a reload loses the text, and nothing else.
    return '';
  }
}

function keep(key: string, text: string) {
  try {
    if (text === '') {
      sessionStorage.removeItem(key);
    } else {
      sessionStorage.setItem(key, text);
    }
  } catch {
    // As above.
  }
}

/**
 * A text that is being written. Neither a reload of the page nor another theme,
 * which draws the page anew, loses it.
 *
 * @param key - names it among all texts that this tab keeps
 */
export function useKeptText(
  key: string,
): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => kept(key));
  const change = useCallback(
    (next: string) => {
      setText(next);
      keep(key, next);
    },
    [key],
  );
  return [text, change];
}
