import { useCallback, useSyncExternalStore } from 'react';
import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Stands for no choice: what the machine is set to. */
const system = 'system';

/** The theme that is chosen; undefined if the machine decides. */
function useActiveTheme() {
  const appThemeApi = useApi(appThemeApiRef);
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscription = appThemeApi.activeThemeId$().subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    [appThemeApi],
  );
  return useSyncExternalStore(subscribe, () => appThemeApi.getActiveThemeId());
}

/** Light, dark, or as the machine has it; applied at once. */
export function ThemeChoice() {
  const appThemeApi = useApi(appThemeApiRef);
  const active = useActiveTheme() ?? system;
  const options = [
    ...appThemeApi.getInstalledThemes().map(({ id, title }) => ({ id, title })),
    { id: system, title: 'As my system' },
  ];
  return (
    <fieldset className="gr-choices">
      <legend>Theme</legend>
      {options.map(({ id, title }) => (
        <label key={id}>
          <input
            type="radio"
            name="theme"
            value={id}
            checked={id === active}
            onChange={() =>
              appThemeApi.setActiveThemeId(id === system ? undefined : id)
            }
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
