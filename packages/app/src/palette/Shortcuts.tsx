import { Fragment, useEffect, useRef } from 'react';
import { commandKey } from '../nav/shellEvents';

const shortcuts = [
  { keys: [commandKey, 'K'], does: 'Search, go anywhere, run an action' },
  { keys: ['?'], does: 'Show these shortcuts' },
  { keys: ['/'], does: 'Filter the table of the page' },
  { keys: ['↑', '↓'], does: 'Move over the rows of a table' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['←', '→'], does: 'Move the cursor of a chart, fold a group' },
  { keys: ['Shift', '→'], does: 'Select a range in a chart, Enter shows it' },
  { keys: ['Esc'], does: 'Close what floats' },
];

/** The list of keyboard shortcuts. */
export function Shortcuts(props: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="gr-shortcuts"
      aria-labelledby="gr-shortcuts-title"
      onClose={props.onClose}
    >
      <div className="gr-shortcuts-head">
        <h2 id="gr-shortcuts-title">Keyboard shortcuts</h2>
        <button
          type="button"
          className="gr-button gr-button--quiet"
          onClick={() => dialog.current?.close()}
        >
          Close
        </button>
      </div>
      <dl>
        {shortcuts.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </dialog>
  );
}
