import type { ReactNode } from 'react';
import {
  appThemeApiRef,
  toastApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useNavigate } from 'react-router-dom';
import {
  CreateIcon,
  KeyboardIcon,
  LinkIcon,
  MoonIcon,
  SunIcon,
} from '../nav/icons';

/** Something that can be done from anywhere. */
export type PaletteAction = {
  id: string;
  title: string;
  /** Other words people look for it by. */
  keywords: string[];
  icon: ReactNode;
  run: () => void | Promise<void>;
};

/** The actions of the palette. `createHref` is absent where nothing can be created. */
export function useActions(options: {
  createHref: string | undefined;
  showShortcuts: () => void;
}): PaletteAction[] {
  const { createHref, showShortcuts } = options;
  const themeApi = useApi(appThemeApiRef);
  const toastApi = useApi(toastApiRef);
  const navigate = useNavigate();
  const isDark = document.body.dataset.themeMode === 'dark';

  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      toastApi.post({
        title: 'Link copied',
        status: 'success',
        timeout: 3_000,
      });
    } catch {
      toastApi.post({
        title: 'The browser did not allow copying. Copy the address by hand.',
        status: 'warning',
      });
    }
  };
  const actions: PaletteAction[] = [
    {
      id: 'theme',
      title: isDark ? 'Switch to light theme' : 'Switch to dark theme',
      keywords: ['toggle', 'theme', 'appearance', 'dark', 'light'],
      icon: isDark ? <SunIcon /> : <MoonIcon />,
      run: () => themeApi.setActiveThemeId(isDark ? 'light' : 'dark'),
    },
    {
      id: 'copy-link',
      title: 'Copy link to this page',
      keywords: ['share', 'address', 'url'],
      icon: <LinkIcon />,
      run: copyLink,
    },
    {
      id: 'shortcuts',
      title: 'Show keyboard shortcuts',
      keywords: ['help', 'keys'],
      icon: <KeyboardIcon />,
      run: showShortcuts,
    },
  ];
  if (createHref) {
    actions.unshift({
      id: 'create',
      title: 'Create a service',
      keywords: ['new', 'template', 'scaffold', 'golden path'],
      icon: <CreateIcon />,
      run: () => navigate(createHref),
    });
  }
  return actions;
}
