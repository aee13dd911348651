import { appThemeApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ActiveTheme } from './themes';

/** The system's preference and the app's choice, as browsers and Backstage tell them. */
function setUp(chosen?: string) {
  const ofSystem = new Set<() => void>();
  const ofChoice = new Set<() => void>();
  const state = { id: chosen, isDark: false };
  window.matchMedia = (() => ({
    get matches() {
      return state.isDark;
    },
    addEventListener: (_: string, listener: () => void) =>
      ofSystem.add(listener),
    removeEventListener: (_: string, listener: () => void) =>
      ofSystem.delete(listener),
    addListener: () => {},
    removeListener: () => {},
  })) as any;
  const themes = {
    getActiveThemeId: () => state.id,
    activeThemeId$: () => ({
      subscribe: (listener: () => void) => {
        ofChoice.add(listener);
        return { unsubscribe: () => ofChoice.delete(listener) };
      },
    }),
  };
  const rendered = render(
    <TestApiProvider apis={[[appThemeApiRef, themes as any]]}>
      <ActiveTheme>
        <input aria-label="Name" />
      </ActiveTheme>
    </TestApiProvider>,
  );
  return {
    ...rendered,
    listeners: () => [ofSystem.size, ofChoice.size],
    become: (change: Partial<typeof state>) =>
      act(() => {
        Object.assign(state, change);
        [...ofSystem, ...ofChoice].forEach(listener => listener());
      }),
  };
}

const mode = () => document.body.dataset.themeMode;

describe('the theme', () => {
  it.each([
    [undefined, false, 'light'],
    [undefined, true, 'dark'],
    ['dark', false, 'dark'],
    ['light', true, 'light'],
    ['gone-since', true, 'dark'],
  ])('chosen as %s on a system that is dark: %s', (id, isDark, expected) => {
    const { become } = setUp(id);
    become({ isDark });
    expect(mode()).toBe(expected);
  });

  it('is switched without losing what is typed', async () => {
    const { become } = setUp('light');
    const field = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.type(field, 'basket');
    become({ id: 'dark' });
    expect(mode()).toBe('dark');
    expect(screen.getByRole('textbox', { name: 'Name' })).toBe(field);
    expect(field).toHaveValue('basket');
  });

  it('listens to nothing any more once it is gone', () => {
    const { unmount, listeners } = setUp();
    expect(listeners()).toEqual([1, 1]);
    unmount();
    expect(listeners()).toEqual([0, 0]);
  });
});
