import type { LabStatus } from '../status';
import { elapsed } from './render';

/** What a person reads when the portal can be used, maybe before all else can. */
export function portalLines(status: LabStatus, startedAt: number): string {
  const pending = status.parts.filter(
    ({ state }) => state !== 'ready' && state !== 'failed',
  );
  const still = pending.map(({ title }) => title).join(', ');
  const after = elapsed(Date.now() - startedAt);
  return [
    `\nThe portal is up after ${after}: ${address(status)}`,
    ...(pending.length ? [`Still to come: ${still}`] : []),
  ].join('\n');
}

/** The last words of a start. */
export function closingLines(status: LabStatus, startedAt: number): string {
  const failed = status.parts.filter(({ state }) => state === 'failed');
  const after = elapsed(Date.now() - startedAt);
  const broken = failed.map(
    ({ title, message, log }) => `  ${title}: ${message}\n    see ${log}`,
  );
  return [
    '',
    failed.length
      ? `Up after ${after}, but for:\n${broken.join('\n')}`
      : `All is up after ${after}.`,
    `  Open     ${address(status)}`,
    '  Sign in  choose "Sign in with the lab’s identity", then a person; or enter as a guest to look around',
    '  Stop     Ctrl-C here, or `make stop` anywhere',
    '',
  ].join('\n');
}

function address(status: LabStatus): string {
  const app = status.parts.find(({ name }) => name === 'app');
  return app?.url ?? status.portal;
}
