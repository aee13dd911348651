import { ReactNode, useEffect, useId, useRef, useState } from 'react';
import './table.css';

/** Props of {@link Disclosure}. */
export type DisclosureProps = {
  /** What the button shows. */
  label: ReactNode;
  /** What the button is called, when `label` alone does not say it. */
  name?: string;
  className?: string;
  align?: 'start' | 'end';
  children: ReactNode;
};

/** A button that opens a small panel below it; Escape, a click elsewhere or leaving it closes it. */
export function Disclosure(props: DisclosureProps) {
  const { label, name, className, align = 'start', children } = props;
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    const closeOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [isOpen]);

  return (
    // Escape works wherever the focus is inside; the elements within are the controls.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      className="gr-disclosure"
      onKeyDown={event => {
        if (event.key === 'Escape' && isOpen) {
          event.stopPropagation();
          setOpen(false);
          button.current?.focus();
        }
      }}
    >
      <button
        ref={button}
        type="button"
        className={`gr-button ${className ?? ''}`}
        aria-label={name}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M1 2.5 4 5.5 7 2.5" fill="none" stroke="currentColor" />
        </svg>
      </button>
      {isOpen && (
        <div
          id={panelId}
          className={`gr-disclosure-panel gr-disclosure-panel--${align}`}
        >
          {children}
        </div>
      )}
    </div>
  );
}
