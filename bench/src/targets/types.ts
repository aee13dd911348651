import type { Page } from 'playwright-core';
import type { RunningServer } from '../server/startServer';

/** A page, and what on it a person came for. */
export interface PageUnderTest {
  /** Of the address, from the first slash. */
  readonly path: string;
  /** What the content is made of; the first one with the text counts. */
  readonly selector: string;
  readonly text: string;
}

/** A Backstage app that is measured. */
export interface Target {
  readonly name: 'ours' | 'stock';
  readonly url: string;
  readonly pages: {
    /** What a visit without a path leads to. */
    readonly landing: PageUnderTest;
    readonly catalog: PageUnderTest;
  };
  /** Starts the backend with an empty database. */
  start(): Promise<RunningServer>;
  /** Done once after a start, before pages are measured. */
  prepare?(): Promise<void>;
  /** Opens the app and signs in, as {@link personUnderTest} unless somebody is named. */
  signIn(page: Page, person?: string): Promise<void>;
}

/** Somebody of the catalog who owns several components. */
export const personUnderTest = {
  name: 'miles',
  team: 'group:default/ml-team',
  /** The title of a component that the team owns. */
  service: 'ML inference gateway',
} as const;
