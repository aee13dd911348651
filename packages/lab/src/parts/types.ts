import type { LabContext } from '../context';
import type { RestartRule } from '../runner/backoff';
import type { ReadinessProbe } from '../runner/probe';

/**
 * `base` always runs: the portal and its sign-in. `core` is the platform that
 * it shows; `ml` joins when it is asked for.
 */
export const labTiers = ['base', 'core', 'ml'] as const;

export type LabTier = (typeof labTiers)[number];

/** What to start, without a shell in between. */
export interface PartCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the environment that all parts share. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Set where a program refuses to run as root. */
  readonly uid?: number;
  readonly gid?: number;
}

/** How a part reports what takes long, and learns that it shall stop. */
export interface PartWork {
  readonly signal: AbortSignal;
  report(message: string): void;
}

/** One process of the lab. The list of all is in `index.ts`. */
export interface PartDefinition {
  readonly name: string;
  /** What a person reads in the list. */
  readonly title: string;
  readonly tier: LabTier;
  /** Parts that have to be ready before. */
  readonly needs: readonly string[];
  /** Binaries of `tools/definitions.ts` that have to be built before. */
  readonly tools: readonly string[];
  /** Ports that must be free; the first one is the part's main one. */
  ports(context: LabContext): readonly number[];
  /** Where a person can look at it. */
  url?(context: LabContext): string;
  /** Done before each start; must bear being repeated or cut off. */
  prepare?(context: LabContext, work: PartWork): Promise<void>;
  command(context: LabContext): PartCommand;
  readiness(context: LabContext): ReadinessProbe;
  /** A part that takes longer is started again. */
  readonly readyWithinMs: number;
  /** Done after the probe's first yes and before the part counts as ready. */
  onStarted?(context: LabContext, work: PartWork): Promise<void>;
  /** Where the part differs from the default rule. */
  readonly restart?: Partial<RestartRule>;
  readonly stopSignal: NodeJS.Signals;
  /** How long it may take to stop by itself. */
  readonly stopWithinMs: number;
}
