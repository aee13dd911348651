import { RefObject, useEffect } from 'react';

/** What a page's own `main` leaves outside becomes the banner: all content belongs to a landmark. */
function markHeaders(content: HTMLElement) {
  for (const header of content.querySelectorAll('.gr-page-header')) {
    const isOutside =
      content.getAttribute('role') !== 'main' && !header.closest('main');
    if (isOutside) {
      header.setAttribute('role', 'banner');
    } else {
      header.removeAttribute('role');
    }
  }
}

/**
 * Makes an element the main landmark unless what is in it has one: some stock
 * pages do, others do not, and a page must have exactly one.
 */
export function useMainLandmark(element: RefObject<HTMLElement>) {
  useEffect(() => {
    const target = element.current;
    if (!target) {
      return undefined;
    }
    const update = () => {
      if (target.querySelector('main, [role="main"]')) {
        target.removeAttribute('role');
      } else {
        target.setAttribute('role', 'main');
      }
      markHeaders(target);
    };
    update();
    const observer = new MutationObserver(update);
    observer.observe(target, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [element]);
}
