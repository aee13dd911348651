import { SearchIcon } from '../nav/icons';
import './palette.css';

export const paletteLabel = 'Search and commands';
export const paletteFieldLabel = 'Search services, docs, pages and actions';

/** Takes what is typed while the palette itself is being loaded. */
export function PaletteShell(props: {
  text: string;
  onTextChange: (text: string) => void;
  onClose: () => void;
}) {
  const { text, onTextChange, onClose } = props;
  return (
    <div className="gr-palette-overlay">
      <div role="dialog" aria-label={paletteLabel} className="gr-palette">
        <div className="gr-palette-field">
          <SearchIcon />
          <input
            // It was asked for by its key, so that one may type at once.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={text}
            onChange={event => onTextChange(event.target.value)}
            onKeyDown={({ key }) => key === 'Escape' && onClose()}
            placeholder={paletteFieldLabel}
            aria-label={paletteFieldLabel}
          />
          <kbd>Esc</kbd>
        </div>
      </div>
    </div>
  );
}
