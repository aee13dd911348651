import type { LabService } from '../context';

// The told history ends with the releases before these.
const versionLines: Readonly<Partial<Record<LabService, string>>> = {
  gateway: '2.4',
  'order-service': '1.9',
  'notification-worker': '1.5',
};

/**
 * Major and minor version of a service; each commit of main is a patch of it.
 */
export function versionLine(service: string): string {
  return versionLines[service as LabService] ?? '0.1';
}
