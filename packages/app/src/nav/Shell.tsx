import { ReactNode, useRef } from 'react';
import { useMainLandmark } from './useMainLandmark';
import './nav.css';

const contentId = 'content';

/** Side bar and page side by side, and a way for the keyboard past the bar. */
export function Shell(props: { nav: ReactNode; children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useMainLandmark(content);
  return (
    <div className="gr-shell">
      <a className="gr-skip" href={`#${contentId}`}>
        Skip to content
      </a>
      {props.nav}
      <div ref={content} id={contentId} className="gr-content" tabIndex={-1}>
        {props.children}
      </div>
    </div>
  );
}
