import { ReactNode, useRef } from 'react';
import * as Dialog from '@radix-ui/react-dialog';
import { Command } from 'cmdk';
import { useNavigate } from 'react-router-dom';
import { ClockIcon, PageIcon, SearchIcon } from '../nav/icons';
import { navGroups } from '../nav/navGroups';
import { paletteFieldLabel, paletteLabel } from './PaletteShell';
import { readRecent } from './recent';
import { useActions } from './useActions';
import { usePages } from './usePages';
import { useSearchHits } from './useSearchHits';
import './palette.css';

const icons = new Map(
  navGroups
    .flatMap(({ places }) => places)
    .map(({ page, Icon }) => [page, <Icon key={page} />]),
);

function Line(props: {
  value: string;
  keywords?: string[];
  icon: ReactNode;
  title: string;
  detail?: string;
  onSelect: () => void;
}) {
  const { icon, title, detail, ...item } = props;
  return (
    <Command.Item {...item} className="gr-palette-line">
      {icon}
      <span className="gr-palette-title">{title}</span>
      {detail && <span className="gr-palette-detail">{detail}</span>}
    </Command.Item>
  );
}

/** Whether words occur in the title or keywords of something the palette knows itself. */
function matches(
  term: string,
  title: string,
  keywords: readonly string[] = [],
) {
  const text = [title, ...keywords].join(' ').toLowerCase();
  return term
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** Goes to any page, entity or document and runs actions, from the keyboard. */
export function Palette(props: {
  text: string;
  onTextChange: (text: string) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  showShortcuts: () => void;
}) {
  const { text, onTextChange, isOpen, onOpenChange, showShortcuts } = props;
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const term = text.trim();
  const search = useSearchHits(isOpen ? term : '');
  const allPages = usePages();
  const createHref = allPages.find(({ id }) => id === 'page:scaffolder')?.href;
  const pages = allPages.filter(({ title }) => matches(term, title));
  const actions = useActions({ createHref, showShortcuts }).filter(action =>
    matches(term, action.title, action.keywords),
  );
  const recent = term ? [] : readRecent();

  const close = (act: () => unknown) => () => {
    onOpenChange(false);
    act();
  };
  const go = (href: string) =>
    close(() =>
      /^https?:/.test(href)
        ? window.open(href, '_blank', 'noopener')
        : navigate(href),
    );
  const hitCount = search.groups.reduce(
    (sum, { hits }) => sum + hits.length,
    0,
  );
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="gr-palette-overlay" />
        <Dialog.Content
          aria-label={paletteLabel}
          className="gr-palette"
          onOpenAutoFocus={event => {
            // It would select what has been typed already, for the next letter to replace.
            event.preventDefault();
            field.current?.focus();
          }}
        >
          <Command label={paletteLabel} shouldFilter={false} loop>
            <div className="gr-palette-field">
              <SearchIcon />
              <Command.Input
                ref={field}
                value={text}
                onValueChange={onTextChange}
                placeholder={paletteFieldLabel}
                aria-label={paletteFieldLabel}
              />
              <kbd>Esc</kbd>
            </div>
            <span className="gr-hidden" role="status">
              {term && !search.isSearching && `${hitCount} found`}
            </span>
            <Command.List className="gr-palette-list" label="Suggestions">
              {search.isSearching && hitCount === 0 && (
                <div className="gr-palette-note">Searching…</div>
              )}
              {search.hasFailed && (
                <div className="gr-palette-note">
                  Search does not answer. Pages and actions work.
                </div>
              )}
              <Command.Empty className="gr-palette-note">
                {search.isSearching ? '' : `Nothing found for “${term}”`}
              </Command.Empty>
              {recent.length > 0 && (
                <Command.Group heading="Recent">
                  {recent.map(({ title, href }) => (
                    <Line
                      key={href}
                      value={`recent:${href}`}
                      icon={<ClockIcon />}
                      title={title}
                      onSelect={go(href)}
                    />
                  ))}
                </Command.Group>
              )}
              {search.groups.map(group => (
                <Command.Group key={group.title} heading={group.title}>
                  {group.hits.map(hit => (
                    <Line
                      key={hit.id}
                      value={hit.id}
                      icon={<PageIcon />}
                      title={hit.title}
                      detail={hit.detail}
                      onSelect={go(hit.href)}
                    />
                  ))}
                </Command.Group>
              ))}
              {pages.length > 0 && (
                <Command.Group heading="Pages">
                  {pages.map(({ id, title, href }) => (
                    <Line
                      key={id}
                      value={id}
                      icon={icons.get(id) ?? <PageIcon />}
                      title={title}
                      onSelect={go(href)}
                    />
                  ))}
                </Command.Group>
              )}
              {actions.length > 0 && (
                <Command.Group heading="Actions">
                  {actions.map(({ id, title, icon, run }) => (
                    <Line
                      key={id}
                      value={`action:${id}`}
                      icon={icon}
                      title={title}
                      onSelect={close(run)}
                    />
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
