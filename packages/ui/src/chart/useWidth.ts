import { RefObject, useLayoutEffect, useState } from 'react';

/** Width of an element in px as it changes; 0 until it is known. */
export function useWidth(element: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) {
      return undefined;
    }
    setWidth(Math.floor(target.clientWidth));
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry.contentRect.width)),
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
