export {
  createPortalQueryClient,
  PortalQueryProvider,
} from './PortalQueryProvider';
export { shouldRetry } from './shouldRetry';
