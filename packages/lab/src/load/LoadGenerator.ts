import { join } from 'node:path';
import type { LabContext } from '../context';
import { RotatingLog } from '../runner/RotatingLog';
import { KeptProcess, type ProcessCommand } from './KeptProcess';
import { requestMix } from './requestMix';
import { loadStages } from './trafficShape';

/** What a little traffic for one service is. */
export interface LoadTarget {
  /** Answered with 200 by a healthy service. */
  readonly url: string;
  /** Takes `{"name": …}` by POST. */
  readonly createUrl?: string;
  /** Part of the requests that create. */
  readonly createShare: number;
}

/** Signs a token for a customer, valid for some seconds from `now` on. */
export type SignToken = (
  customer: string,
  now: number,
  seconds: number,
) => string;

// k6 ends then and is started again with the stages of the next day.
const stagesHours = 24;

const customers = 40;

/** Lets k6 use the platform as its users would. */
export class LoadGenerator {
  private orders: KeptProcess | undefined;
  private services: KeptProcess | undefined;
  private targets = '[]';

  constructor(
    private readonly context: LabContext,
    private readonly signToken: SignToken,
  ) {}

  /** Orders through the gateway, in the daily shape of the traffic. */
  startOrders(): void {
    this.orders ??= this.keep('load-orders', 'orders.js', () => ({
      ...loadStages(Date.now() / 1000, stagesHours),
      mix: requestMix.map(({ name, share }) => ({ name, share })),
      tokens: this.tokens(),
      ordersUrl: `http://127.0.0.1:${this.context.ports.services.gateway.http}/api/orders`,
    }));
  }

  /** One request a second for each of these; none for all others. */
  async setTargets(targets: readonly LoadTarget[]): Promise<void> {
    const text = JSON.stringify(targets);
    if (text === this.targets) {
      return;
    }
    this.targets = text;
    await this.services?.stop();
    this.services =
      targets.length > 0
        ? this.keep('load-services', 'services.js', () => ({ targets }))
        : undefined;
  }

  /** For a few customers, so that each stays within its rate limit. */
  private tokens(): string[] {
    const now = Math.floor(Date.now() / 1000);
    return Array.from({ length: customers }, (_, index) =>
      this.signToken(`customer-${index + 1}`, now, (stagesHours + 1) * 3600),
    );
  }

  get status() {
    return {
      orders: this.orders?.pid !== undefined,
      services: this.services?.pid !== undefined,
    };
  }

  async stop(): Promise<void> {
    await Promise.all([this.orders?.stop(), this.services?.stop()]);
  }

  private keep(
    name: string,
    script: string,
    settings: () => unknown,
  ): KeptProcess {
    const { context } = this;
    return new KeptProcess({
      name,
      log: context.log,
      output: new RotatingLog(join(context.labDir, 'logs', `${name}.log`)),
      command: async () => ({
        ...(await this.k6(script)),
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          GORELIABLE_RUN_ID: process.env.GORELIABLE_RUN_ID,
          // In the environment, which nobody else can read, as it has secrets.
          LAB_LOAD: JSON.stringify(settings()),
        },
      }),
    });
  }

  private async k6(script: string): Promise<Omit<ProcessCommand, 'env'>> {
    return {
      file: await this.context.tool('k6'),
      args: [
        'run',
        '--quiet',
        '--no-color',
        '--no-usage-report',
        // Nobody reads its numbers, and keeping them would grow all day.
        ...['--no-thresholds', '--summary-mode', 'disabled'],
        // No port of its own.
        ...['--address', ''],
        join(this.context.root, 'packages/lab/src/load', script),
      ],
    };
  }
}
