import type { LabService } from '../context';

/** Something that a person could have committed in good faith. */
export interface ScenarioCommit {
  readonly repository: LabService;
  readonly author: { readonly name: string; readonly email: string };
  readonly message: string;
  readonly edits: readonly ScenarioEdit[];
}

/** A change of one file. */
export type ScenarioEdit =
  | { readonly path: string; readonly content: string }
  | {
      readonly path: string;
      /** Must be in the file exactly once. */
      readonly replace: string;
      readonly by: string;
    };

/** A way to break the platform, and what is to be seen then. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What a person will see, and where. */
  readonly expect: string;
  readonly commit: ScenarioCommit;
}
