import { useRef } from 'react';
import { CloseIcon, MenuIcon, SearchIcon } from './icons';
import { NavLinkItem } from './NavLinkItem';
import type { LinkedPlace } from './navGroups';
import { PersonalPlaces } from './PersonalPlaces';
import { Places } from './Places';
import { openPalette } from './shellEvents';

/** Places that fit beside search and menu on a narrow screen. */
const barPlaces = 3;

/** The bar at the lower edge of a narrow screen, and the menu with everything. */
export function MobileNav(props: {
  groups: ReadonlyArray<{ title?: string; places: LinkedPlace[] }>;
  notifications?: string;
  settings?: string;
}) {
  const { groups, notifications, settings } = props;
  const sheet = useRef<HTMLDialogElement>(null);
  const close = () => sheet.current?.close();
  const first = groups.flatMap(({ places }) => places).slice(0, barPlaces);
  return (
    <>
      <nav className="gr-mobile-bar" aria-label="Main">
        {first.map(place => (
          <NavLinkItem
            key={place.page}
            href={place.href}
            title={place.title}
            icon={<place.Icon />}
          />
        ))}
        <button type="button" className="gr-nav-item" onClick={openPalette}>
          <SearchIcon />
          <span className="gr-nav-words">Search</span>
        </button>
        <button
          type="button"
          className="gr-nav-item"
          aria-haspopup="dialog"
          onClick={() => sheet.current?.showModal()}
        >
          <MenuIcon />
          <span className="gr-nav-words">Menu</span>
        </button>
      </nav>
      <dialog ref={sheet} className="gr-mobile-sheet" aria-label="Menu">
        <button
          type="button"
          className="gr-button gr-button--quiet gr-mobile-close"
          aria-label="Close menu"
          onClick={close}
        >
          <CloseIcon />
        </button>
        <nav aria-label="All places">
          <Places groups={groups} onFollow={close} />
          <PersonalPlaces
            notifications={notifications}
            settings={settings}
            onFollow={close}
          />
        </nav>
      </dialog>
    </>
  );
}
