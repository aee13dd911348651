/**
 * Where every part of the lab listens. All ports move together with
 * `LAB_PORT_BASE`, so that several checkouts can run beside each other.
 */
export interface LabPorts {
  readonly portal: number;
  readonly identity: number;
  readonly gitea: number;
  readonly postgres: number;
  readonly nats: number;
  readonly natsMonitoring: number;
  readonly prometheus: number;
  readonly alertmanager: number;
  /** The platform part's own API: health, scenarios, webhooks of Gitea. */
  readonly platform: number;
  /** The browser app's own server; only `make dev` starts it. */
  readonly appDevelopment: number;
  /** The first port of a GoReliable service, the next one is its admin port. */
  readonly services: Readonly<Record<LabService, ServicePorts>>;
  /** Services made in the portal take pairs of ports from here upwards. */
  readonly scaffoldedFrom: number;
}

/** The services that the lab itself is made of. */
export type LabService =
  | 'gateway'
  | 'order-service'
  | 'notification-worker'
  | 'ml-inference-gateway'
  | 'llm-gateway';

export interface ServicePorts {
  /** Unused by workers, which serve no requests of their own. */
  readonly http: number;
  /** Probes, metrics and profiles. */
  readonly admin: number;
}

/** The default of `LAB_PORT_BASE`: the portal is then on 7007. */
export const defaultPortBase = 7000;

/** From a base on, so many ports belong to a lab; the last are those of scaffolded services. */
export const portSpan = 400;

/**
 * The ports for one base.
 *
 * @throws RangeError if the base leaves ports below 1024 or above 65535.
 */
export function labPorts(
  portBase: number,
  overrides: { portal?: number } = {},
): LabPorts {
  const highestBase = 65_536 - portSpan;
  if (
    !Number.isInteger(portBase) ||
    portBase < 1024 ||
    portBase > highestBase
  ) {
    throw new RangeError(
      `LAB_PORT_BASE must be a whole number from 1024 to ${highestBase}, not '${portBase}'`,
    );
  }
  const pair = (offset: number): ServicePorts => ({
    http: portBase + offset,
    admin: portBase + offset + 1,
  });
  return {
    portal: overrides.portal ?? portBase + 7,
    identity: portBase + 10,
    gitea: portBase + 20,
    postgres: portBase + 30,
    nats: portBase + 40,
    natsMonitoring: portBase + 41,
    prometheus: portBase + 50,
    alertmanager: portBase + 60,
    platform: portBase + 70,
    // 3000 is what Backstage developers expect; other bases get their own.
    appDevelopment: portBase === defaultPortBase ? 3000 : portBase + 8,
    services: {
      gateway: pair(100),
      'order-service': pair(110),
      'notification-worker': pair(120),
      'ml-inference-gateway': pair(130),
      'llm-gateway': pair(140),
    },
    scaffoldedFrom: portBase + 200,
  };
}
