import { startTransition, useEffect, useRef, useState } from 'react';
import './table.css';

/** Pause in typing after which the text becomes part of the address. */
const settleMs = 200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The text filter of a table; `/` anywhere on the page moves there. */
export function QueryField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);

  useEffect(() => {
    // Changed from outside (a link, "Clear filters"), not by typing. Who keeps
    // the text without the spaces around it has not changed it: taking that
    // over would swallow the space before a word that is still to come.
    if (value.trim() !== sent.current.trim()) {
      sent.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    if (text === sent.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      sent.current = text;
      // The address is all the page's: following it may wait for the next letter.
      startTransition(() => onChange(text));
    }, settleMs);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      // Of several tables on a page the first one has it.
      const isFree = !event.defaultPrevented && !isTyping(event.target);
      if (event.key === '/' && plain && isFree) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <span className="gr-query">
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && text) {
            event.stopPropagation();
            setText('');
          }
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </span>
  );
}
