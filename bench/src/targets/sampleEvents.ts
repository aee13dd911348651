const hourMs = 60 * 60 * 1000;

/** As many as the landing page shows, so that it is not measured empty. */
const count = 12;

const services = [
  'ml-inference-gateway',
  'llm-gateway',
  'model-training',
  'drift-detection',
];

/**
 * Deploys of the team's services, for `POST /api/timeline/events`.
 *
 * @param now - in milliseconds since 1970
 */
export function sampleEvents(now: number) {
  return Array.from({ length: count }, (_, index) => {
    const service = services[index % services.length];
    const version = `1.${index}.0`;
    return {
      id: `bench:${service}/${version}`,
      at: new Date(now - (index + 1) * hourMs).toISOString(),
      kind: 'deploy',
      entityRef: `component:default/${service}`,
      title: `${service} ${version} deployed`,
      actor: 'Miles',
    };
  });
}
