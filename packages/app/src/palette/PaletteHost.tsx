import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useLocation } from 'react-router-dom';
import { portalName } from '@goreliable/ui';
import { onOpenPalette } from '../nav/shellEvents';
import { PaletteShell } from './PaletteShell';
import { rememberPage } from './recent';

const Palette = lazy(() =>
  import('./Palette').then(module => ({ default: module.Palette })),
);
const Shortcuts = lazy(() =>
  import('./Shortcuts').then(module => ({ default: module.Shortcuts })),
);

/** Pages put their title into the document a moment after they appear. */
const titleSettlesMs = 1_500;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The title of the page without the portal's name around it. */
export function pageTitle(documentTitle: string): string {
  return documentTitle
    .split(/\s[|·]\s/)
    .filter(part => part !== portalName)
    .join(' · ');
}

/** Before signing in there is nothing to search, and no page to remember. */
function isSignedIn(): boolean {
  return document.querySelector('.gr-shell') !== null;
}

function useRememberedPages() {
  const { pathname } = useLocation();
  useEffect(() => {
    const timer = setTimeout(() => {
      const title = pageTitle(document.title);
      if (title && pathname !== '/' && isSignedIn()) {
        rememberPage({ title, href: pathname });
      }
    }, titleSettlesMs);
    return () => clearTimeout(timer);
  }, [pathname]);
}

/** Listens for the palette's keys; the palette itself is loaded when first wanted. */
export function PaletteHost() {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const [text, setText] = useState('');
  const [isHelp, setHelp] = useState(false);
  // What is typed right after the palette's key comes before anything is drawn anew.
  const isOpenNow = useRef(false);
  useRememberedPages();

  const change = useCallback((next: boolean) => {
    isOpenNow.current = next;
    setOpen(next);
    if (next) {
      setWasOpened(true);
    } else {
      setText('');
    }
  }, []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isSignedIn()) {
        return;
      }
      const command = event.ctrlKey || event.metaKey;
      const isCharacter = event.key.length === 1 && !command && !event.altKey;
      if (isOpenNow.current && isCharacter && !isTyping(event.target)) {
        // No field has the focus while the palette takes the place of its shell.
        event.preventDefault();
        setText(current => current + event.key);
      } else if (command && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        change(!isOpenNow.current);
      } else if (
        event.key === '?' &&
        !command &&
        !event.altKey &&
        !isTyping(event.target)
      ) {
        event.preventDefault();
        setHelp(true);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    const stopListening = onOpenPalette(() => change(true));
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      stopListening();
    };
  }, [change]);

  const typed = { text, onTextChange: setText };
  return (
    <>
      <Suspense
        fallback={
          isOpen && <PaletteShell {...typed} onClose={() => change(false)} />
        }
      >
        {wasOpened && (
          <Palette
            {...typed}
            isOpen={isOpen}
            onOpenChange={change}
            showShortcuts={() => setHelp(true)}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {isHelp && <Shortcuts onClose={() => setHelp(false)} />}
      </Suspense>
    </>
  );
}
