import { Failure } from '../failure';
import { alertmanager } from './alertmanager';
import { gitea } from './gitea';
import { identity } from './identity';
import { nats } from './nats';
import { platform } from './platform';
import { portal } from './portal';
import { postgres } from './postgres';
import { prometheus } from './prometheus';
import { appDevelopment, portalDevelopment } from './portal/development';
import type { LabTier, PartDefinition } from './types';

/** What the lab is run for: to be used, or to be worked on. */
export type LabMode = 'run' | 'dev';

/**
 * All parts of the lab, and thereby what runs where. The order here is that of
 * the list on the screen; the order of starting follows from `needs`.
 */
export function labParts(options: {
  tiers: readonly LabTier[];
  mode: LabMode;
}): PartDefinition[] {
  const withCore = options.tiers.includes('core');
  const portalParts =
    options.mode === 'dev'
      ? [portalDevelopment({ withCore }), appDevelopment({ withCore })]
      : [portal({ withCore })];
  const all = [
    identity,
    ...portalParts,
    gitea,
    nats,
    postgres,
    prometheus,
    alertmanager,
    platform,
  ];
  return all.filter(
    ({ tier }) => tier === 'base' || options.tiers.includes(tier),
  );
}

/**
 * Reads `TIERS`: `none`, `core` (the default) or `core,ml`.
 *
 * @throws Failure that names what may be chosen.
 */
export function parseTiers(text: string | undefined): LabTier[] {
  const names = (text || 'core').split(',').map(name => name.trim());
  if (names.length === 1 && names[0] === 'none') {
    return ['base'];
  }
  const known: readonly string[] = ['core', 'ml'];
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Failure(
      `TIERS is 'none' or a list of ${known.join(
        ', ',
      )}; it does not have '${unknown.join(', ')}'`,
    );
  }
  // Models are served by services of the core.
  return names.includes('ml') ? ['base', 'core', 'ml'] : ['base', 'core'];
}

/** Tiers that may be asked for, and start nothing: those to whom it is not said would wait for it. */
export function tiersWithoutParts(
  tiers: readonly LabTier[],
  parts: readonly PartDefinition[],
): LabTier[] {
  return tiers.filter(wanted => !parts.some(({ tier }) => tier === wanted));
}
