/** Where the page keeps what {@link watchForContent} has seen. */
export interface WatchedWindow extends Window {
  /** Milliseconds from the start of the navigation to the frame that shows the content. */
  benchContentMs?: number;
}

/**
 * Runs in the page before anything else of it. Looks for the content every few
 * milliseconds, and notes the time of the frame after it was there.
 */
export function watchForContent(content: {
  selector: string;
  text: string;
}): void {
  const watched = window as WatchedWindow;
  const isShown = (element: Element) =>
    element.textContent?.includes(content.text) &&
    element.getBoundingClientRect().height > 0;
  const timer = setInterval(() => {
    const found = [...document.querySelectorAll(content.selector)].some(
      isShown,
    );
    if (found) {
      clearInterval(timer);
      requestAnimationFrame(() => {
        watched.benchContentMs = performance.now();
      });
    }
  }, 8);
}
