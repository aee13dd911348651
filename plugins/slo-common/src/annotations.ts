/**
 * Names the services, as in Sloth's `sloth_service`, whose SLOs belong to an
 * entity; several are separated by commas. Without it a component has the
 * SLOs of the service of its own name.
 */
export const sloServiceAnnotation = 'goreliable.dev/slo-service';

/**
 * Names the spec files of an entity's SLOs, several separated by commas: paths
 * beside its code, or addresses.
 */
export const sloSpecsAnnotation = 'goreliable.dev/slo-specs';
