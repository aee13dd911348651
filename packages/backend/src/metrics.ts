import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

/**
 * Serves the portal's own metrics for Prometheus at `/metrics` on a port of their own,
 * which no proxy passes on: they tell about the inside and ask nobody who they are.
 * Instruments that exist before this runs record nothing, so it runs first.
 *
 * @param port - the variable METRICS_PORT; without it nothing is recorded
 * @throws RangeError if it is not a port
 */
export function startMetrics(port: string | undefined): void {
  if (!port) {
    return;
  }
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw new RangeError(`METRICS_PORT must be a port, not '${port}'`);
  }
  metrics.setGlobalMeterProvider(
    new MeterProvider({
      readers: [new PrometheusExporter({ port: number })],
    }),
  );
}
